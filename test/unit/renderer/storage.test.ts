/** What lies where, what it costs, and what a search marks. */
import { describe, expect, test } from 'vitest'
import { examplePrices } from '../../../shared/model/prices.ts'
import type { Sums } from '../../../shared/model/versionIndex.ts'
import { costOf, costOfPart } from '../../../renderer/features/storage/cost.ts'
import { usageRows } from '../../../renderer/features/storage/usageRows.ts'
import { markedParts } from '../../../renderer/features/search/markedParts.ts'

const sums = (currentBytes: number, noncurrentBytes: number): Sums => ({
  currentCount: currentBytes > 0 ? 1 : 0,
  currentBytes,
  noncurrentCount: noncurrentBytes > 0 ? 1 : 0,
  noncurrentBytes,
  markerCount: 0,
  deletedCount: 0,
})
const ofClass = (storageClass: string | null, bytes: number) => ({
  storageClass,
  currentCount: 1,
  currentBytes: bytes,
  noncurrentCount: 0,
  noncurrentBytes: 0,
})

describe('storage', () => {
  test('shows the biggest folder first, and what lies beside the folders', () => {
    const folders = [
      { prefix: 'a10/', sums: sums(1, 0) },
      { prefix: 'a9/', sums: sums(0, 50) },
    ]
    const rows = (order: 'all' | 'name') =>
      usageRows({ ...sums(11, 50), currentCount: 2 }, folders, false, order).map(({ prefix }) => prefix)
    expect(rows('all')).toEqual(['a9/', null, 'a10/'])
    expect(rows('name')).toEqual(['a9/', 'a10/', null])
    expect(usageRows(sums(11, 50), folders, true, 'all')).toHaveLength(2)
  })

  test('costs what its classes cost; what has no price is told apart', () => {
    const classes = [ofClass(null, 1e12), ofClass('DEEP_ARCHIVE', 1e12), ofClass('ODD', 5)]
    const cost = costOf(classes, examplePrices, 'aws')
    expect(cost.amount).toBeCloseTo(21.42 + 0.922, 2)
    expect(cost.unpricedBytes).toBe(5)
    expect(costOf(classes, examplePrices, 'ceph')).toEqual({ amount: 0, unpricedBytes: 2e12 + 5 })
  })

  test('tells the cost of a part by its share, and says when that is exact', () => {
    const one = [ofClass(null, 4e9)]
    expect(costOfPart(sums(1e9, 0), one, { amount: 8, unpricedBytes: 0 })).toEqual({ amount: 2, exact: true })
    const two = [ofClass(null, 3e9), ofClass('GLACIER', 1e9)]
    expect(costOfPart(sums(1e9, 1e9), two, { amount: 8, unpricedBytes: 0 })).toEqual({
      amount: 4,
      exact: false,
    })
    expect(costOfPart(sums(1e9, 0), one, { amount: 0, unpricedBytes: 4e9 })).toBeNull()
  })
})

test('what was searched for is marked where it stands, case aside', () => {
  const marked = (text: string, ...words: string[]): string =>
    markedParts(text, words)
      .map((part) => (part.marked ? `[${part.text}]` : part.text))
      .join('')
  expect(marked('Hero-final.psd', 'hero', 'FIN')).toBe('[Hero]-[fin]al.psd')
  expect(marked('a+b (1).txt', '+b (')).toBe('a[+b (]1).txt')
  expect(marked('aaa', 'a', 'aa')).toBe('[aa][a]')
  expect(marked('file-44.txt', 'file-', '.txt')).toBe('[file-]44[.txt]')
  expect(marked('plain')).toBe('plain')
})
