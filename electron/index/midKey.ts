/** A key somewhere between two others, found by asking the server: the place where a range is cut in two. */
import { compareKeys } from '../../shared/key.ts'

/** The server's first key behind a text, in a listing of one entry; null when there is none. */
export type FirstKeyBehind = (text: string) => Promise<string | null>

const mostProbes = 28
const beforeAll = 0x1f
const behindAscii = 0x7f
const behindAll = 0x10ffff

/**
 * A key that exists, above `low` and below `high` (null: no bound), mostly with something on either side. `emptyFrom`
 * is where next to nothing was found: keep it for the next question. Null: there is no such key, or none was found.
 */
export async function midKey(
  low: string,
  high: string | null,
  firstKeyBehind: FirstKeyBehind,
): Promise<{ readonly key: string | null; readonly emptyFrom: string | null }> {
  const isBelow = (key: string, bound: string | null): boolean =>
    bound === null || compareKeys(key, bound) < 0
  const within = async (text: string, bound: string | null): Promise<string | null> => {
    const key = await firstKeyBehind(text)
    return key !== null && isBelow(key, bound) ? key : null
  }
  let upper = await afterSharedStart(low, high, (text) => within(text, high))
  for (let probe = 0; probe < mostProbes; probe++) {
    const text = textBetween(low, upper)
    if (text === null) break
    const key = await within(text, upper)
    if (key !== null) return { key, emptyFrom: upper }
    upper = text
  }
  return { key: null, emptyFrom: upper }
}

/** Most keys behind `low` begin as it does: a bound behind those, found in a few questions however long that is. */
async function afterSharedStart(
  low: string,
  high: string | null,
  within: FirstKeyBehind,
): Promise<string | null> {
  const characters = Array.from(low)
  const startOf = (length: number): string => characters.slice(0, length).join('')
  let shared = high === null ? 0 : characters.findIndex((_, at) => !high.startsWith(startOf(at + 1)))
  if (shared < 0) return high
  let differs = characters.length + 1
  while (differs - shared > 1) {
    const middle = Math.floor((shared + differs) / 2)
    const key = await within(startOf(middle) + String.fromCodePoint(behindAll))
    if (key === null) shared = middle
    else differs = middle
  }
  if (shared === 0 || differs > characters.length) return high
  const bound = startOf(shared) + String.fromCodePoint(behindAscii)
  return high === null || compareKeys(bound, high) < 0 ? bound : high
}

/** A text between two keys, about half way along the characters in which they differ; null when they touch. */
export function textBetween(low: string, high: string | null): string | null {
  const lower = Array.from(low, pointOf)
  const upper = high === null ? null : Array.from(high, pointOf)
  let bound = upper
  const text: number[] = []
  for (let at = 0; at <= lower.length + 1; at++) {
    const from = lower[at] ?? beforeAll
    const to = bound === null ? (from < behindAscii - 1 ? behindAscii : behindAll) : (bound[at] ?? beforeAll)
    if (to - from > 1) {
      const found = String.fromCodePoint(...text, withoutSurrogates(from + Math.floor((to - from) / 2)))
      const fits = compareKeys(found, low) > 0 && (high === null || compareKeys(found, high) < 0)
      return fits ? found : null
    }
    text.push(from)
    if (to > from) bound = null
  }
  return null
}

const pointOf = (character: string): number => character.codePointAt(0) ?? 0

const withoutSurrogates = (point: number): number => (point >= 0xd800 && point <= 0xdfff ? 0xd7ff : point)

/** The text right before a key in the order of keys, as a marker to list from; null where nothing comes before it. */
export function markerBefore(key: string): string | null {
  const points = Array.from(key, pointOf)
  const last = points.pop()
  if (last === undefined) return null
  const start = String.fromCodePoint(...points)
  if (last === 0) return start === '' ? null : start
  const lower = last - 1 >= 0xd800 && last - 1 <= 0xdfff ? 0xd7ff : last - 1
  return start + String.fromCodePoint(lower, behindAll)
}
