/** Places in the order of keys, which is that of their UTF-8 bytes. */
import { compareKeys } from '../../../shared/key.ts'

export function laterKey(a: string, b: string): string {
  return compareKeys(a, b) < 0 ? b : a
}

/** The least key after this one. */
export function justAfter(key: string): string {
  return `${key}\0`
}

const lastPoint = 0x10ffff

/** The least key after all that start with this prefix; null when there is none (the prefix is empty). */
export function behindPrefix(prefix: string): string | null {
  const points = Array.from(prefix, (character) => character.codePointAt(0) ?? 0)
  while (points.at(-1) === lastPoint) points.pop()
  const last = points.pop()
  if (last === undefined) return null
  // Surrogates are no characters: what follows U+D7FF is U+E000.
  points.push(last === 0xd7ff ? 0xe000 : last + 1)
  return String.fromCodePoint(...points)
}

/** The common prefix that a listing rolls this key up in, or null when the listing shows the key itself. */
export function commonPrefixOf(key: string, prefix: string, delimiter: string): string | null {
  if (delimiter === '') return null
  const at = key.indexOf(delimiter, prefix.length)
  return at < 0 ? null : key.slice(0, at + delimiter.length)
}
