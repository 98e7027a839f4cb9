/** What a server leaves behind when it copies is put on the copy by calls of its own, and all of it is proved. */
import { FailureError } from '../../../shared/failure.ts'
import type { Facts, Tag } from '../../../shared/model/facts.ts'
import type { Loss } from '../../../shared/model/outcome.ts'
import type { CopyTarget, Written } from '../../s3/copyObject.ts'
import { headObject, type VersionAddress } from '../../s3/readObject.ts'
import type { RequestOptions, S3Server } from '../../s3/server.ts'
import { readTags, writeTags } from '../../s3/tags.ts'
import { historyOf } from '../histories.ts'
import { keepAcl } from './keepAcl.ts'
import { keepLock, lockLost } from './keepLock.ts'
import { versionGone } from './refusals.ts'

/** A version to be copied, and what it carries; `tags` null where they need no look, or may not be looked at. */
export type CopySource = {
  readonly address: VersionAddress
  readonly facts: Facts
  readonly tags: readonly Tag[] | null
}

export type FinishOptions = RequestOptions & {
  /** The copy gets the ACL of its source, too. */
  readonly keepAcl?: boolean
}

/** A copy, its version named by the server or not. */
type Copy = CopyTarget & Written

/**
 * Can be done again: what is there already is left as it is. Requests: HEAD, and where the source has them, two for
 * tags (three where they are put again), two or three for locks; two or four for the ACL where it was asked for.
 * Answers with what the copy lacks all the same. Failures: not-found (version-gone).
 */
export async function finishCopy(
  server: S3Server,
  source: CopySource,
  copy: Copy,
  options: FinishOptions,
): Promise<readonly Loss[]> {
  const found = await factsOfCopy(server, copy, options)
  // Nothing may be put on what somebody else wrote on top meanwhile.
  const address = { bucket: copy.bucket, key: copy.key, versionId: copy.versionId ?? found.versionId }
  const hasTags = await tagsKept(server, address, source.tags, options)
  const lostAcl = options.keepAcl === true ? await keepAcl(server, source.address, address, options) : []
  const facts = await keepLock(server, source.facts, { address, facts: found }, options)
  return [
    ...lostBetween(source.facts, facts, server.nowMs),
    ...(hasTags ? [] : ['tags' as const]),
    ...lostAcl,
  ]
}

/** Where the server did not name its version, what is on top may be somebody else's. */
async function factsOfCopy(server: S3Server, copy: Copy, options: RequestOptions): Promise<Facts> {
  const { bucket, key, versionId, etag } = copy
  const facts = await headObject(server, { bucket, key, versionId }, options)
  if (versionId !== null || etag === null || facts.etag === etag) return facts
  const { entries } = await historyOf({ server, bucket }, key, options)
  const ours = entries.find((entry) => entry.etag === etag)
  if (ours === undefined) throw versionGone(key)
  return headObject(server, { bucket, key, versionId: ours.versionId }, options)
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

/** What a HEAD of both tells that the copy lacks; a lock counts as long as it lasts. */
export function lostBetween(source: Facts, copy: Facts, nowMs: number): readonly Loss[] {
  const lost: Loss[] = []
  if (!samePairs(asPairs(source.metadata), asPairs(copy.metadata))) lost.push('metadata')
  if (keptHeaders.some((header) => source[header] !== copy[header])) lost.push('headers')
  if (classOf(source) !== classOf(copy)) lost.push('storage-class')
  if (source.encryption !== null && source.encryption !== copy.encryption) lost.push('encryption')
  return [...lost, ...lockLost(source, copy, nowMs)]
}
