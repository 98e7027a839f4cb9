/** The histories of many keys that may lie close together or far apart, as cheaply as they turn out to lie. */
import { compareKeys } from '../../shared/key.ts'
import type { KeyHistory } from '../../shared/history.ts'
import type { RequestOptions } from '../s3/server.ts'
import { historiesUnder, historyOf, type Place } from './histories.ts'
import { beforeKey, commonPrefix } from './passBounds.ts'

/** From so many keys on a pass over what lies between them is tried. */
const passFrom = 8
/** A page of a pass is worth as many listings of single keys. */
const keysPerPage = 20
const atOnce = 8

type Options = RequestOptions & { readonly count: () => void }

/** By key; keys without any entry are missing. */
export async function readHistories(
  place: Place,
  keys: readonly string[],
  options: Options,
): Promise<ReadonlyMap<string, KeyHistory>> {
  const found = new Map<string, KeyHistory>()
  const ascending = [...new Set(keys)].sort(compareKeys)
  const passed = ascending.length < passFrom ? null : await pass(place, ascending, options, found)
  const alone = passed === null ? ascending : ascending.filter((key) => compareKeys(key, passed) > 0)
  const waiting = alone.values()
  const reader = async (): Promise<void> => {
    for (const key of waiting) found.set(key, await historyOf(place, key, options))
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, alone.length) }, reader))
  return found
}

/** Reads on while it finds enough; answers with the last key it is sure of, or null when that is none. */
async function pass(
  place: Place,
  keys: readonly string[],
  options: Options,
  found: Map<string, KeyHistory>,
): Promise<string | null> {
  const wanted = new Set(keys)
  const last = keys.at(-1) ?? ''
  let pages = 0
  const counted = (): void => {
    pages += 1
    options.count()
  }
  const bounds = { prefix: commonPrefix(keys), after: beforeKey(keys[0] ?? '') }
  let passed: string | null = null
  for await (const history of historiesUnder(place, bounds, { ...options, count: counted })) {
    if (wanted.has(history.key)) found.set(history.key, history)
    passed = history.key
    if (compareKeys(history.key, last) >= 0) break
    if (pages > 1 && found.size < (pages - 1) * keysPerPage) return passed
  }
  // To the end of the prefix, or past the last key: nothing is left to look for.
  return last
}
