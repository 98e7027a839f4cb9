/** What an upload needs to know, whichever way it goes. */
import { lookup } from 'mime-types'
import type { BucketRef } from '../../../shared/model/selection.ts'
import type { Over } from '../../s3/putObject.ts'
import type { Carried } from '../../s3/objectProperties.ts'
import type { Tag } from '../../../shared/model/facts.ts'
import type { Written } from '../../s3/copyObject.ts'
import type { ServerContext } from './runContext.ts'

/** `hash`: the server's ETag is the hash of what we sent. `size`: it verified Content-MD5, but its ETag is none. */
export type Uploaded = Written & { readonly checked: 'hash' | 'size'; readonly sizeBytes: number }

export type UploadTarget = Pick<BucketRef, 'bucket'> & {
  readonly key: string
  readonly over: Over
  /** Looks once more, at the end of a long way. Failures: conflict (changed-meanwhile, would-destroy). */
  readonly lookAgain: () => Promise<void>
}

export type UploadContext = ServerContext & {
  /** Headers, metadata and placement of the new object, and its tags once more: some servers drop them. */
  readonly carries: Carried
  readonly tags: readonly Tag[]
  /** As it was when it was found. */
  readonly sizeBytes: number
  /** When the batch began: what is younger on the server may be ours. */
  readonly createdMs: number
}

export const contentTypeOf = (key: string): string => lookup(key) || 'application/octet-stream'
