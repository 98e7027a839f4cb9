/** A version copied on top of its own key, or elsewhere, keeping all it carries, proved by reading it back. */
import { FailureError } from '../../../shared/failure.ts'
import type { Facts, Tag } from '../../../shared/model/facts.ts'
import type { Loss } from '../../../shared/model/outcome.ts'
import { copyLimitBytes, copyObject, type CopyTarget, type Written } from '../../s3/copyObject.ts'
import type { Condition } from '../../s3/conditions.ts'
import { headObject, type VersionAddress } from '../../s3/readObject.ts'
import type { RequestOptions, S3Server } from '../../s3/server.ts'
import { readTags, writeTags } from '../../s3/tags.ts'
import { copyInParts } from './copyInParts.ts'
import { cold, customerKey } from './refusals.ts'
import { isCold } from '../../../shared/model/version.ts'

export type CopyOptions = RequestOptions & {
  /** What must still be current on the target, as far as the endpoint heeds it. */
  readonly onlyIf?: Condition
  /** The limits are S3's own; tests lower them. */
  readonly limitBytes?: number
  readonly partBytes?: number
}

/**
 * Requests: HEAD and tags of the source, the copy (or its parts), HEAD and tags of the copy; tags are put again
 * where the server dropped them. Failures: not-found (version-gone), conflict (cold), unsupported (customer-key),
 * access-denied.
 */
export async function copyVersion(
  server: S3Server,
  from: VersionAddress,
  to: CopyTarget,
  options: CopyOptions,
): Promise<Written & { readonly lost: readonly Loss[] }> {
  const source = await headObject(server, from, options)
  if (source.customerKey) throw customerKey(from.key)
  if (isCold(source.storageClass) && source.retrieval?.includes('expiry-date') !== true) {
    throw cold(from.key, source.storageClass)
  }
  const inParts = source.sizeBytes > (options.limitBytes ?? copyLimitBytes)
  // Where the server has shown that its own copies keep tags, nobody has to look.
  const tagsKeep = !inParts && server.capabilities.known.copyKeepsTags === 'proved'
  const tags = tagsKeep ? null : await tagsIfTold(server, from, options)
  const written = inParts
    ? await copyInParts(server, from, to, { facts: source, tags: tags ?? [] }, options)
    : await copyObject(server, from, to, source, options)
  const copy: VersionAddress = { ...to, versionId: written.versionId }
  const lost = [...lostBetween(source, await headObject(server, copy, options))]
  if (!(await tagsKept(server, copy, tags, options))) lost.push('tags')
  return { ...written, lost }
}

/** null where the server or our rights don't tell. */
export async function tagsIfTold(
  server: S3Server,
  address: VersionAddress,
  options: RequestOptions,
): Promise<readonly Tag[] | null> {
  try {
    return await readTags(server, address, options)
  } catch (error) {
    if (error instanceof FailureError && ['access-denied', 'unsupported'].includes(error.failure.code))
      return null
    throw error
  }
}

async function tagsKept(
  server: S3Server,
  copy: VersionAddress,
  tags: readonly Tag[] | null,
  options: RequestOptions,
): Promise<boolean> {
  if (tags === null || tags.length === 0) return true
  const kept = await tagsIfTold(server, copy, options)
  const same = kept !== null && samePairs(kept, tags)
  server.capabilities.learn({ copyKeepsTags: same ? 'proved' : 'ignored' })
  if (same) return true
  try {
    await writeTags(server, copy, tags, options)
    const again = await tagsIfTold(server, copy, options)
    return again !== null && samePairs(again, tags)
  } catch (error) {
    if (error instanceof FailureError && error.failure.code === 'access-denied') return false
    throw error
  }
}

const asText = (tags: readonly Tag[]): string =>
  JSON.stringify(
    tags.map(({ key, value }) => [key, value]).toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1)),
  )
export const samePairs = (a: readonly Tag[], b: readonly Tag[]): boolean => asText(a) === asText(b)

const asPairs = (metadata: Facts['metadata']): readonly Tag[] =>
  Object.entries(metadata).map(([key, value]) => ({ key, value }))

const keptHeaders = [
  'contentType',
  'cacheControl',
  'contentDisposition',
  'contentEncoding',
  'contentLanguage',
  'websiteRedirect',
] as const satisfies readonly (keyof Facts)[]

/** `STANDARD` is what servers leave unsaid. */
const classOf = (facts: Facts): string => facts.storageClass ?? 'STANDARD'

export function lostBetween(source: Facts, copy: Facts): readonly Loss[] {
  const lost: Loss[] = []
  if (!samePairs(asPairs(source.metadata), asPairs(copy.metadata))) lost.push('metadata')
  if (keptHeaders.some((header) => source[header] !== copy[header])) lost.push('headers')
  if (classOf(source) !== classOf(copy)) lost.push('storage-class')
  if (source.encryption !== null && source.encryption !== copy.encryption) lost.push('encryption')
  return lost
}
