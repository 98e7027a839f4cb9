/** What the headers of HEAD and GET tell about an object → Facts. */
import type { GetObjectCommandOutput, HeadObjectCommandOutput } from '@aws-sdk/client-s3'
import type { Facts } from '../../shared/model/facts.ts'

/** The size in `bytes 0-99/1234`; null when the server does not tell it. */
export function totalOf(contentRange: string | undefined): number | null {
  const total = /\/(\d+)$/.exec(contentRange ?? '')?.[1]
  return total === undefined ? null : Number(total)
}

export function factsOf(key: string, head: HeadObjectCommandOutput | GetObjectCommandOutput): Facts {
  return {
    key,
    versionId: head.VersionId ?? null,
    sizeBytes: totalOf(head.ContentRange) ?? head.ContentLength ?? 0,
    modifiedMs: head.LastModified?.getTime() ?? null,
    etag: head.ETag?.replaceAll('"', '') ?? null,
    contentType: head.ContentType ?? null,
    cacheControl: head.CacheControl ?? null,
    contentDisposition: head.ContentDisposition ?? null,
    contentEncoding: head.ContentEncoding ?? null,
    contentLanguage: head.ContentLanguage ?? null,
    expires: head.ExpiresString ?? null,
    websiteRedirect: head.WebsiteRedirectLocation ?? null,
    storageClass: head.StorageClass ?? null,
    metadata: head.Metadata ?? {},
    ...protectionOf(head),
    retrieval: head.Restore ?? null,
    replication: head.ReplicationStatus ?? null,
  }
}

type Protection =
  'encryption' | 'encryptionKeyId' | 'customerKey' | 'lockMode' | 'lockedUntilMs' | 'legalHold'

function protectionOf(head: HeadObjectCommandOutput | GetObjectCommandOutput): Pick<Facts, Protection> {
  return {
    encryption: head.ServerSideEncryption ?? null,
    encryptionKeyId: head.SSEKMSKeyId ?? null,
    customerKey: head.SSECustomerAlgorithm !== undefined,
    lockMode: head.ObjectLockMode ?? null,
    lockedUntilMs: head.ObjectLockRetainUntilDate?.getTime() ?? null,
    legalHold: head.ObjectLockLegalHoldStatus === 'ON',
  }
}
