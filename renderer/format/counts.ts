/** Counts in words. */

export const formatCount = (count: number): string => count.toLocaleString('en-GB')

/** `1 file`, `1,812 files`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
