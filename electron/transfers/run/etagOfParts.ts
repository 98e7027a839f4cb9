/** The name that parts give the object they make. */
import { createHash } from 'node:crypto'
import type { PartDone } from '../tasks.ts'

/** What S3 calls an object of such parts: the MD5 of the parts' MD5s (hex), and their number. */
export function etagOfParts(parts: readonly PartDone[]): string {
  const hashes = parts
    .toSorted((a, b) => a.partNumber - b.partNumber)
    .map(({ md5 }) => Buffer.from(md5, 'hex'))
  return `${createHash('md5').update(Buffer.concat(hashes)).digest('hex')}-${parts.length}`
}
