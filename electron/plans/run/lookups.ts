/** Looks at the keys of a batch, before and after it is written, as cheaply as the plan's shape allows. */
import { compareKeys } from '../../../shared/key.ts'
import type { KeyHistory } from '../../../shared/history.ts'
import type { PlanSide } from '../../../shared/model/plan.ts'
import { HistoryLookup, historyOf } from '../histories.ts'
import { beforeKey, commonPrefix } from '../passBounds.ts'
import type { RunItem } from '../planRows.ts'
import type { RunContext } from './runContext.ts'

/** From so many keys on, one pass over what lies between them is worth it, if the plan was dense when it was drafted. */
const passFrom = 8
/** Listings of single keys that are under way at once. */
const atOnce = 8

/** What lay on a key of the batch a moment ago. */
export type Look = (side: PlanSide, key: string) => KeyHistory

type Wanted = { readonly side: PlanSide; readonly keys: readonly string[] }

/** The keys a batch is about: those it writes and those it marks as moved are often far apart, and read apart. */
function wantedBy(items: readonly RunItem[]): readonly Wanted[] {
  const sides = ['here', 'there'] as const
  const ascending = (keys: readonly string[]): readonly string[] => [...new Set(keys)].sort(compareKeys)
  const written = sides.map((side) => ({
    side,
    keys: ascending(items.filter((item) => item.side === side).map(({ key }) => key)),
  }))
  const marked = sides.map((side) => ({
    side,
    keys: ascending(
      items.flatMap(({ action }) =>
        action.kind === 'move' && action.from.side === side ? [action.from.key] : [],
      ),
    ),
  }))
  return [...written, ...marked].filter(({ keys }) => keys.length > 0)
}

const idOf = (side: PlanSide, key: string): string => `${side} ${key}`

/**
 * Reads all keys of a batch anew: one pass from the first to the last, or a listing per key where the plan touches
 * few among many. With a folder the pass goes on where the one before ended, and may be gone on with.
 */
export async function lookAt(
  context: RunContext,
  items: readonly RunItem[],
  folder: string | null = null,
): Promise<Look> {
  const seen = new Map<string, KeyHistory>()
  for (const { side, keys } of wantedBy(items)) {
    const read = context.dense && keys.length >= passFrom ? passOver(folder) : eachAlone
    await read(context, side, keys, (history) => seen.set(idOf(side, history.key), history))
  }
  return (side, key) => seen.get(idOf(side, key)) ?? { key, entries: [] }
}

type Read = (
  context: RunContext,
  side: PlanSide,
  keys: readonly string[],
  found: (history: KeyHistory) => void,
) => Promise<void>

const passOver =
  (folder: string | null): Read =>
  async ({ places, ahead, signal, count }, side, keys, found) => {
    const [first = ''] = keys
    const kept = folder === null ? null : ahead.take(folder, first)
    const pass = { prefix: folder ?? commonPrefix(keys), after: beforeKey(first) }
    const lookup = kept ?? new HistoryLookup(places[side], pass, { signal, count, priority: 'transfer' })
    for (const key of keys) found(await lookup.at(key))
    if (folder === null) await lookup.close()
    else ahead.keep(lookup, folder, keys.at(-1) ?? '')
  }

const eachAlone: Read = async ({ places, signal, count }, side, keys, found) => {
  const waiting = keys.values()
  const reader = async (): Promise<void> => {
    for (const key of waiting)
      found(await historyOf(places[side], key, { signal, count, priority: 'transfer' }))
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, keys.length) }, reader))
}
