import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crc32 } from 'node:zlib'
import { checksumOfParts, startDigest } from '../../../electron/localStore/body/checksums.ts'
import { crc32Model, startCrc } from '../../../electron/localStore/body/crc.ts'
import type { ChecksumAlgorithm } from '../../../electron/localStore/engine/versions.ts'

function digestOf(algorithm: ChecksumAlgorithm, ...pieces: readonly Uint8Array[]): Buffer {
  const digest = startDigest(algorithm)
  for (const piece of pieces) digest.update(piece)
  return digest.digest()
}

describe('checksums', () => {
  it.each([
    ['CRC32', 'cbf43926'],
    ['CRC32C', 'e3069283'],
    ['CRC64NVME', 'ae8b14860a799888'],
    ['SHA1', 'f7c3bc1d808e04732adf679965ccc34ca7ae3441'],
    ['SHA256', '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225'],
  ] as const)('%s of 123456789 is what its catalogue says', (algorithm, expected) => {
    expect(digestOf(algorithm, Buffer.from('123456789')).toString('hex')).toBe(expected)
  })

  it('computed by tables are those computed by zlib', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const own = startCrc(crc32Model)
        own.update(bytes)
        expect(own.digest().readUInt32BE()).toBe(crc32(bytes))
      }),
    )
  })

  it('do not depend on how the bytes come', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<ChecksumAlgorithm>('CRC32', 'CRC32C', 'CRC64NVME'),
        fc.array(fc.uint8Array({ maxLength: 40 })),
        (algorithm, pieces) => {
          expect(digestOf(algorithm, ...pieces)).toEqual(digestOf(algorithm, Buffer.concat(pieces)))
        },
      ),
    )
  })

  it('of parts are joined to that of the whole', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<ChecksumAlgorithm>('CRC32', 'CRC32C', 'CRC64NVME'),
        fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 6 }),
        (algorithm, pieces) => {
          const parts = pieces.map((piece) => ({
            sizeBytes: piece.length,
            checksum: digestOf(algorithm, piece).toString('base64'),
          }))
          const whole = checksumOfParts(algorithm, 'FULL_OBJECT', parts)
          expect(whole.value).toBe(digestOf(algorithm, Buffer.concat(pieces)).toString('base64'))
        },
      ),
    )
  })

  it('composed of parts are those of their checksums, and say how many', () => {
    const parts = ['a', 'b'].map((text) => digestOf('SHA256', Buffer.from(text)))
    const listed = parts.map((digest) => ({ sizeBytes: 1, checksum: digest.toString('base64') }))
    const expected = digestOf('SHA256', ...parts).toString('base64')
    expect(checksumOfParts('SHA256', 'COMPOSITE', listed).value).toBe(`${expected}-2`)
  })
})
