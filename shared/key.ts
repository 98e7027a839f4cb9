/**
 * Prefix arithmetic on raw keys. A key is an opaque string whose only structure is the delimiter `/`:
 * it is never normalised, so `a//b`, `/a`, `../x` and `a/` are four different things.
 */

export const delimiter = '/'

/** The prefix that holds a key: `a/b.txt` and `a/b/` are both in `a/`; `b.txt` is in the root, ``. */
export function parentPrefix(key: string): string {
  const end = key.endsWith(delimiter) ? key.length - 2 : key.length - 1
  return end < 0 ? '' : key.slice(0, key.lastIndexOf(delimiter, end) + 1)
}

/** The last segment: `b.txt` of `a/b.txt`, `b` of the prefix `a/b/`. May be empty (`a//`). */
export function nameOf(keyOrPrefix: string): string {
  const bare = keyOrPrefix.endsWith(delimiter) ? keyOrPrefix.slice(0, -1) : keyOrPrefix
  return bare.slice(bare.lastIndexOf(delimiter) + 1)
}

/** Every prefix on the way to this one, outermost first, itself included; the root is not among them. */
export function ancestorPrefixes(prefix: string): readonly string[] {
  const ancestors: string[] = []
  for (let at = prefix.indexOf(delimiter); at >= 0; at = prefix.indexOf(delimiter, at + 1)) {
    ancestors.push(prefix.slice(0, at + 1))
  }
  return ancestors
}

/**
 * What a listing of `prefix` with the delimiter shows for `key`: the key itself when it lies directly in the
 * prefix, else the common prefix that holds it, or null when it is elsewhere.
 */
export function childOf(prefix: string, key: string): string | null {
  if (!key.startsWith(prefix)) return null
  const end = key.indexOf(delimiter, prefix.length)
  return end < 0 ? key : key.slice(0, end + 1)
}

const surrogateFirst = 0xd800
const surrogateLast = 0xdfff

/** In UTF-8 a surrogate pair sorts after every other unit of UTF-16; in UTF-16 it sorts before U+E000. */
const byteRank = (unit: number): number =>
  unit > surrogateLast ? unit - 0x800 : unit >= surrogateFirst ? unit + 0x2000 : unit

/** Compares two keys as S3 orders them: by the bytes of their UTF-8, not by JavaScript's UTF-16 units. */
export function compareKeys(a: string, b: string): number {
  const shared = Math.min(a.length, b.length)
  for (let at = 0; at < shared; at++) {
    const left = a.charCodeAt(at)
    const right = b.charCodeAt(at)
    if (left !== right) return byteRank(left) - byteRank(right)
  }
  return a.length - b.length
}

/** The bytes of a key as S3 counts them; the limit is 1,024. */
export function keyByteLength(key: string): number {
  let bytes = 0
  for (const character of key) {
    const point = character.codePointAt(0) ?? 0
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  }
  return bytes
}
