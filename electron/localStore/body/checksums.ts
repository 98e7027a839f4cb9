/**
 * S3's checksums: their digests, their header names, and what an upload in parts makes of its parts'.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
 */
import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { assertNever } from '../../../shared/assertNever.ts'
import {
  checksumAlgorithmSchema,
  type Checksum,
  type ChecksumAlgorithm,
  type ChecksumType,
} from '../engine/versions.ts'
import { crc32Model, crc32cModel, crc64nvmeModel, crcJoiner, startCrc, type CrcModel } from './crc.ts'

/** A digest being computed, as `crypto.Hash` is one. */
export interface Digest {
  update(bytes: Uint8Array): unknown
  digest(): Buffer
}

export function startDigest(algorithm: ChecksumAlgorithm): Digest {
  switch (algorithm) {
    case 'CRC32':
      return startCrc32()
    case 'CRC32C':
      return startCrc(crc32cModel)
    case 'CRC64NVME':
      return startCrc(crc64nvmeModel)
    case 'SHA1':
    case 'SHA256':
      return createHash(algorithm)
    default:
      return assertNever(algorithm)
  }
}

function startCrc32(): Digest {
  let value = 0
  return {
    update(bytes) {
      value = crc32(bytes, value)
    },
    digest() {
      const digest = Buffer.alloc(4)
      digest.writeUInt32BE(value)
      return digest
    },
  }
}

const digestLength = { CRC32: 4, CRC32C: 4, CRC64NVME: 8, SHA1: 20, SHA256: 32 } as const

/** Whether a text is the base64 of a digest of this kind. */
export function isDigest(algorithm: ChecksumAlgorithm, text: string): boolean {
  const bytes = Buffer.from(text, 'base64')
  return bytes.length === digestLength[algorithm] && bytes.toString('base64') === text
}

/** `x-amz-checksum-crc32` and its like: header, trailer. */
export function checksumHeader(algorithm: ChecksumAlgorithm): string {
  return `x-amz-checksum-${algorithm.toLowerCase()}`
}

/** `ChecksumCRC32` and its like: element. */
export function checksumElement(algorithm: ChecksumAlgorithm): string {
  return `Checksum${algorithm}`
}

/** The algorithm by its name in any case, or null when there is none of that name here. */
export function checksumAlgorithmNamed(name: string): ChecksumAlgorithm | null {
  return checksumAlgorithmSchema.safeParse(name.toUpperCase()).data ?? null
}

const crcModels: Partial<Record<ChecksumAlgorithm, CrcModel>> = {
  CRC32: crc32Model,
  CRC32C: crc32cModel,
  CRC64NVME: crc64nvmeModel,
}

/** Which types an upload in parts can have, the default first: hashes can't be joined, CRC-64 always is. */
export function multipartChecksumTypes(algorithm: ChecksumAlgorithm): readonly ChecksumType[] {
  if (algorithm === 'CRC64NVME') return ['FULL_OBJECT']
  return crcModels[algorithm] ? ['COMPOSITE', 'FULL_OBJECT'] : ['COMPOSITE']
}

interface PartChecksum {
  readonly sizeBytes: number
  /** Base64. */
  readonly checksum: string
}

/** The checksum of an object made of these parts. */
export function checksumOfParts(
  algorithm: ChecksumAlgorithm,
  type: ChecksumType,
  parts: readonly PartChecksum[],
): Checksum {
  const digests = parts.map(({ checksum }): Buffer => Buffer.from(checksum, 'base64'))
  const model = crcModels[algorithm]
  if (type === 'FULL_OBJECT' && model) {
    const join = crcJoiner(model)
    const whole = digests.reduce((sum, digest, index) => join(sum, digest, parts[index]?.sizeBytes ?? 0))
    return { algorithm, type, value: whole.toString('base64') }
  }
  const digest = startDigest(algorithm)
  for (const bytes of digests) digest.update(bytes)
  return { algorithm, type, value: `${digest.digest().toString('base64')}-${parts.length}` }
}
