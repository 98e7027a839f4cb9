/**
 * Receives a body: undoes its framing, takes it in, and holds it to all that was said about it. Only then may it
 * be committed.
 */
import { createHash } from 'node:crypto'
import type { Received } from '../engine/contents.ts'
import type { Engine } from '../engine/engine.ts'
import type { Work } from '../engine/groupCommit.ts'
import { openSpool } from '../engine/spool.ts'
import type { ChecksumAlgorithm } from '../engine/versions.ts'
import { s3Error } from '../s3Error.ts'
import { chunkVerifier, type SeedSignature } from '../signature/chunks.ts'
import { checksumHeader, startDigest } from './checksums.ts'
import { chunkDecoder } from './chunkDecoder.ts'
import type { DeclaredBody } from './declaredBody.ts'

/** A body on its way in. */
export interface IncomingBody {
  readonly bytes: AsyncIterable<Buffer>
  readonly declared: DeclaredBody
  /** The request's own signature, which signed chunks go on from. */
  readonly seed: SeedSignature
}

/** What was found about a body that kept its promises. */
interface BodyFacts {
  readonly sizeBytes: number
  /** Of the data. */
  readonly md5: Buffer
  /** Base64; null when none was declared or asked for. */
  readonly checksum: { readonly algorithm: ChecksumAlgorithm; readonly value: string } | null
}

export interface ReceivedBody extends BodyFacts {
  readonly received: Received
  /** Forgets the bytes, when they will have no owner after all. */
  readonly discard: () => Promise<void>
}

/**
 * Receives an object's or a part's bytes. `algorithm` is computed even when the client declares no checksum. Fails
 * with IncompleteBody, XAmzContentSHA256Mismatch, BadDigest, SignatureDoesNotMatch, MalformedTrailerError or
 * InvalidRequest; then nothing stays behind.
 */
export async function receiveBody(
  engine: Engine,
  body: IncomingBody,
  algorithm: ChecksumAlgorithm | null = null,
): Promise<ReceivedBody> {
  const spool = openSpool(engine)
  try {
    const facts = await receive(body, spool.write, algorithm)
    return { ...facts, received: await spool.finish(), discard: spool.discard }
  } catch (error) {
    await spool.discard()
    throw error
  }
}

/** Commits a write that gives received bytes an owner; when it fails they are forgotten. */
export async function commitReceived<Result>(
  engine: Engine,
  body: ReceivedBody,
  work: Work<Result>,
): Promise<Result> {
  try {
    return await engine.commit(work)
  } catch (error) {
    await body.discard()
    throw error
  }
}

const longestDocumentBytes = 16 * 1024 * 1024

/** Receives a document, in memory. Fails as `receiveBody` does, and with EntityTooLarge. */
export async function receiveDocument(body: IncomingBody): Promise<string> {
  if (body.declared.sizeBytes > longestDocumentBytes) throw s3Error('EntityTooLarge')
  const pieces: Buffer[] = []
  await receive(body, (piece) => void pieces.push(piece), null)
  return Buffer.concat(pieces).toString()
}

/** Reads a body to its end and holds it to what was declared. */
async function receive(
  body: IncomingBody,
  take: (piece: Buffer) => void | Promise<void>,
  algorithm: ChecksumAlgorithm | null,
): Promise<BodyFacts> {
  const digests = startDigests(body.declared, algorithm)
  const { sizeBytes, trailers } = await readData(body, async (piece) => {
    digests.update(piece)
    await take(piece)
  })
  if (sizeBytes !== body.declared.sizeBytes) throw s3Error('IncompleteBody')
  return { sizeBytes, ...digests.verify(trailers) }
}

type Trailers = ReadonlyMap<string, string>

/** Hands the data on, piece by piece; stops a body that is longer than it said. */
async function readData(
  { bytes, declared, seed }: IncomingBody,
  take: (piece: Buffer) => Promise<void>,
): Promise<{ sizeBytes: number; trailers: Trailers }> {
  const { framing } = declared
  const decoder =
    framing &&
    chunkDecoder({ verifier: framing.signed ? chunkVerifier(seed) : null, trailers: framing.trailers })
  let sizeBytes = 0
  for await (const chunk of bytes) {
    for (const piece of decoder ? decoder.push(chunk) : [chunk]) {
      sizeBytes += piece.length
      if (sizeBytes > declared.sizeBytes) throw s3Error('IncompleteBody')
      await take(piece)
    }
  }
  return { sizeBytes, trailers: decoder ? decoder.finish() : new Map() }
}

interface Digests {
  update(piece: Buffer): void
  verify(trailers: Trailers): Pick<BodyFacts, 'md5' | 'checksum'>
}

function startDigests(declared: DeclaredBody, wanted: ChecksumAlgorithm | null): Digests {
  const algorithm = declared.checksum?.algorithm ?? wanted
  const md5 = createHash('md5')
  const sha256 = declared.sha256 === null ? null : createHash('sha256')
  const checksum = algorithm === null ? null : startDigest(algorithm)
  return {
    update(piece) {
      md5.update(piece)
      sha256?.update(piece)
      checksum?.update(piece)
    },
    verify(trailers) {
      const digest = md5.digest()
      checkSha256(declared, sha256?.digest('hex') ?? null)
      checkMd5(declared, digest)
      const value = checksum?.digest().toString('base64')
      if (algorithm === null || value === undefined) return { md5: digest, checksum: null }
      checkChecksum(declared, trailers, value)
      return { md5: digest, checksum: { algorithm, value } }
    },
  }
}

function checkSha256({ sha256 }: DeclaredBody, computed: string | null): void {
  if (sha256 === computed) return
  throw s3Error('XAmzContentSHA256Mismatch', undefined, {
    details: { ClientComputedContentSHA256: sha256 ?? '', S3ComputedContentSHA256: computed ?? '' },
  })
}

function checkMd5({ md5 }: DeclaredBody, computed: Buffer): void {
  const calculated = computed.toString('base64')
  if (md5 === null || md5 === calculated) return
  const message = 'The Content-MD5 you specified did not match what we received.'
  throw s3Error('BadDigest', message, {
    details: { ExpectedDigest: md5, CalculatedDigest: calculated },
  })
}

function checkChecksum({ checksum }: DeclaredBody, trailers: Trailers, computed: string): void {
  if (checksum === null) return
  const expected = checksum.value ?? trailers.get(checksumHeader(checksum.algorithm))
  if (expected === undefined) throw s3Error('MalformedTrailerError')
  if (expected === computed) return
  const message = `The ${checksum.algorithm} you specified did not match the calculated checksum.`
  throw s3Error('BadDigest', message)
}
