/** A page of ListObjectVersions as the server wrote it: read here or in a worker, so nothing of the SDK is needed. */
import { compareKeys } from '../../shared/key.ts'
import type { VersionEntry } from '../../shared/model/version.ts'
import {
  etagOf,
  keyDecoderOf,
  keyOf,
  nextKeyOf,
  personOf,
  requireRoot,
  sizeOf,
  stuck,
  timeOf,
  type KeyDecoder,
} from './listingXml.ts'
import { fieldOf, splitEntries, xmlOf } from './xml.ts'

/** Where a page begins: after this version of this key (an empty version id: after the whole key). */
export type VersionMarker = { readonly keyMarker: string; readonly versionIdMarker: string }

export type VersionsPage = {
  /** Keys in the order of their bytes, the entries of a key newest first. */
  readonly entries: readonly VersionEntry[]
  readonly prefixes: readonly string[]
  readonly next: VersionMarker | null
}

const advances = (from: VersionMarker, to: VersionMarker): boolean => {
  const order = compareKeys(to.keyMarker, from.keyMarker)
  return order > 0 || (order === 0 && to.versionIdMarker !== from.versionIdMarker)
}

/** `after`: where the page was asked to begin; an answer that leads back there is `listing-stuck`. */
export function parseVersionsPage(bytes: Uint8Array, after: VersionMarker | null): VersionsPage {
  const xml = xmlOf(bytes)
  requireRoot(xml, 'ListVersionsResult')
  const split = splitEntries(xml, ['Version', 'DeleteMarker', 'CommonPrefixes'])
  const decode = keyDecoderOf(split.rest)
  const entries: VersionEntry[] = []
  const prefixes: string[] = []
  for (const { name, inner } of split.entries) {
    if (name === 'CommonPrefixes') prefixes.push(decode(fieldOf(inner, 'Prefix') ?? ''))
    else entries.push(parseEntry(inner, name === 'DeleteMarker', decode))
  }
  const truncated = fieldOf(split.rest, 'IsTruncated') === 'true'
  if (!truncated) return { entries, prefixes, next: null }
  const keyMarker = nextKeyOf(split.rest, decode, [entries.at(-1)?.key, prefixes.at(-1)])
  const next = { keyMarker, versionIdMarker: fieldOf(split.rest, 'NextVersionIdMarker') ?? '' }
  if (after !== null && !advances(after, next)) throw stuck()
  return { entries, prefixes, next }
}

export type PageEnd = { readonly next: VersionMarker | null; readonly lastKey: string | null }

/** What is to be known of a whole page to ask for the next one, read from its last entry: a hundredth of the work. */
export function endOfVersionsPage(bytes: Uint8Array, after: VersionMarker | null): PageEnd {
  const page = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const firsts = entryTags.map((tag) => page.indexOf(tag)).filter((at) => at >= 0)
  const last = Math.max(...entryTags.map((tag) => page.lastIndexOf(tag)))
  const short = last < 0 ? page : Buffer.concat([page.subarray(0, Math.min(...firsts)), page.subarray(last)])
  const { entries, next } = parseVersionsPage(short, after)
  return { next, lastKey: entries.at(-1)?.key ?? null }
}

const entryTags = ['<Version>', '<DeleteMarker>']

function parseEntry(inner: string, isMarker: boolean, decode: KeyDecoder): VersionEntry {
  return {
    key: keyOf(inner, decode),
    versionId: fieldOf(inner, 'VersionId') ?? 'null',
    isMarker,
    isLatest: fieldOf(inner, 'IsLatest') === 'true',
    modifiedMs: timeOf(inner),
    sizeBytes: isMarker ? null : sizeOf(inner),
    etag: isMarker ? null : etagOf(inner),
    storageClass: isMarker ? null : fieldOf(inner, 'StorageClass'),
    owner: personOf(inner, 'Owner'),
  }
}
