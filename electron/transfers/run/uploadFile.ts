/** One file to one key: in one request when it is small, in parts when it is not, verified either way. */
import { FailureError } from '../../../shared/failure.ts'
import type { Written } from '../../s3/copyObject.ts'
import { putObject } from '../../s3/putObject.ts'
import { headObject } from '../../s3/readObject.ts'
import { pacedBody } from './pacedBody.ts'
import type { Source } from './source.ts'
import type { UploadContext, Uploaded, UploadTarget } from './uploadContext.ts'
import { uploadInParts } from './uploadInParts.ts'

const singlePutBytes = 8 * 1024 ** 2

/**
 * Failures: conflict (file-changed), not-found (file-vanished), and those of PutObject and the multipart family.
 * A file that changes on its way is begun again. What has arrived in parts stays on the server for the next try.
 */
export async function uploadFile(
  context: UploadContext,
  source: Source,
  target: UploadTarget,
): Promise<Uploaded> {
  if (context.journal.found !== null) return uploadInParts(context, source, target)
  return (await putWhole(context, source, target)) ?? uploadInParts(context, source, target)
}

/** null where it is too big for that. */
async function putWhole(
  context: UploadContext,
  source: Source,
  target: UploadTarget,
): Promise<Uploaded | null> {
  const { server, budget, signal, carries } = context
  return budget.spend(Math.min(singlePutBytes, Math.max(1, context.sizeBytes)), signal, async () => {
    const whole = await source.whole(singlePutBytes)
    if (whole === null) return null
    const { bytes, md5, sizeBytes } = whole
    const there = context.isDoubtful ? await isThereAlready(context, target, md5) : null
    if (there !== null) return { ...there, checked: 'hash', sizeBytes }
    const { bucket, key, over } = target
    let bodies = 0
    const object = {
      bucket,
      key,
      body: () => {
        bodies += 1
        return pacedBody(bytes, context.up, signal, (sentBytes) => context.progress(sentBytes, sizeBytes))
      },
      contentMd5: Buffer.from(md5, 'hex').toString('base64'),
      carries,
    }
    const written = await putObject(server, object, { signal, priority: 'transfer', over })
    // A request that was lost or refused may still hold them.
    if (bodies === 1) source.spent(bytes)
    context.progress(sizeBytes, sizeBytes)
    return { ...written, checked: written.etag === md5 ? 'hash' : 'size', sizeBytes }
  })
}

/** The app ended while this file may have been on its way: what arrived then is not sent once more. */
async function isThereAlready(
  { server, signal, createdMs }: UploadContext,
  target: UploadTarget,
  md5: string,
): Promise<Written | null> {
  try {
    const { bucket, key } = target
    const facts = await headObject(server, { bucket, key, versionId: null }, { signal, priority: 'transfer' })
    const clock = server.clockOffsetMs ?? 0
    // Servers count in whole seconds.
    const isYoung = facts.modifiedMs !== null && facts.modifiedMs >= createdMs + clock - 1000
    return isYoung && facts.etag === md5 ? { versionId: facts.versionId, etag: facts.etag } : null
  } catch (error) {
    if (error instanceof FailureError && ['not-found', 'access-denied'].includes(error.failure.code))
      return null
    throw error
  }
}
