/** What lies where, what it costs, and what a search marks. */
import { describe, expect, test } from 'vitest'
import { examplePrices } from '../../../shared/model/prices.ts'
import type { Sums } from '../../../shared/model/versionIndex.ts'
import { costOf, costOfPart } from '../../../renderer/features/storage/cost.ts'
import { growthRow, growthRows, growthSlices } from '../../../renderer/features/storage/growth.ts'
import { mapItems, tilesOf, tileToward } from '../../../renderer/features/storage/tiles.ts'
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

describe('the map of storage', () => {
  const size = { widthPx: 800, heightPx: 400 }
  const rowOf = (bytes: number, index: number) => ({ prefix: `f${index}/`, sums: sums(bytes, bytes / 2) })

  test('gives everything the area of its bytes, side by side', () => {
    const items = mapItems([40, 30, 20, 10].map(rowOf), size, 400)
    const tiles = tilesOf(items, size, 0)
    const whole = size.widthPx * size.heightPx
    expect(tiles.map(({ widthPx, heightPx }) => (widthPx * heightPx) / whole)).toEqual(
      [0.4, 0.3, 0.2, 0.1].map((share): unknown => expect.closeTo(share, 2)),
    )
    const covered = tiles.reduce((sum, { widthPx, heightPx }) => sum + widthPx * heightPx, 0)
    expect(covered).toBe(whole)
  })

  test('puts what is too small to be seen into one tile, and nothing where nothing is', () => {
    const rows = Array.from({ length: 1000 }, (_, index) => rowOf(index < 5 ? 1e6 : 10, index))
    const items = mapItems([...rows, rowOf(0, 1000)], size, 400)
    expect(items.map(({ kind }) => kind)).toEqual([...Array.from({ length: 5 }, () => 'folder'), 'rest'])
    expect(items.at(-1)).toMatchObject({ count: 995, sums: { currentBytes: 9950, noncurrentBytes: 4975 } })
    expect(
      mapItems(
        Array.from({ length: 1000 }, (_, index) => rowOf(10, index)),
        size,
        1,
      ),
    ).toHaveLength(241)
    expect(tilesOf(mapItems([rowOf(0, 0)], size, 400), size)).toEqual([])
    expect(mapItems([{ prefix: null, sums: sums(1, 0) }], size, 400)).toMatchObject([{ kind: 'files' }])
  })

  test('never squeezes a tile to a sliver beside what is small together', () => {
    const rows = Array.from({ length: 1000 }, (_, index) => rowOf(50_000 / (index + 1), index))
    for (const count of [1000, 400, 200]) {
      const tiles = tilesOf(mapItems(rows.slice(0, count), size, 324), size)
      expect(tiles.some(({ item }) => item.kind === 'rest')).toBe(true)
      expect(Math.min(...tiles.flatMap(({ widthPx, heightPx }) => [widthPx, heightPx]))).toBeGreaterThan(8)
    }
  })

  test('is walked by the arrow keys to the nearest tile, and stops at its edges', () => {
    const at = (x: number, y: number, widthPx: number, heightPx: number) => ({
      item: { kind: 'rest', count: 2, sums: sums(1, 0) } as const,
      x,
      y,
      widthPx,
      heightPx,
    })
    const tiles = [at(0, 0, 50, 100), at(52, 0, 48, 60), at(52, 62, 20, 38), at(74, 62, 26, 38)]
    expect(tileToward(tiles, 0, 'ArrowRight')).toBe(1)
    expect(tileToward(tiles, 1, 'ArrowDown')).toBe(3)
    expect(tileToward(tiles, 3, 'ArrowLeft')).toBe(2)
    expect(tileToward(tiles, 3, 'ArrowRight')).toBe(3)
    expect(tileToward(tiles, 1, 'End')).toBe(3)
    expect(tileToward(tiles, 1, 'a')).toBeNull()
  })
})

describe('what grows', () => {
  test('is told for twelve months of the calendar and the last 30 days, in whole hours', () => {
    const nowMs = new Date(2026, 1, 14, 9, 30).getTime()
    const { months, recent } = growthSlices(nowMs)
    expect(months).toHaveLength(12)
    expect(months[0]?.fromMs).toBe(new Date(2025, 2, 1).getTime())
    expect(months.every(({ toMs }, at) => at === 11 || toMs === months[at + 1]?.fromMs)).toBe(true)
    expect(months.at(-1)?.toMs).toBe(new Date(2026, 1, 14, 10).getTime())
    expect(recent.toMs - recent.fromMs).toBe(30 * 24 * 3_600_000)
  })

  test('comes most first; what lies beside the folders is what they leave over', () => {
    const folders = ['a/', 'b/', 'c/'].map((prefix) => ({ prefix, sums: sums(1, 0) }))
    const written = new Map([
      ['', [5, 12, 9]],
      ['a/', [5, 0, 0]],
      ['b/', [0, 3, 3]],
      ['c/', [0, 5, 5]],
    ])
    const order = (by: 'recent' | 'year' | 'name', more = false) =>
      growthRows({ prefix: '', folders, more }, written, by).map(({ prefix }) => prefix)
    expect(order('recent')).toEqual(['c/', 'b/', null, 'a/'])
    expect(order('name', true)).toEqual(['a/', 'b/', 'c/'])
    expect(growthRow('a/', [5, 12, 9])).toEqual({
      prefix: 'a/',
      monthBytes: [5, 12],
      recentBytes: 9,
      yearBytes: 17,
    })
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
