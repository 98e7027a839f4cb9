/** A page of ListObjectsV2 as the server wrote it: read here or in a worker, so nothing of the SDK is needed. */
import { etagOf, keyDecoderOf, keyOf, requireRoot, sizeOf, stuck, timeOf } from './listingXml.ts'
import { fieldOf, splitEntries, xmlOf } from './xml.ts'

export type ListedObject = {
  readonly key: string
  readonly sizeBytes: number
  readonly modifiedMs: number
  readonly etag: string | null
  readonly storageClass: string | null
}

/** Objects and common prefixes each in the server's order, which is that of the keys' bytes. */
export type ObjectsPage = {
  readonly objects: readonly ListedObject[]
  readonly prefixes: readonly string[]
  /** Give it back to read on; null on the last page. */
  readonly next: string | null
}

/** `after`: the continuation token that was asked with; an answer that repeats it is `listing-stuck`. */
export function parseObjectsPage(bytes: Uint8Array, after: string | null): ObjectsPage {
  const xml = xmlOf(bytes)
  requireRoot(xml, 'ListBucketResult')
  const { entries, rest } = splitEntries(xml, ['Contents', 'CommonPrefixes'])
  const decode = keyDecoderOf(rest)
  const objects: ListedObject[] = []
  const prefixes: string[] = []
  for (const { name, inner } of entries) {
    if (name === 'CommonPrefixes') prefixes.push(decode(fieldOf(inner, 'Prefix') ?? ''))
    else
      objects.push({
        key: keyOf(inner, decode),
        sizeBytes: sizeOf(inner),
        modifiedMs: timeOf(inner),
        etag: etagOf(inner),
        storageClass: fieldOf(inner, 'StorageClass'),
      })
  }
  const truncated = fieldOf(rest, 'IsTruncated') === 'true'
  const next = fieldOf(rest, 'NextContinuationToken')
  if (truncated && (next === null || next === '' || next === after)) throw stuck()
  return { objects, prefixes, next: truncated ? next : null }
}
