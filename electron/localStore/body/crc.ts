/** The CRCs that Node doesn't bring, eight bytes at a time, and how the CRC of a whole follows from its parts'. */

/** A CRC being computed. The digest is big-endian, as S3 writes it. */
interface Crc {
  update(bytes: Uint8Array): void
  digest(): Buffer
}

/** A reflected CRC whose register starts and ends inverted, as all of S3's are. */
export interface CrcModel {
  readonly bits: 32 | 64
  readonly polynomial: bigint
}

export const crc32Model: CrcModel = { bits: 32, polynomial: 0xedb88320n }
export const crc32cModel: CrcModel = { bits: 32, polynomial: 0x82f63b78n }
export const crc64nvmeModel: CrcModel = { bits: 64, polynomial: 0x9a6c9329ac4bc9b5n }

/** Remainders by distance from the end of eight bytes (256 each), halved: JavaScript counts bits up to 32. */
interface Tables {
  readonly upper: Uint32Array
  readonly lower: Uint32Array
}

function makeTables({ polynomial }: CrcModel): Tables {
  const remainders = Array.from({ length: 256 }, (_, byte) => {
    let remainder = BigInt(byte)
    for (let bit = 0; bit < 8; bit++) remainder = (remainder >> 1n) ^ (remainder & 1n ? polynomial : 0n)
    return remainder
  })
  const all = [...remainders]
  for (let index = 256; index < 8 * 256; index++) {
    const nearer = all[index - 256] ?? 0n
    all.push((nearer >> 8n) ^ (remainders[Number(nearer & 0xffn)] ?? 0n))
  }
  return {
    upper: Uint32Array.from(all, (value) => Number(value >> 32n)),
    lower: Uint32Array.from(all, (value) => Number(value & 0xffffffffn)),
  }
}

const tablesByModel = new Map<CrcModel, Tables>()

function tablesOf(model: CrcModel): Tables {
  const known = tablesByModel.get(model)
  if (known) return known
  const tables = makeTables(model)
  tablesByModel.set(model, tables)
  return tables
}

/** What eight bytes (as two little-endian words, the register already added) leave in one half of the register. */
function fold(table: Uint32Array, first: number, second: number): number {
  return (
    (table[1792 | (first & 255)] ?? 0) ^
    (table[1536 | ((first >>> 8) & 255)] ?? 0) ^
    (table[1280 | ((first >>> 16) & 255)] ?? 0) ^
    (table[1024 | (first >>> 24)] ?? 0) ^
    (table[768 | (second & 255)] ?? 0) ^
    (table[512 | ((second >>> 8) & 255)] ?? 0) ^
    (table[256 | ((second >>> 16) & 255)] ?? 0) ^
    (table[second >>> 24] ?? 0)
  )
}

/** Starts a CRC. A 32-bit one is computed as a 64-bit one whose upper half stays empty. */
export function startCrc(model: CrcModel): Crc {
  const tables = tablesOf(model)
  const inverted = model.bits === 64 ? 0xffffffff : 0
  let upper = inverted
  let lower = 0xffffffff
  const addByte = (byte: number): void => {
    const index = (lower ^ byte) & 255
    lower = ((lower >>> 8) | (upper << 24)) ^ (tables.lower[index] ?? 0)
    upper = (upper >>> 8) ^ (tables.upper[index] ?? 0)
  }
  return {
    update(bytes) {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
      const eights = bytes.length - (bytes.length % 8)
      for (let at = 0; at < eights; at += 8) {
        const first = lower ^ view.getUint32(at, true)
        const second = upper ^ view.getUint32(at + 4, true)
        lower = fold(tables.lower, first, second)
        upper = fold(tables.upper, first, second)
      }
      for (let at = eights; at < bytes.length; at++) addByte(view.getUint8(at))
    },
    digest() {
      const digest = Buffer.alloc(8)
      digest.writeUInt32BE((upper ^ inverted) >>> 0, 0)
      digest.writeUInt32BE(~lower >>> 0, 4)
      return digest.subarray(8 - model.bits / 8)
    },
  }
}

/** Joins the CRCs of two neighbours into that of both; `sizeBytes` is the second's. */
type Join = (first: Buffer, second: Buffer, sizeBytes: number) => Buffer

/**
 * How to join CRCs of this kind: the first one, moved past the second's bytes (multiplied by x to the power of
 * their bits, modulo the polynomial), plus the second. Parts mostly have one size, so that power is kept.
 */
export function crcJoiner(model: CrcModel): Join {
  const field = polynomialField(model)
  const powers = new Map<number, bigint>()
  const powerFor = (sizeBytes: number): bigint => {
    const known = powers.get(sizeBytes) ?? field.powerOfX(sizeBytes * 8)
    powers.set(sizeBytes, known)
    return known
  }
  return (first, second, sizeBytes) => {
    const sum = field.multiply(toBigInt(first), powerFor(sizeBytes)) ^ toBigInt(second)
    return Buffer.from(sum.toString(16).padStart(model.bits / 4, '0'), 'hex')
  }
}

function toBigInt(digest: Buffer): bigint {
  return BigInt(`0x${digest.toString('hex')}`)
}

/** Arithmetic with polynomials modulo the CRC's; in the reflected notation the highest bit stands for x^0. */
function polynomialField({ bits, polynomial }: CrcModel): {
  multiply: (a: bigint, b: bigint) => bigint
  powerOfX: (exponent: number) => bigint
} {
  const one = 1n << BigInt(bits - 1)
  const multiply = (a: bigint, b: bigint): bigint => {
    let product = 0n
    let term = b
    for (let bit = one; bit > 0n; bit >>= 1n) {
      if (a & bit) product ^= term
      term = (term >> 1n) ^ (term & 1n ? polynomial : 0n)
    }
    return product
  }
  const powerOfX = (exponent: number): bigint => {
    let result = one
    let square = one >> 1n
    for (let rest = BigInt(exponent); rest > 0n; rest >>= 1n) {
      if (rest & 1n) result = multiply(result, square)
      square = multiply(square, square)
    }
    return result
  }
  return { multiply, powerOfX }
}
