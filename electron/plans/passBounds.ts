/** Where a pass over many keys begins, and under which prefix. */

/** The longest prefix that all keys share, in whole characters: half of one can't be sent. */
export function commonPrefix(keys: readonly string[]): string {
  const [first = '', ...others] = keys
  let length = first.length
  for (const key of others) {
    while (!key.startsWith(first.slice(0, length))) length -= 1
  }
  const prefix = first.slice(0, length)
  return prefix.isWellFormed() ? prefix : prefix.slice(0, -1)
}

/**
 * A marker just before a key, to begin a pass with it: markers are exclusive. The key without its last character
 * sorts before it and after nearly everything else that does; null where there is no such text.
 */
export function beforeKey(key: string): string | null {
  const shorter = Array.from(key).slice(0, -1).join('')
  return shorter === '' ? null : shorter
}
