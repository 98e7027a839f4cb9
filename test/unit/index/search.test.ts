import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openIndexStore } from '../../../electron/index/indexStore.ts'
import { encodeKey, endOfKeys } from '../../../electron/index/keyBytes.ts'
import { patternTest } from '../../../electron/index/queries/keyPattern.ts'
import { search, type Found, type SearchQuery } from '../../../electron/index/queries/search.ts'
import { indexMigrations } from '../../../electron/index/schema.ts'
import { writeRange } from '../../../electron/index/writeRange.ts'
import { openDatabase, type Database } from '../../../electron/storage/sqlite.ts'
import type { KeyHistory } from '../../../shared/history.ts'
import { someHistories } from './randomHistories.ts'

const everything: SearchQuery = {
  prefix: '',
  words: [],
  glob: null,
  extensions: [],
  which: 'all',
  oldVersions: false,
  minBytes: null,
  maxBytes: null,
  fromMs: null,
  toMs: null,
  storageClass: null,
  after: null,
  limit: 3,
}

function filled(histories: readonly KeyHistory[]): Database {
  const store = openIndexStore(openDatabase(':memory:', indexMigrations))
  const whole = { from: encodeKey(''), to: endOfKeys, reading: { pass: 1, readMs: 0 } }
  writeRange(store, { ...whole, histories, leave: [] })
  return store.database
}

function all(database: Database, query: SearchQuery): Found[] {
  const found: Found[] = []
  for (let after: string | null = null; ;) {
    const page = search(database, { ...query, after })
    found.push(...page.found)
    if (page.next === null) return found
    after = page.next
  }
}

type NaiveFound = Omit<Found, 'version'> & { readonly versionId: string | null }

/** The rule in plain words: see SearchQuery. */
function naive(histories: readonly KeyHistory[], query: SearchQuery) {
  return histories.flatMap(({ key, entries }): NaiveFound[] => {
    const text = key.toLowerCase()
    const newest = entries[0]
    if (!key.startsWith(query.prefix) || newest === undefined) return []
    if (!query.words.every((word) => text.includes(word.toLowerCase()))) return []
    if (query.extensions.length > 0 && !query.extensions.some((end) => text.endsWith(`.${end}`))) return []
    const deletedMs = newest.isMarker ? newest.modifiedMs : null
    if (query.which === 'live' && deletedMs !== null) return []
    if (query.which === 'deleted' && deletedMs === null) return []
    const data = entries.filter(({ isMarker }) => !isMarker)
    const looked = query.oldVersions ? data : data.slice(0, 1)
    const dateOf = (ms: number): number => (query.oldVersions ? ms : (deletedMs ?? ms))
    const inTime = (ms: number): boolean =>
      ms >= (query.fromMs ?? -Infinity) && ms <= (query.toMs ?? Infinity)
    const version = looked.find(
      ({ modifiedMs, sizeBytes, storageClass }) =>
        inTime(dateOf(modifiedMs)) &&
        (sizeBytes ?? 0) >= (query.minBytes ?? 0) &&
        (sizeBytes ?? 0) <= (query.maxBytes ?? Infinity) &&
        (query.storageClass === null || storageClass === query.storageClass),
    )
    const counts = { entryCount: entries.length, versionCount: data.length }
    if (version) return [{ key, deletedMs, versionId: version.versionId, ...counts }]
    const unfiltered = query.minBytes === null && query.maxBytes === null && query.storageClass === null
    if (data.length > 0 || !unfiltered || !inTime(deletedMs ?? 0)) return []
    return [{ key, deletedMs, versionId: null, ...counts }]
  })
}

const anyQuery = fc.record({
  prefix: fc.constantFrom('', '', 'a/', 'b/x'),
  words: fc.array(fc.constantFrom('a', 'b/x', '.pdf', 'C.TXT', 'txt', '😀', 'ß', 'zzz'), { maxLength: 2 }),
  extensions: fc.array(fc.constantFrom('pdf', 'txt'), { maxLength: 2 }),
  which: fc.constantFrom<SearchQuery['which']>('live', 'deleted', 'all'),
  oldVersions: fc.boolean(),
  minBytes: fc.constantFrom(null, null, 1_000_000_000),
  maxBytes: fc.constantFrom(null, null, 4_000_000_000),
  fromMs: fc.constantFrom(null, 600_000),
  toMs: fc.constantFrom(null, 3_000_000),
  storageClass: fc.constantFrom(null, null, 'GLACIER'),
})

describe('search', () => {
  it('finds what the histories hold, in the order of the keys, however it is paged', () => {
    fc.assert(
      fc.property(someHistories(25), anyQuery, (histories, options) => {
        const query = { ...everything, ...options }
        const found = all(filled(histories), query).map(({ version, ...facts }) => {
          return { ...facts, versionId: version?.versionId ?? null }
        })
        expect(found).toEqual(naive(histories, query))
      }),
      { numRuns: process.env['STRATA_LONG'] === 'yes' ? 600 : 150 },
    )
  })

  it('takes globs as people write them', () => {
    const matches = (glob: string, key: string): boolean =>
      patternTest({ words: [], glob, extensions: [] })(key)
    expect(matches('*.pdf', 'a/b/Report.PDF')).toBe(true)
    expect(matches('*.pdf', 'a/b/report.pdf.txt')).toBe(false)
    expect(matches('a/*.pdf', 'a/b/report.pdf')).toBe(false)
    expect(matches('a/**/*.pdf', 'a/report.pdf')).toBe(true)
    expect(matches('a/**/*.pdf', 'a/b/c/report.pdf')).toBe(true)
    expect(matches('file?.txt', 'x/file1.txt')).toBe(true)
    expect(matches('file?.txt', 'x/file10.txt')).toBe(false)
    expect(matches('*.{jpg,png}', 'x/a.png')).toBe(true)
    expect(matches('[ab]*', 'x/beta')).toBe(true)
    expect(matches('[!ab]*', 'x/beta')).toBe(false)
    expect(matches('a+b (1).txt', 'a+b (1).txt')).toBe(true)
    expect(matches('[z-a]', 'z')).toBe(true)
  })

  it('never fails on what people type', () => {
    const database = filled([])
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(search(database, { ...everything, glob: text, words: [text] }).found).toEqual([])
      }),
    )
  })
})
