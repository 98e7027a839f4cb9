import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chunkDecoder } from '../../../electron/localStore/body/chunkDecoder.ts'
import { sha256, scopeText, sign, signingKey } from '../../../electron/localStore/signature/canonical.ts'
import { chunkVerifier, type SeedSignature } from '../../../electron/localStore/signature/chunks.ts'

/** The body that AWS publishes with its signatures: 65,536 and 1,024 times `a`. */
const scope = { date: '20130524', region: 'us-east-1' }
const key = signingKey('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', scope)

function seed(signature: string): SeedSignature {
  return { key, scope, timestamp: '20130524T000000Z', signature }
}

function chunk(text: string, signature: string): string {
  return `${text.length.toString(16)};chunk-signature=${signature}\r\n${text}${text === '' ? '' : '\r\n'}`
}

const published = [
  chunk('a'.repeat(65_536), 'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648'),
  chunk('a'.repeat(1024), '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497'),
  chunk('', 'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9'),
  '\r\n',
].join('')
const publishedSeed = seed('4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9')

const publishedWithTrailer = [
  chunk('a'.repeat(65_536), 'b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2'),
  chunk('a'.repeat(1024), '1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7'),
  chunk('', '2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992'),
  'x-amz-checksum-crc32c:sOO8/Q==\r\n',
  'x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n',
].join('')
const trailerSeed = seed('106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e')

interface Decoded {
  readonly data: string
  readonly trailers: Readonly<Record<string, string>>
}

function decode(pieces: readonly Buffer[], from: SeedSignature | null, trailers: boolean): Decoded {
  const decoder = chunkDecoder({ verifier: from && chunkVerifier(from), trailers })
  const data = pieces.flatMap((piece) => decoder.push(piece))
  return { trailers: Object.fromEntries(decoder.finish()), data: Buffer.concat(data).toString() }
}

/** The bytes, cut at these places. */
function cut(body: string, places: readonly number[]): readonly Buffer[] {
  const bytes = Buffer.from(body)
  const ends = [...new Set(places.map((place) => place % (bytes.length + 1))), bytes.length].sort(
    (a, b) => a - b,
  )
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end))
}

/** An unsigned body of these chunks with a trailer. */
function unsignedBody(chunks: readonly string[]): string {
  const sized = chunks
    .filter((text) => text !== '')
    .map((text) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`)
  return `${sized.join('')}0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n`
}

describe('a body in chunks', () => {
  it('is decoded as AWS publishes it, signatures and all', () => {
    expect(decode([Buffer.from(published)], publishedSeed, false).data).toBe('a'.repeat(66_560))
  })

  it('is decoded with its signed trailer as AWS publishes it', () => {
    const { data, trailers } = decode([Buffer.from(publishedWithTrailer)], trailerSeed, true)
    expect(data).toBe('a'.repeat(66_560))
    expect(trailers).toEqual({ 'x-amz-checksum-crc32c': 'sOO8/Q==' })
  })

  it('is the same however the network splits it', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), fc.array(fc.nat()), (chunks, places) => {
        const decoded = decode(cut(unsignedBody(chunks), places), null, true)
        expect(decoded).toEqual({ data: chunks.join(''), trailers: { 'x-amz-checksum-crc32': 'AAAAAA==' } })
      }),
      { numRuns: 500 },
    )
  })

  it('is the same byte by byte, signed', () => {
    const pieces = Array.from(Buffer.from(published), (byte) => Buffer.of(byte))
    expect(decode(pieces, publishedSeed, false).data).toBe('a'.repeat(66_560))
  })

  it('is incomplete wherever it ends too early', () => {
    const body = unsignedBody(['hello', 'world'])
    for (let end = 0; end < body.length; end++) {
      expect(() => decode([Buffer.from(body.slice(0, end))], null, true), body.slice(0, end)).toThrow()
    }
  })

  it('is refused when any byte of its data or signatures changes', () => {
    const small = signedBody(['hello', ' ', 'world'])
    fc.assert(
      fc.property(fc.nat(small.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bytes = Buffer.from(small)
        bytes.writeUInt8(bytes.readUInt8(at) ^ change, at)
        let data: string | null = null
        try {
          ;({ data } = decode([bytes], publishedSeed, false))
        } catch {
          return
        }
        // Only the letter case of a hex digit may change without anything changing.
        expect(data).toBe('hello world')
        expect(bytes.toString('latin1').toLowerCase()).toBe(small.toLowerCase())
      }),
      { numRuns: 2000 },
    )
  })

  it('has no trailers unless they were announced', () => {
    expect(() => decode([Buffer.from(unsignedBody(['x']))], null, false)).toThrow('trailing data')
  })

  it('has nothing behind its end', () => {
    expect(() => decode([Buffer.from(`${unsignedBody(['x'])}x`)], null, true)).toThrow('malformed')
  })
})

function signedBody(chunks: readonly string[]): string {
  let previous = publishedSeed.signature
  const parts = [...chunks, ''].map((text) => {
    const words = ['AWS4-HMAC-SHA256-PAYLOAD', publishedSeed.timestamp, scopeText(scope), previous]
    previous = sign(key, [...words, sha256(''), sha256(text)].join('\n'))
    return chunk(text, previous)
  })
  return `${parts.join('')}\r\n`
}
