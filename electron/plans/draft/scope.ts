/** A selection → the histories of its keys, each once, in ascending order as far as its parts go. */
import type { KeyHistory } from '../../../shared/history.ts'
import { compareKeys, parentPrefix } from '../../../shared/key.ts'
import type { Scope } from '../../../shared/model/plan.ts'
import type { RequestOptions } from '../../s3/server.ts'
import { historiesUnder, historyOf, type Place } from '../histories.ts'

/** From so many selected keys of one folder on, one pass over the folder is cheaper than a listing each. */
const passFrom = 8

type Part = { readonly prefix: string; readonly keys: ReadonlySet<string> | null }

/** Prefixes without those that others hold already; keys grouped by folder, without those that a prefix holds. */
export function partsOf({ keys, prefixes }: Scope): readonly Part[] {
  const outer = prefixes.filter(
    (prefix) => !prefixes.some((other) => other !== prefix && prefix.startsWith(other)),
  )
  const folders = new Map<string, Set<string>>()
  for (const key of keys) {
    if (outer.some((prefix) => key.startsWith(prefix))) continue
    const folder = parentPrefix(key)
    folders.set(folder, (folders.get(folder) ?? new Set()).add(key))
  }
  const parts: Part[] = [...new Set(outer)].map((prefix) => ({ prefix, keys: null }))
  for (const [prefix, wanted] of folders) parts.push({ prefix, keys: wanted })
  return parts.sort((a, b) => compareKeys(a.prefix, b.prefix))
}

/** The bucket, and how its listings are asked for. */
type Reading = RequestOptions & { readonly place: Place }

export async function* historiesIn(context: Reading, scope: Scope): AsyncGenerator<KeyHistory, void, void> {
  const { place, ...options } = context
  for (const { prefix, keys } of partsOf(scope)) {
    if (keys === null) yield* historiesUnder(place, { prefix }, options)
    else if (keys.size < passFrom) {
      for (const key of [...keys].sort(compareKeys)) yield await historyOf(place, key, options)
    } else yield* selected(context, prefix, keys)
  }
}

/** The chosen keys of one folder, from a pass over all that lies directly in it. */
async function* selected(
  context: Reading,
  prefix: string,
  keys: ReadonlySet<string>,
): AsyncGenerator<KeyHistory, void, void> {
  const { place, ...options } = context
  const missing = new Set(keys)
  for await (const history of historiesUnder(place, { prefix, folded: true }, options)) {
    if (!missing.delete(history.key)) continue
    yield history
    if (missing.size === 0) return
  }
  // Keys that hold the delimiter at their end are folded away, like folders.
  for (const key of missing) yield await historyOf(place, key, options)
}
