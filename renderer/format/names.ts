/** Names as they truly are: what can't be seen, or would turn the text around, is shown by a symbol. */

export type NamePart = { readonly text: string; readonly odd: boolean }

/** Controls, invisible spaces and joiners, line separators, and the marks that change the direction of text. */
const unseen =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|^ | $/g

/** `␍` for a carriage return, `␠` for a space at an end, `‹U+202E›` where there is no picture for it. */
function symbolOf(character: string): string {
  const code = character.charCodeAt(0)
  if (code <= 0x20) return String.fromCharCode(0x2400 + code)
  if (code === 0x7f) return '␡'
  return `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`
}

/** A name cut where symbols stand in for what can't be seen. */
export function nameParts(name: string): readonly NamePart[] {
  const parts: NamePart[] = []
  let from = 0
  for (const match of name.matchAll(unseen)) {
    if (match.index > from) parts.push({ text: name.slice(from, match.index), odd: false })
    parts.push({ text: symbolOf(match[0]), odd: true })
    from = match.index + match[0].length
  }
  if (from < name.length) parts.push({ text: name.slice(from), odd: false })
  return parts
}

/** The same as one text, for labels. */
export const visibleName = (name: string): string =>
  nameParts(name)
    .map(({ text }) => text)
    .join('')

const collator = new Intl.Collator('en-GB', { numeric: true })

/** As people order them: `file2` before `file10`. */
export const compareNames = (a: string, b: string): number => collator.compare(a, b)
