/** The versions and markers of exactly one key. */
import { FailureError } from '../../shared/failure.ts'
import type { VersionEntry } from '../../shared/model/version.ts'
import { listVersionsPage } from './listVersions.ts'
import { headObject } from './readObject.ts'
import type { RequestOptions, S3Server } from './server.ts'
import type { VersionMarker } from './versionsPage.ts'

export type KeyHistoryPage = {
  /** Newest first, in the server's order. */
  readonly entries: readonly VersionEntry[]
  readonly next: VersionMarker | null
  /** false: this server keeps no versions; the entry is the object as it is. */
  readonly versioned: boolean
}

export type KeyAddress = { readonly bucket: string; readonly key: string }

/**
 * One page, mostly one request. The prefix is the key, so its neighbours (`a.txt` after `a`) may follow in the
 * answer: they are left out, and reading ends where they begin.
 * Failures: as listVersionsPage. A key without any version is an empty page.
 */
export async function keyHistoryPage(
  server: S3Server,
  { bucket, key }: KeyAddress,
  after: VersionMarker | null,
  options: RequestOptions & { readonly pageSize?: number },
): Promise<KeyHistoryPage> {
  try {
    const query = { bucket, prefix: key, folded: false, after, pageSize: options.pageSize ?? 200 }
    const page = await listVersionsPage(server, query, options)
    const entries = page.entries.filter((entry) => entry.key === key)
    const passed = page.entries.some((entry) => entry.key !== key)
    return { entries, next: passed ? null : page.next, versioned: true }
  } catch (error) {
    if (!(error instanceof FailureError) || error.failure.code !== 'unsupported') throw error
    return { entries: await currentObject(server, { bucket, key }, options), next: null, versioned: false }
  }
}

async function currentObject(
  server: S3Server,
  { bucket, key }: KeyAddress,
  options: RequestOptions,
): Promise<readonly VersionEntry[]> {
  try {
    const facts = await headObject(server, { bucket, key, versionId: null }, options)
    const { modifiedMs, sizeBytes, etag, storageClass } = facts
    const base = { key, versionId: 'null', isMarker: false, isLatest: true, owner: null }
    return [{ ...base, modifiedMs: modifiedMs ?? 0, sizeBytes, etag, storageClass }]
  } catch (error) {
    if (error instanceof FailureError && error.failure.code === 'not-found') return []
    throw error
  }
}
