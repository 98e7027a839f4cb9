/** A server-side copy above CopyObject's limit: by parts, with everything re-sent that S3 leaves behind. */
import type { Facts, Tag } from '../../../shared/model/facts.ts'
import type { Condition } from '../../s3/conditions.ts'
import type { CopyTarget, Written } from '../../s3/copyObject.ts'
import {
  abortUpload,
  completeUpload,
  copyPart,
  createUpload,
  type Part,
  type Upload,
} from '../../s3/multipart.ts'
import { headersToWrite, placementToWrite, taggingHeader } from '../../s3/objectProperties.ts'
import type { VersionAddress } from '../../s3/readObject.ts'
import type { RequestOptions, S3Server } from '../../s3/server.ts'

const mebibyte = 1024 ** 2
const mostParts = 10_000
const usualPartBytes = 512 * mebibyte
const partsAtOnce = 4
const abortWithinMs = 30_000

/** Both ends inclusive, covering [0, sizeBytes) without a gap; at most 10,000 parts. */
export function partRanges(
  sizeBytes: number,
  leastPartBytes = usualPartBytes,
): readonly (readonly [number, number])[] {
  const partBytes = Math.max(leastPartBytes, Math.ceil(sizeBytes / mostParts))
  const count = Math.ceil(sizeBytes / partBytes)
  return Array.from({ length: count }, (_, at) => [
    at * partBytes,
    Math.min((at + 1) * partBytes, sizeBytes) - 1,
  ])
}

/**
 * The parts never become an object unless all are there: a failure or a cancellation aborts the upload, with a
 * signal of its own.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/CopyingObjectsMPUapi.html
 */
export async function copyInParts(
  server: S3Server,
  from: VersionAddress,
  to: CopyTarget,
  source: { readonly facts: Facts; readonly tags: readonly Tag[] },
  options: RequestOptions & { readonly partBytes?: number; readonly onlyIf?: Condition },
): Promise<Written> {
  const { facts, tags } = source
  const Tagging = tags.length > 0 ? { Tagging: taggingHeader(tags) } : {}
  const input = {
    Bucket: to.bucket,
    Key: to.key,
    ...headersToWrite(facts),
    ...placementToWrite(facts),
    ...Tagging,
  }
  const upload = await createUpload(server, input, options)
  try {
    const parts = await copyParts(
      server,
      upload,
      from,
      partRanges(facts.sizeBytes, options.partBytes),
      options,
    )
    const overNothing = options.onlyIf?.kind === 'absent'
    return await completeUpload(server, upload, parts, { ...options, overNothing })
  } catch (error) {
    await abortUpload(server, upload, { signal: AbortSignal.timeout(abortWithinMs) }).catch(() => undefined)
    throw error
  }
}

async function copyParts(
  server: S3Server,
  upload: Upload,
  from: VersionAddress,
  ranges: readonly (readonly [number, number])[],
  options: RequestOptions,
): Promise<readonly Part[]> {
  const waiting = [...ranges.entries()]
  const parts: Part[] = []
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [at, [startByte, endByte]] = next
      parts.push(await copyPart(server, upload, { partNumber: at + 1, from, startByte, endByte }, options))
    }
  }
  await Promise.all(Array.from({ length: partsAtOnce }, worker))
  return parts
}
