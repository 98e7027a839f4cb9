/** A text cut where words occur in it, case aside. Pure. */

export type MarkedPart = { readonly text: string; readonly marked: boolean }

export function markedParts(text: string, words: readonly string[]): readonly MarkedPart[] {
  const shapes = words
    .filter((word) => word !== '')
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\/]/gu, String.raw`\$&`))
  if (shapes.length === 0) return text === '' ? [] : [{ text, marked: false }]
  // Every other piece of the split is what the group caught.
  return text
    .split(new RegExp(`(${shapes.join('|')})`, 'giu'))
    .map((part, at) => ({ text: part, marked: at % 2 === 1 }))
    .filter((part) => part.text !== '')
}
