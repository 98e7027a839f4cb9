/** A version copied on top of its own key, or elsewhere, keeping all it carries, proved by reading it back. */
import type { Loss } from '../../../shared/model/outcome.ts'
import { isCold } from '../../../shared/model/version.ts'
import { copyLimitBytes, copyObject, type CopyTarget, type Written } from '../../s3/copyObject.ts'
import type { Condition } from '../../s3/conditions.ts'
import { headObject, type VersionAddress } from '../../s3/readObject.ts'
import type { S3Server } from '../../s3/server.ts'
import { copyInParts } from './copyInParts.ts'
import { finishCopy, tagsIfTold, type FinishOptions } from './finishCopy.ts'
import { cold, customerKey } from './refusals.ts'

export type CopyOptions = FinishOptions & {
  /** What must still be current on the target, as far as the endpoint heeds it. */
  readonly onlyIf?: Condition
  /** The limits are S3's own; tests lower them. */
  readonly limitBytes?: number
  readonly partBytes?: number
}

/**
 * Requests: HEAD and tags of the source, the copy (or its parts), and what `finishCopy` takes to prove it and to put
 * on it what the server left behind. Failures: not-found (version-gone), conflict (cold), unsupported (customer-key),
 * access-denied.
 */
export async function copyVersion(
  server: S3Server,
  from: VersionAddress,
  to: CopyTarget,
  options: CopyOptions,
): Promise<Written & { readonly lost: readonly Loss[] }> {
  const facts = await headObject(server, from, options)
  if (facts.customerKey) throw customerKey(from.key)
  if (isCold(facts.storageClass) && facts.retrieval?.includes('expiry-date') !== true) {
    throw cold(from.key, facts.storageClass)
  }
  const inParts = facts.sizeBytes > (options.limitBytes ?? copyLimitBytes)
  // Where the server has shown that its own copies keep tags, nobody has to look.
  const tagsKeep = !inParts && server.capabilities.known.copyKeepsTags === 'proved'
  const tags = tagsKeep ? null : await tagsIfTold(server, from, options)
  const written = inParts
    ? await copyInParts(server, from, to, { facts, tags: tags ?? [] }, options)
    : await copyObject(server, from, to, facts, options)
  const lost = await finishCopy(server, { address: from, facts, tags }, { ...to, ...written }, options)
  return { ...written, lost }
}

/** For a copy that was made before a run broke off: what it still lacks is put on it, and it is proved as any other. */
export async function completeCopy(
  server: S3Server,
  from: VersionAddress,
  made: CopyTarget & { readonly versionId: string },
  options: FinishOptions,
): Promise<readonly Loss[]> {
  const facts = await headObject(server, from, options)
  const tags = await tagsIfTold(server, from, options)
  return finishCopy(server, { address: from, facts, tags }, { ...made, etag: null }, options)
}
