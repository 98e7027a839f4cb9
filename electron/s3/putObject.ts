/** PutObject: a body in one piece, verified by its MD5, over what may be overwritten and nothing else. */
import { PutObject$, PutObjectCommand } from '@aws-sdk/client-s3'
import { FailureError } from '../../shared/failure.ts'
import { conditionInput, current, isRefused, maybeUnknown, proved, type Condition } from './conditions.ts'
import type { CopyTarget, Written } from './copyObject.ts'
import { abortUpload, createUpload } from './multipart.ts'
import type { Carried } from './objectProperties.ts'
import { bodyInput, type Body } from './body.ts'
import type { RequestOptions, S3Server } from './server.ts'

/**
 * What may lie under the key that is written. `nothing`: the server is asked to refuse anything else. `something`:
 * it is known to be there, and may go. `anything`: nobody minds.
 */
export type Over = 'nothing' | 'something' | 'anything'

type PutOptions = RequestOptions & { readonly over?: Over }

type PutInput = {
  readonly bucket: string
  readonly key: string
  /** Made again where it has to be sent again. */
  readonly body: () => Body
  /** Base64; the server refuses a body that does not match it. */
  readonly contentMd5: string
  /** Headers, metadata and placement, as `optionsToWrite` gives them. */
  readonly carries: Carried
}

/** What is bigger is not sent twice to learn something. */
const mostToLearnBytes = 1024 ** 2

/**
 * One request, mostly. Over `nothing` it is refused where something is there, as far as the endpoint heeds that:
 * look before. Failures: conflict (changed-meanwhile), access-denied, bucket-gone, unexpected (damaged-on-the-way),
 * invalid-request (key-too-long).
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
 */
export async function putObject(server: S3Server, object: PutInput, options: PutOptions): Promise<Written> {
  const { putConditions } = server.capabilities.known
  const send = (condition: Condition | null) => putOnce(server, object, condition, options)
  const plainly = () => send(null)
  switch (options.over ?? 'anything') {
    case 'nothing':
      return putConditions === 'ignored' ? plainly() : putOverNothing(server, object, send, options)
    case 'something': {
      const body = object.body()
      const isSmall = body instanceof Uint8Array && body.byteLength <= mostToLearnBytes
      if (putConditions !== 'unknown' || !isSmall) return plainly()
      return (await proved(server, 'putConditions', () => send({ kind: 'absent' }), plainly)) ?? plainly()
    }
    case 'anything':
      return plainly()
  }
}

/**
 * Asked for even where nobody knows yet whether it is heeded: it can only spare what is there. A refusal is not
 * believed either: what is there may be ours, when the first answer was lost, or nothing.
 */
async function putOverNothing(
  server: S3Server,
  object: PutInput,
  send: (condition: Condition | null) => Promise<Written>,
  options: RequestOptions,
): Promise<Written> {
  const without = async (): Promise<Written> => {
    const written = await send(null)
    server.capabilities.learn({ putConditions: 'ignored' })
    return written
  }
  for (let refusals = 0; refusals < 2; refusals++) {
    try {
      return await send({ kind: 'absent' })
    } catch (error) {
      if (maybeUnknown(error)) return without()
      if (!isRefused(error)) throw error
      const there = await current(server, object, options)
      if (there === null) continue
      if (there.etag === Buffer.from(object.contentMd5, 'base64').toString('hex')) return there
      server.capabilities.learn({ putConditions: 'proved' })
      throw error
    }
  }
  return without()
}

async function putOnce(
  server: S3Server,
  { bucket, key, body, contentMd5, carries }: PutInput,
  condition: Condition | null,
  options: RequestOptions,
): Promise<Written> {
  const command = new PutObjectCommand({
    Bucket: bucket,
    Key: key,
    ...carries,
    ...bodyInput(body()),
    ContentMD5: contentMd5,
    ...conditionInput(condition),
  })
  try {
    const answer = await server.sendLight(PutObject$, command, options)
    return { versionId: answer.VersionId ?? null, etag: answer.ETag?.replaceAll('"', '') ?? null }
  } catch (error) {
    throw await reasonBehind(server, { bucket, key }, error, options)
  }
}

/**
 * A server that refuses a large body before it has read it closes the connection, and its answer may be lost with
 * it. Beginning an upload of the same key asks the same question without a body: what refuses that is the reason.
 */
async function reasonBehind(
  server: S3Server,
  { bucket, key }: CopyTarget,
  error: unknown,
  options: RequestOptions,
): Promise<unknown> {
  if (!(error instanceof FailureError) || error.failure.reason !== 'connection-lost') return error
  try {
    const upload = await createUpload(server, { Bucket: bucket, Key: key }, options)
    await abortUpload(server, upload, options)
    return error
  } catch (reason) {
    return reason
  }
}
