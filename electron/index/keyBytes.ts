/**
 * Keys as SQLite holds them: bytes whose order is that of compareKeys, for any string there is. That is UTF-8,
 * except that each surrogate stands for itself (F0 and two bytes), so that lone ones survive and pairs still sort
 * after everything else.
 */
import { z } from 'zod'

export const bytesSchema: z.ZodType<Uint8Array> = z.instanceof(Uint8Array)

const surrogate = /[\ud800-\udfff]/
const surrogateFirst = 0xd800
const surrogateLead = 0xf0

export function encodeKey(key: string): Uint8Array {
  if (!surrogate.test(key)) return Buffer.from(key, 'utf8')
  const parts = key.split(/([\ud800-\udfff])/).map((part) => {
    if (!surrogate.test(part)) return Buffer.from(part, 'utf8')
    const offset = part.charCodeAt(0) - surrogateFirst
    return Buffer.from([surrogateLead, 0x80 | (offset >> 6), 0x80 | (offset & 0x3f)])
  })
  return Buffer.concat(parts)
}

export function decodeKey(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!buffer.includes(surrogateLead)) return buffer.toString('utf8')
  let key = ''
  let done = 0
  for (let at = buffer.indexOf(surrogateLead); at >= 0; at = buffer.indexOf(surrogateLead, at + 3)) {
    const offset = (((buffer[at + 1] ?? 0) & 0x3f) << 6) | ((buffer[at + 2] ?? 0) & 0x3f)
    key += buffer.toString('utf8', done, at) + String.fromCharCode(surrogateFirst + offset)
    done = at + 3
  }
  return key + buffer.toString('utf8', done)
}

/** What every encoded key is below: no encoded key begins with FF. */
export const endOfKeys: Uint8Array = Buffer.from([0xff])

/** The least bytes above everything that begins with the prefix. */
export function prefixEnd(prefix: Uint8Array): Uint8Array {
  return Buffer.concat([prefix, endOfKeys])
}

/** The least key above this one. */
export function justAfter(key: Uint8Array): Uint8Array {
  return Buffer.concat([key, Buffer.from([0])])
}

export const compareBytes = (a: Uint8Array, b: Uint8Array): number => Buffer.compare(a, b)
