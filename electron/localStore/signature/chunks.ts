/**
 * Signatures of a body that is signed chunk by chunk, each on top of the one before.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html and …/sigv4-streaming-trailers.html
 */
import { createHash, type Hash, type KeyObject } from 'node:crypto'
import { s3Error } from '../s3Error.ts'
import { algorithm, scopeText, sha256, sign, type Scope } from './canonical.ts'

/** What the request's own signature hands down to its chunks. */
export interface SeedSignature {
  readonly key: KeyObject
  readonly scope: Scope
  readonly timestamp: string
  readonly signature: string
}

export interface ChunkVerifier {
  /** Bytes of the current chunk. */
  update(bytes: Uint8Array): void
  /** Ends the current chunk; fails with SignatureDoesNotMatch. */
  endChunk(signature: string): void
  /** Checks the trailers, `name:value\n` each; fails with SignatureDoesNotMatch. */
  endTrailers(canonicalTrailers: string, signature: string): void
}

const emptyHash = sha256('')

export function chunkVerifier(seed: SeedSignature): ChunkVerifier {
  let previous = seed.signature
  let chunk: Hash = createHash('sha256')
  const verify = (kind: string, digests: readonly string[], signature: string): void => {
    const text = [`${algorithm}-${kind}`, seed.timestamp, scopeText(seed.scope), previous, ...digests]
    if (sign(seed.key, text.join('\n')) !== signature) throw s3Error('SignatureDoesNotMatch')
    previous = signature
  }
  return {
    update: (bytes) => void chunk.update(bytes),
    endChunk(signature) {
      verify('PAYLOAD', [emptyHash, chunk.digest('hex')], signature)
      chunk = createHash('sha256')
    },
    endTrailers(canonicalTrailers, signature) {
      verify('TRAILER', [sha256(canonicalTrailers)], signature)
    },
  }
}
