/** A flat reader for the XML of listings: entries one after the other, never nested in their own kind. */

export const xmlOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

const entities = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }))

/** `&amp;` and numeric references, control characters included (RGW writes U+0001 as `&#x01;`). */
export function unescapeXml(text: string): string {
  let plain = ''
  let done = 0
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) {
    const end = text.indexOf(';', at)
    if (end < 0) break
    const character = characterOf(text.slice(at + 1, end))
    if (character === null) continue
    plain += text.slice(done, at) + character
    done = end + 1
  }
  return done === 0 ? text : plain + text.slice(done)
}

function characterOf(reference: string): string | null {
  const named = entities.get(reference)
  if (named !== undefined) return named
  const hex = /^#x([0-9a-f]+)$/i.exec(reference)?.[1]
  const decimal = hex === undefined ? /^#(\d+)$/.exec(reference)?.[1] : undefined
  if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16))
  if (decimal !== undefined) return String.fromCodePoint(Number.parseInt(decimal, 10))
  return null
}

type Tag = { readonly open: string; readonly close: string }

/** Made once: joining them anew for each of a listing's fields is a third of the time. */
const tags = new Map<string, Tag>()

function tagOf(name: string): Tag {
  const known = tags.get(name)
  if (known) return known
  const tag = { open: `<${name}`, close: `</${name}>` }
  tags.set(name, tag)
  return tag
}

/** The text of the first `<name>` in the XML, unescaped but otherwise as it is; null when there is none. */
export function fieldOf(xml: string, name: string): string | null {
  const { open, close } = tagOf(name)
  for (let at = xml.indexOf(open); at >= 0; at = xml.indexOf(open, at + 1)) {
    const after = xml[at + open.length]
    if (after === '>' || after === ' ') {
      const start = xml.indexOf('>', at) + 1
      const end = xml.indexOf(close, start)
      return end < 0 ? null : unescapeXml(xml.slice(start, end))
    }
    if (after === '/') return ''
  }
  return null
}

export type XmlEntry = { readonly name: string; readonly inner: string }
export type FlatXml = { readonly entries: readonly XmlEntry[]; readonly rest: string }

/** Splits a listing into its entries of the given names, in document order, and everything around them. */
export function splitEntries(xml: string, names: readonly string[]): FlatXml {
  const opening = new RegExp(`<(${names.join('|')})(?: [^>]*)?>`, 'g')
  const entries: XmlEntry[] = []
  let rest = ''
  let done = 0
  for (let match = opening.exec(xml); match !== null; match = opening.exec(xml)) {
    const name = match[1] ?? ''
    const closing = `</${name}>`
    const end = xml.indexOf(closing, opening.lastIndex)
    if (end < 0) break
    entries.push({ name, inner: xml.slice(opening.lastIndex, end) })
    rest += xml.slice(done, match.index)
    done = end + closing.length
    opening.lastIndex = done
  }
  return { entries, rest: rest + xml.slice(done) }
}

/**
 * Undoes `encoding-type=url`: form rules, so `+` is a space and `%2B` a plus. Text that isn't such an encoding
 * (a lone `%`) is given back as it came.
 */
export function decodeForm(text: string): string {
  if (!/[%+]/.test(text)) return text
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
