/** What is typed in the search field, and what the index is asked for it. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { searchFilter } from '../../../renderer/query/searchFilter.ts'
import { searchTerms, withTerm, withoutTerm } from '../../../renderer/query/searchTerms.ts'

const nowMs = new Date(2026, 10, 21, 9, 30).getTime()
const filterOf = (typed: string) => searchFilter(searchTerms(typed, nowMs))
const kindsOf = (typed: string) => searchTerms(typed, nowMs).map(({ meaning }) => meaning.kind)
const day = (year: number, month: number, date: number): number => new Date(year, month - 1, date).getTime()

describe('a search', () => {
  test('of nothing asks for nothing', () => {
    expect(filterOf('')).toBeNull()
    expect(filterOf('   ')).toBeNull()
    expect(filterOf('ext: size:> before:2026-')).toBeNull()
  })

  test('looks for every word, and for a phrase in quotes as it is', () => {
    expect(filterOf('hero "final cut" final')?.words).toEqual(['hero', 'final cut', 'final'])
    expect(filterOf('"*.jpg"')).toMatchObject({ words: ['*.jpg'], glob: null })
    expect(filterOf('"not closed yet')?.words).toEqual(['not closed yet'])
  })

  test('takes a star, a question mark or a list in braces for a glob, but a bracket for itself', () => {
    expect(filterOf('*.jpg')?.glob).toBe('*.jpg')
    expect(filterOf('report-202?')?.glob).toBe('report-202?')
    expect(filterOf('hero.{jpg,png}')?.glob).toBe('hero.{jpg,png}')
    expect(filterOf('copy[1]')?.words).toEqual(['copy[1]'])
  })

  test('finds deleted files and old versions, unless it says otherwise', () => {
    expect(filterOf('hero')).toMatchObject({ which: 'all', oldVersions: true })
    expect(filterOf('hero deleted:')).toMatchObject({ which: 'deleted', oldVersions: false })
    expect(filterOf('hero deleted: versions:')).toMatchObject({ which: 'deleted', oldVersions: true })
    expect(filterOf('hero deleted:no')).toMatchObject({ which: 'live', oldVersions: true })
    expect(filterOf('hero live: versions:current')).toMatchObject({ which: 'live', oldVersions: false })
  })

  test('knows extensions, with or without their dot', () => {
    expect(filterOf('ext:pdf')?.extensions).toEqual(['pdf'])
    expect(filterOf('EXT:.jpg,*.png')?.extensions).toEqual(['jpg', 'png'])
  })

  test('leaves what only looks like a filter a word', () => {
    expect(filterOf('s3://bucket constructor:x')?.words).toEqual(['s3://bucket', 'constructor:x'])
  })

  test('takes storage classes as S3 writes them', () => {
    expect(filterOf('class:glacier')?.storageClass).toBe('GLACIER')
  })
})

describe('sizes', () => {
  test.each([
    ['size:>10MB', 10_000_001, null],
    ['size:>=10MB', 10_000_000, null],
    ['size:10MB', 10_000_000, null],
    ['size:<1k', null, 999],
    ['size:<=1KiB', null, 1024],
    ['size:1.5GB..2gb', 1_500_000_000, 2_000_000_000],
    ['size:1..', 1, null],
    ['size:0..0', 0, 0],
    ['size:>1MB size:<5MB size:>2MB', 2_000_001, 4_999_999],
  ])('%s', (typed, minBytes, maxBytes) => {
    expect(filterOf(typed)).toMatchObject({ minBytes, maxBytes })
  })

  test('that are none are said to be unclear, and not asked for', () => {
    expect(kindsOf('size:big size:> size:1MB..')).toEqual(['unclear', 'unfinished', 'size'])
    expect(filterOf('hero size:big')).toMatchObject({ words: ['hero'], minBytes: null })
  })
})

describe('dates', () => {
  test.each([
    ['after:2026-10-01', day(2026, 10, 1), null],
    ['before:2026-10-01', null, day(2026, 10, 1) - 1],
    ['on:2026-10-01', day(2026, 10, 1), day(2026, 10, 2) - 1],
    ['on:2026-10', day(2026, 10, 1), day(2026, 11, 1) - 1],
    ['changed:2026-10-01..2026-10-31', day(2026, 10, 1), day(2026, 11, 1) - 1],
    ['changed:2025', day(2025, 1, 1), day(2026, 1, 1) - 1],
    ['changed:2026-10-01..', day(2026, 10, 1), null],
    ['on:yesterday', day(2026, 11, 20), day(2026, 11, 21) - 1],
    ['before:today', null, day(2026, 11, 21) - 1],
    ['after:7d', new Date(2026, 10, 14, 9, 30).getTime(), null],
    ['after:2026-11-21T08:15', new Date(2026, 10, 21, 8, 15).getTime(), null],
  ])('%s', (typed, fromMs, toMs) => {
    expect(filterOf(typed)).toMatchObject({ fromMs, toMs })
  })

  test('that no calendar has are unclear', () => {
    expect(kindsOf('after:2026-02-31 before:someday after:2026-')).toEqual([
      'unclear',
      'unclear',
      'unfinished',
    ])
  })
})

test('a term can be taken out and put in again', () => {
  const typed = 'hero  ext:pdf   size:>1MB'
  const [, ext] = searchTerms(typed, nowMs)
  if (ext === undefined) throw new Error('no second term')
  expect(withoutTerm(typed, ext)).toBe('hero size:>1MB')
  expect(withTerm(withoutTerm(typed, ext), ext.text)).toBe('hero size:>1MB ext:pdf')
  expect(withTerm('', 'deleted:')).toBe('deleted:')
})

const syntax =
  'size: ext: after: changed: class: deleted: x: " .. >= 12 MB 2026- 02-31 * {a,b} [ é 🎬 / ,'.split(' ')
const pieces = fc.constantFrom(' ', '\t', '\u3000', '\ud83d', ...syntax)

test('whatever is typed, every character but blanks belongs to one term, and nothing throws', () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (some) => {
      const typed = some.join('')
      const terms = searchTerms(typed, nowMs)
      expect(
        terms
          .map(({ text }) => text)
          .join('')
          .replace(/\s/gu, ''),
      ).toBe(typed.replace(/\s/gu, ''))
      searchFilter(terms)
    }),
  )
})
