/** Looks at the keys of a batch, before and after it is written, as cheaply as the plan's shape allows. */
import { compareKeys } from '../../../shared/key.ts'
import type { KeyHistory } from '../../../shared/history.ts'
import type { PlanSide } from '../../../shared/model/plan.ts'
import { HistoryLookup } from '../histories.ts'
import type { RunItem } from '../planRows.ts'
import type { RunContext } from './runContext.ts'

/** The longest prefix that all keys share. */
export function commonPrefix(keys: readonly string[]): string {
  const [first = '', ...others] = keys
  let length = first.length
  for (const key of others) {
    while (!key.startsWith(first.slice(0, length))) length -= 1
  }
  return first.slice(0, length)
}

/** The keys a batch is about, on one side, ascending. */
function keysOn(items: readonly RunItem[], side: PlanSide): readonly string[] {
  const written = items.filter((item) => item.side === side).map(({ key }) => key)
  const marked = items.flatMap(({ action }) =>
    action.kind === 'move' && action.from.side === side ? [action.from.key] : [],
  )
  return [...written, ...marked].sort(compareKeys)
}

/** From so many keys on, one pass over what lies between them is worth it, if the plan was dense when it was drafted. */
const passFrom = 8

export type Look = (side: PlanSide, key: string) => Promise<KeyHistory>

/**
 * A fresh look at all keys of a batch: per side one pass from the first key to the last, or a listing per key where
 * the plan touches few among many. `then` gets the look; what was not read by then is not read at all.
 */
export async function looking<T>(
  context: RunContext,
  items: readonly RunItem[],
  then: (look: Look) => Promise<T>,
): Promise<T> {
  const lookups = new Map<PlanSide, HistoryLookup>()
  const open = (side: PlanSide): HistoryLookup => {
    const keys = keysOn(items, side)
    const { places, signal, count, dense } = context
    const pass =
      dense && keys.length >= passFrom
        ? { prefix: commonPrefix(keys), after: beforeKey(keys[0] ?? '') }
        : null
    const lookup = new HistoryLookup(places[side], pass, { signal, count, priority: 'transfer' })
    lookups.set(side, lookup)
    return lookup
  }
  try {
    return await then((side, key) => (lookups.get(side) ?? open(side)).at(key))
  } finally {
    for (const lookup of lookups.values()) await lookup.close()
  }
}

/**
 * A marker just before a key, to begin a pass with it: markers are exclusive. The key without its last character
 * sorts before it and after nearly everything else that does; null where there is no such text.
 */
function beforeKey(key: string): string | null {
  const shorter = Array.from(key).slice(0, -1).join('')
  return shorter === '' ? null : shorter
}
