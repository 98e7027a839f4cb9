/** Listings as they are on the wire: the server's order, its markers, and keys before anyone decodes them. */
import type { RawAnswer } from '../support/rawRequest.ts'
import type { Place } from './conformance.ts'

export interface ListedEntry {
  readonly key: string
  readonly marker: boolean
  readonly versionId: string
  readonly latest: boolean
}

export interface ListedPage {
  readonly entries: readonly ListedEntry[]
  readonly commonPrefixes: readonly string[]
  readonly truncated: boolean
  readonly nextKeyMarker: string | null
  readonly nextVersionIdMarker: string | null
}

/** One page of ListObjectVersions, in the server's order. */
export async function listVersionsRaw(
  place: Place,
  bucket: string,
  query: Readonly<Record<string, string>> = {},
): Promise<ListedPage> {
  const answer = await place.raw({ path: `/${bucket}`, query: { versions: '', ...query } })
  if (answer.status !== 200) throw new Error(`listing answered ${answer.status} ${answer.code}`)
  const xml = answer.body.toString()
  return {
    entries: Array.from(xml.matchAll(/<(Version|DeleteMarker)>(.*?)<\/\1>/gs), ([, kind, entry = '']) => ({
      key: elementText(entry, 'Key') ?? '',
      marker: kind === 'DeleteMarker',
      versionId: elementText(entry, 'VersionId') ?? '',
      latest: elementText(entry, 'IsLatest') === 'true',
    })),
    commonPrefixes: prefixesIn(xml),
    truncated: elementText(xml, 'IsTruncated') === 'true',
    nextKeyMarker: elementText(xml, 'NextKeyMarker'),
    nextVersionIdMarker: elementText(xml, 'NextVersionIdMarker'),
  }
}

/** Every page, in order, going on from the markers the server gives. */
export async function listAllVersions(
  place: Place,
  bucket: string,
  query: Readonly<Record<string, string>> = {},
): Promise<readonly ListedPage[]> {
  const pages: ListedPage[] = []
  let markers: Record<string, string> = {}
  for (;;) {
    const page = await listVersionsRaw(place, bucket, { ...query, ...markers })
    pages.push(page)
    if (!page.truncated || page.nextKeyMarker === null) return pages
    markers = { 'key-marker': page.nextKeyMarker }
    if (page.nextVersionIdMarker) markers['version-id-marker'] = page.nextVersionIdMarker
  }
}

/** A history in words, with the writer's own names for its versions: `a 2 latest`, `a marker 3`. */
export function describeEntries(
  entries: readonly ListedEntry[],
  versionIds: Readonly<Record<string, readonly string[]>>,
): readonly string[] {
  return entries.map(({ key, marker, versionId, latest }) => {
    const at = versionIds[key]?.indexOf(versionId) ?? -1
    const name = at < 0 ? (versionId === 'null' ? 'null' : '?') : String(at + 1)
    return [key, ...(marker ? ['marker'] : []), name, ...(latest ? ['latest'] : [])].join(' ')
  })
}

export function prefixesIn(xml: string): readonly string[] {
  return Array.from(
    xml.matchAll(/<CommonPrefixes>(.*?)<\/CommonPrefixes>/gs),
    ([, inner = '']) => elementText(inner, 'Prefix') ?? '',
  )
}

export function keysIn(answer: RawAnswer): readonly string[] {
  const xml = answer.body.toString()
  return Array.from(
    xml.matchAll(/<Contents>(.*?)<\/Contents>/gs),
    ([, inner = '']) => elementText(inner, 'Key') ?? '',
  )
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The text of the first element of this name, references resolved; null when there is none. */
export function elementText(xml: string, name: string): string | null {
  const text = new RegExp(`<${name}>(.*?)</${name}>`, 's').exec(xml)?.[1]
  return (
    text?.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (_, hex?: string, decimal?: string, word?: string) =>
      word === undefined
        ? String.fromCodePoint(Number.parseInt(hex ?? decimal ?? '', hex === undefined ? 10 : 16))
        : (named[word] ?? ''),
    ) ?? null
  )
}
