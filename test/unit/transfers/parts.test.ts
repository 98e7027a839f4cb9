import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partRanges } from '../../../electron/plans/actions/copyInParts.ts'
import { partSizeOf } from '../../../electron/transfers/run/partSize.ts'

const tebibyte = 1024 ** 4
const gibibyte = 1024 ** 3
const anySize = fc.integer({ min: 1, max: 5 * tebibyte })

describe('parts', () => {
  it('of an upload are at most 10,000, at least 5 MiB, at most 5 GiB, for any size S3 takes', () => {
    fc.assert(
      fc.property(anySize, (sizeBytes) => {
        const partBytes = partSizeOf(sizeBytes)
        expect(Math.ceil(sizeBytes / partBytes)).toBeLessThanOrEqual(10_000)
        expect(partBytes).toBeGreaterThanOrEqual(5 * 1024 ** 2)
        expect(partBytes).toBeLessThanOrEqual(5 * gibibyte)
      }),
    )
  })

  it('of a copy cover every byte once, in order', () => {
    fc.assert(
      fc.property(anySize, (sizeBytes) => {
        const ranges = partRanges(sizeBytes)
        expect(ranges.length).toBeLessThanOrEqual(10_000)
        expect(ranges[0]?.[0]).toBe(0)
        expect(ranges.at(-1)?.[1]).toBe(sizeBytes - 1)
        expect(ranges.every(([start, end]) => end >= start)).toBe(true)
        expect(ranges.slice(1).every(([start], at) => start === (ranges[at]?.[1] ?? 0) + 1)).toBe(true)
      }),
    )
  })
})
