/** What an object carries beside its bytes, as the SDK's inputs want it. */
import type { CreateMultipartUploadCommandInput } from '@aws-sdk/client-s3'
import type { Facts, Tag } from '../../shared/model/facts.ts'
import type { UploadOptions } from '../../shared/model/uploadOptions.ts'

/** What an object is given besides its name and its bytes. */
export type Carried = Omit<Partial<CreateMultipartUploadCommandInput>, 'Bucket' | 'Key'>

type Written = Pick<
  CreateMultipartUploadCommandInput,
  | 'ContentType'
  | 'CacheControl'
  | 'ContentDisposition'
  | 'ContentEncoding'
  | 'ContentLanguage'
  | 'WebsiteRedirectLocation'
  | 'Metadata'
  | 'Expires'
>

/** Headers and metadata, to be sent again where the server does not copy them by itself. */
export function headersToWrite(facts: Facts): Written {
  const expiresMs = Date.parse(facts.expires ?? '')
  return {
    Metadata: facts.metadata,
    ...(facts.contentType === null ? {} : { ContentType: facts.contentType }),
    ...(facts.cacheControl === null ? {} : { CacheControl: facts.cacheControl }),
    ...(facts.contentDisposition === null ? {} : { ContentDisposition: facts.contentDisposition }),
    ...(facts.contentEncoding === null ? {} : { ContentEncoding: facts.contentEncoding }),
    ...(facts.contentLanguage === null ? {} : { ContentLanguage: facts.contentLanguage }),
    ...(facts.websiteRedirect === null ? {} : { WebsiteRedirectLocation: facts.websiteRedirect }),
    ...(Number.isNaN(expiresMs) ? {} : { Expires: new Date(expiresMs) }),
  }
}

type Placed = Pick<CreateMultipartUploadCommandInput, 'StorageClass' | 'ServerSideEncryption' | 'SSEKMSKeyId'>

/** Class and encryption: never copied by themselves, on no server. */
export function placementToWrite(facts: Facts): Placed {
  const kms = facts.encryption?.startsWith('aws:kms') === true && facts.encryptionKeyId !== null
  return {
    ...(facts.storageClass === null ? {} : { StorageClass: asSdk(facts.storageClass) }),
    ...(facts.encryption === null ? {} : { ServerSideEncryption: asSdk(facts.encryption) }),
    ...(kms ? { SSEKMSKeyId: facts.encryptionKeyId ?? '' } : {}),
  }
}

/** The SDK types the names it knows; servers have more, and they go over the wire as they are. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion, typescript/no-explicit-any
const asSdk = (name: string): any => name

type Chosen = Pick<
  CreateMultipartUploadCommandInput,
  | 'ContentType'
  | 'CacheControl'
  | 'ACL'
  | 'StorageClass'
  | 'Metadata'
  | 'Tagging'
  | 'ServerSideEncryption'
  | 'SSEKMSKeyId'
>

/** What an upload was told to give its objects; `contentType` where nothing was said of it. */
export function optionsToWrite(options: UploadOptions, contentType: string): Chosen {
  const { encryption, acl, tags, metadata, cacheControl, storageClass } = options
  const keyId = encryption?.kind === 'aws:kms' ? encryption.keyId : null
  return {
    ContentType: options.contentType ?? contentType,
    ...(cacheControl === null ? {} : { CacheControl: cacheControl }),
    ...(acl === null ? {} : { ACL: acl }),
    ...(storageClass === null ? {} : { StorageClass: asSdk(storageClass) }),
    ...(Object.keys(metadata).length === 0 ? {} : { Metadata: metadata }),
    ...(tags.length === 0 ? {} : { Tagging: taggingHeader(tags) }),
    ...(encryption === null ? {} : { ServerSideEncryption: encryption.kind }),
    ...(keyId === null ? {} : { SSEKMSKeyId: keyId }),
  }
}

/** `a=b&c=d`, form-encoded, as the tagging header wants it. */
export function taggingHeader(tags: readonly Tag[]): string {
  return tags.map(({ key, value }) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`).join('&')
}
