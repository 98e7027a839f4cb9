import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listCurrent, listVersions } from '../../../electron/localStore/engine/listing.ts'
import type { Page, PageQuery } from '../../../electron/localStore/engine/page.ts'
import type { ListedVersion } from '../../../electron/localStore/engine/versions.ts'
import { deleteKey } from '../../../electron/localStore/engine/writes.ts'
import { compareKeys } from '../../../shared/key.ts'
import { newBucket, putBytes, startEngine, type TestEngine } from '../../support/engine.ts'
import type { Bucket } from '../../../electron/localStore/engine/buckets.ts'

let test: TestEngine
beforeAll(async () => {
  test = await startEngine()
})
afterAll(async () => {
  await test.dispose()
})

const letter = fc.constantFrom('a', 'b', '/', '0', '\u{FFFD}', '\u{D7FF}', '\u{10FFFF}', '\u{1F600}')
const anyKey = fc.string({ unit: letter, minLength: 1, maxLength: 5 })
const anyPrefix = fc.string({ unit: letter, maxLength: 2 })
const anyDelimiter = fc.constantFrom('', '/', 'a', 'ab', '\u{10FFFF}')

/** Per key what happened to it, oldest first: `true` a version, `false` a delete marker. */
const anyHistories = fc.dictionary(anyKey, fc.array(fc.boolean(), { minLength: 1, maxLength: 4 }), {
  maxKeys: 12,
})

interface Described {
  readonly key: string
  readonly marker: boolean
  readonly current: boolean
}

type Histories = Readonly<Record<string, readonly boolean[]>>

let buckets = 0

async function build(histories: Histories): Promise<Bucket> {
  const bucket = await newBucket(test.engine, `bucket-${buckets++}`)
  for (const [key, steps] of Object.entries(histories)) {
    for (const put of steps) {
      if (put) await putBytes(test.engine, bucket, key, Buffer.alloc(0))
      else await test.engine.commit((tx) => deleteKey(tx, test.engine.files, bucket, key))
    }
  }
  return bucket
}

/** What a listing of all versions shows, in its order. */
function allVersions(histories: Histories): readonly Described[] {
  return Object.keys(histories)
    .sort(compareKeys)
    .flatMap((key) =>
      (histories[key] ?? [])
        .map((put, index, all) => ({ key, marker: !put, current: index === all.length - 1 }))
        .toReversed(),
    )
}

/** What a listing shows of these: keys, and common prefixes once each, in the order they come. */
function rolledUp(versions: readonly Described[], { prefix, delimiter }: PageQuery): readonly unknown[] {
  const items: unknown[] = []
  const seen = new Set<string>()
  for (const { key, marker, current } of versions) {
    if (!key.startsWith(prefix)) continue
    const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length)
    if (at < 0) items.push({ key, marker, current })
    else {
      const folder = key.slice(0, at + delimiter.length)
      if (!seen.has(folder)) items.push(folder)
      seen.add(folder)
    }
  }
  return items
}

function itemsOf(page: Page<ListedVersion>): readonly unknown[] {
  return [
    ...page.entries.map(({ key, marker, current }) => ({ key, marker, current })),
    ...page.commonPrefixes,
  ]
}

/** Pages hold keys and folders apart; the model's items are put in the same order to be compared. */
function pagesOf(items: readonly unknown[], limit: number): readonly unknown[] {
  const pages: unknown[][] = []
  for (let at = 0; at < items.length; at += limit) {
    const page = items.slice(at, at + limit)
    pages.push([
      ...page.filter((item) => typeof item !== 'string'),
      ...page.filter((item) => typeof item === 'string'),
    ])
  }
  return pages.length === 0 ? [[]] : pages
}

function last(page: Page<ListedVersion>): { key: string; versionId: string | null } | null {
  if (page.more === null) return null
  return page.more.kind === 'prefix'
    ? { key: page.more.prefix, versionId: null }
    : { key: page.more.entry.key, versionId: page.more.entry.versionId }
}

function collectVersions(bucket: Bucket, query: PageQuery): readonly unknown[] {
  const pages: unknown[] = []
  let from: ReturnType<typeof last> = null
  do {
    const start = { keyMarker: from?.key ?? null, versionIdMarker: from?.versionId ?? null }
    const page: Page<ListedVersion> = listVersions(test.engine.db, bucket, query, start)
    pages.push(itemsOf(page))
    from = last(page)
  } while (from !== null)
  return pages
}

function collectCurrent(bucket: Bucket, query: PageQuery): readonly unknown[] {
  const pages: unknown[] = []
  let from: string | null = null
  do {
    const start = from === null ? { kind: 'beginning' as const } : { kind: 'marker' as const, marker: from }
    const page: Page<ListedVersion> = listCurrent(test.engine.db, bucket, query, start)
    pages.push(itemsOf(page))
    from = last(page)?.key ?? null
  } while (from !== null)
  return pages
}

const anyQuery = fc.record({
  prefix: anyPrefix,
  delimiter: anyDelimiter,
  limit: fc.integer({ min: 1, max: 5 }),
})

describe('listings', () => {
  it('of versions show page by page what the histories are', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistories, fc.array(anyQuery, { minLength: 5 }), async (histories, queries) => {
        const bucket = await build(histories)
        for (const query of queries) {
          const items = rolledUp(allVersions(histories), query)
          expect(collectVersions(bucket, query)).toEqual(pagesOf(items, query.limit))
        }
      }),
      { numRuns: 150 },
    )
  })

  it('of what is current show neither old versions nor what is deleted', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistories, fc.array(anyQuery, { minLength: 5 }), async (histories, queries) => {
        const bucket = await build(histories)
        const live = allVersions(histories).filter(({ current, marker }) => current && !marker)
        for (const query of queries) {
          expect(collectCurrent(bucket, query)).toEqual(pagesOf(rolledUp(live, query), query.limit))
        }
      }),
      { numRuns: 150 },
    )
  })

  it('go on behind any marker, whether it is there or not', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistories, anyKey, async (histories, marker) => {
        const bucket = await build(histories)
        const query = { prefix: '', delimiter: '', limit: 1000 }
        const behind = allVersions(histories).filter(({ key }) => compareKeys(key, marker) > 0)
        const page = listVersions(test.engine.db, bucket, query, { keyMarker: marker, versionIdMarker: null })
        expect(itemsOf(page)).toEqual(behind)
      }),
    )
  })
})
