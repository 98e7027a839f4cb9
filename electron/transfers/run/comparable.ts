/** Which ETags are hashes, and of what. */
import type { Facts } from '../../../shared/model/facts.ts'
import { partSizeOf } from './partSize.ts'

/** Encryption with keys of its own makes ETags that only look like hashes. */
const isHashed = ({ etag, encryption, customerKey }: Facts): boolean =>
  etag !== null && !customerKey && (encryption === null || encryption === 'AES256')

export const etagIsMd5 = (facts: Facts): boolean => isHashed(facts) && /^[0-9a-f]{32}$/.test(facts.etag ?? '')

const mebibyte = 1024 ** 2
/** What clients use: the SDKs and the AWS tools 8, S3 itself at least 5, rclone 5, s3cmd 15, others round numbers. */
const usualMebibytes = [8, 5, 16, 15, 10, 20, 25, 32, 50, 64, 100, 128, 256, 512]

/**
 * The sizes that parts of this object may have had, the likeliest first; empty where its ETag tells nothing of
 * parts. Each gives just as many parts as the ETag names.
 */
export function partSizesOf(facts: Facts): readonly number[] {
  const count = Number(/^[0-9a-f]{32}-(\d{1,5})$/.exec(facts.etag ?? '')?.[1] ?? 0)
  if (count === 0 || !isHashed(facts)) return []
  const { sizeBytes } = facts
  const fits = (partBytes: number): boolean => Math.ceil(sizeBytes / partBytes) === count
  const even = Math.ceil(sizeBytes / count)
  const round = Math.ceil(even / mebibyte) * mebibyte
  const all = [partSizeOf(sizeBytes), ...usualMebibytes.map((size) => size * mebibyte), round, even]
  return [...new Set(all)].filter((partBytes) => partBytes > 0 && fits(partBytes))
}
