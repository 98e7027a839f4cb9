import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { childOf, compareKeys } from '../../../shared/key.ts'
import type { Change } from '../../../shared/model/change.ts'
import type { Order } from '../../../shared/model/listing.ts'
import type { VersionEntry } from '../../../shared/model/version.ts'
import { FolderRows } from '../../../electron/listings/folderRows.ts'

const byName: Order = { by: 'name', direction: 'ascending' }

const object = (key: string, sizeBytes = 1, modifiedMs = 0) => ({
  key,
  sizeBytes,
  modifiedMs,
  etag: null,
  storageClass: null,
})
const entry = (key: string, versionId: string, isMarker: boolean, isLatest: boolean): VersionEntry => ({
  key,
  versionId,
  isMarker,
  isLatest,
  modifiedMs: 0,
  sizeBytes: isMarker ? null : 1,
  etag: null,
  storageClass: null,
  owner: null,
})
const keysOf = (rows: FolderRows): string[] =>
  rows.window(0, 10_000).rows.map(({ key, deleted }) => (deleted ? `${key} (deleted)` : key))

describe('a folder', () => {
  it('of one page is in natural order at once: case aside, 2 before 10, folders first', () => {
    const rows = new FolderRows('', byName, false)
    rows.addLive({
      objects: ['File10', 'a', 'file2', 'B'].map((key) => object(key)),
      prefixes: ['zoo/'],
      complete: true,
    })
    expect(keysOf(rows)).toEqual(['zoo/', 'a', 'B', 'file2', 'File10'])
    expect(rows.counts()).toMatchObject({ rowCount: 5, sorted: true })
  })

  it('of many pages stays in the order of its bytes until all is read, then switches once', () => {
    const rows = new FolderRows('', byName, false)
    rows.addLive({ objects: [object('B'), object('File10')], prefixes: [], complete: false })
    const first = rows.counts()
    rows.addLive({ objects: [object('a')], prefixes: ['c/'], complete: false })
    expect(keysOf(rows)).toEqual(['B', 'File10', 'a', 'c/'])
    expect(rows.counts().revision).toBe(first.revision)
    rows.addLive({ objects: [object('file2')], prefixes: [], complete: true })
    expect(keysOf(rows)).toEqual(['c/', 'a', 'B', 'file2', 'File10'])
    expect(rows.counts().revision).toBe(first.revision + 1)
  })

  it('sorts by size and date with what is unknown last, either way', () => {
    const rows = new FolderRows('', { by: 'size', direction: 'descending' }, false)
    rows.addLive({
      objects: [object('s', 1), object('l', 9), object('m', 5)],
      prefixes: ['f/'],
      complete: true,
    })
    expect(keysOf(rows)).toEqual(['f/', 'l', 'm', 's'])
    rows.configure({ order: { by: 'size', direction: 'ascending' } })
    expect(keysOf(rows)).toEqual(['f/', 's', 'm', 'l'])
  })

  it('hides its own empty placeholder, and shows one that has bytes', () => {
    const rows = new FolderRows('a/', byName, false)
    rows.addLive({ objects: [object('a/', 0), object('a/b')], prefixes: [], complete: true })
    expect(keysOf(rows)).toEqual(['a/b'])
    const heavy = new FolderRows('a/', byName, false)
    heavy.addLive({ objects: [object('a/', 7)], prefixes: [], complete: true })
    expect(keysOf(heavy)).toEqual(['a/'])
  })
})

describe('a filter', () => {
  const rows = new FolderRows('a/', byName, false)
  rows.addLive({
    objects: ['a/Hero.psd', 'a/b.txt', 'a/old-hero.psd'].map((key) => object(key)),
    prefixes: ['a/heroes/'],
    complete: true,
  })

  it('shows names that contain it, case aside, and says how many there are without it', () => {
    rows.configure({ filter: 'HERO' })
    expect(keysOf(rows)).toEqual(['a/heroes/', 'a/Hero.psd', 'a/old-hero.psd'])
    expect(rows.counts()).toMatchObject({ rowCount: 3, totalCount: 4 })
  })

  it('lets in what is written meanwhile only if it matches, and lets all in again when it is empty', () => {
    const added = (key: string): Change => ({
      connectionId: 'c',
      bucket: 'b',
      key,
      latest: entry(key, '1', false, true),
      versions: { kind: 'added', count: 1 },
    })
    rows.applyChanges([added('a/new.txt'), added('a/new-hero.txt')])
    expect(rows.counts()).toMatchObject({ rowCount: 4, totalCount: 6 })
    rows.configure({ filter: '' })
    expect(rows.counts()).toMatchObject({ rowCount: 6, totalCount: 6 })
  })
})

describe('a window', () => {
  it('says where keys stand at the moment of its rows', () => {
    const rows = new FolderRows('', byName, false)
    rows.addLive({ objects: ['a', 'b', 'c'].map((key) => object(key)), prefixes: ['f/'], complete: true })
    expect(rows.window(1, 2, ['c', 'f/', 'x'])).toMatchObject({
      rowCount: 4,
      rows: [{ key: 'a' }],
      indices: [3, 0, null],
    })
  })
})

describe('deleted files', () => {
  it('are shown only when asked for, with their versions counted and markers left out', () => {
    const rows = new FolderRows('', byName, true)
    rows.addLive({ objects: [object('live')], prefixes: [], complete: true })
    rows.addVersions({
      entries: [
        entry('gone', 'm2', true, true),
        entry('gone', 'm1', true, false),
        entry('gone', 'v', false, false),
        entry('live', 'w', false, true),
      ],
      prefixes: [],
      complete: true,
    })
    expect(keysOf(rows)).toEqual(['gone (deleted)', 'live'])
    expect(rows.window(0, 2).rows.map(({ versionCount }) => versionCount)).toEqual([1, 1])
    rows.configure({ showDeleted: false })
    expect(keysOf(rows)).toEqual(['live'])
  })

  it('a folder is judged only once the live listing has passed its place', () => {
    const rows = new FolderRows('', byName, true)
    rows.addVersions({ entries: [], prefixes: ['b/', 'y/'], complete: true })
    rows.addLive({ objects: [object('a')], prefixes: [], complete: false })
    expect(keysOf(rows)).toEqual(['a'])
    rows.addLive({ objects: [object('m')], prefixes: [], complete: false })
    expect(keysOf(rows)).toEqual(['a', 'b/ (deleted)', 'm'])
    rows.addLive({ objects: [], prefixes: ['y/'], complete: true })
    expect(keysOf(rows)).toEqual(['b/ (deleted)', 'y/', 'a', 'm'])
  })

  it('a live folder whose placeholder has a marker is live', () => {
    const rows = new FolderRows('', byName, true)
    rows.addVersions({ entries: [], prefixes: ['a/'], complete: true })
    rows.addLive({ objects: [], prefixes: ['a/'], complete: true })
    expect(keysOf(rows)).toEqual(['a/'])
  })

  it('where a server does not list in order, nothing is judged before the end', () => {
    const rows = new FolderRows('', byName, true)
    rows.addVersions({ entries: [], prefixes: ['b/'], complete: true })
    rows.addLive({ objects: [object('z')], prefixes: [], complete: false })
    rows.addLive({ objects: [object('c')], prefixes: [], complete: false })
    expect(keysOf(rows)).toEqual(['c', 'z'])
    rows.addLive({ objects: [], prefixes: ['b/'], complete: true })
    expect(keysOf(rows)).toEqual(['b/', 'c', 'z'])
  })

  it('the last key of an unfinished page has no count yet', () => {
    const rows = new FolderRows('', byName, true)
    rows.addLive({ objects: [object('a'), object('b')], prefixes: [], complete: true })
    rows.addVersions({
      entries: [entry('a', '1', false, true), entry('b', '2', false, true)],
      prefixes: [],
      complete: false,
    })
    expect(rows.window(0, 2).rows.map(({ versionCount }) => versionCount)).toEqual([1, null])
    rows.addVersions({ entries: [entry('b', '1', false, false)], prefixes: [], complete: true })
    expect(rows.window(0, 2).rows.map(({ versionCount }) => versionCount)).toEqual([1, 2])
  })
})

describe('our own writes', () => {
  const change = (
    key: string,
    latest: Change['latest'],
    versions: Change['versions'] = { kind: 'unknown' },
  ): Change => ({
    connectionId: 'c',
    bucket: 'b',
    key,
    latest,
    versions,
  })
  const live = (key: string) => entry(key, 'new', false, true)
  const marker = (key: string) => entry(key, 'mark', true, true)

  const folder = (): FolderRows => {
    const rows = new FolderRows('', byName, true)
    rows.addLive({ objects: [object('a'), object('c')], prefixes: ['d/'], complete: true })
    rows.addVersions({
      entries: [entry('a', '1', false, true), entry('c', '1', false, true)],
      prefixes: ['d/'],
      complete: true,
    })
    rows.counts()
    return rows
  }

  it('put a new file where it belongs, counting its first version', () => {
    const rows = folder()
    rows.applyChanges([change('b', live('b'), { kind: 'added', count: 1 })])
    expect(keysOf(rows)).toEqual(['d/', 'a', 'b', 'c'])
    expect(rows.window(2, 3).rows[0]?.versionCount).toBe(1)
  })

  it('strike a deleted file through and bring it back', () => {
    const rows = folder()
    rows.applyChanges([change('a', marker('a'), { kind: 'counted', count: 1 })])
    expect(keysOf(rows)).toEqual(['d/', 'a (deleted)', 'c'])
    expect(rows.counts().deletedCount).toBe(1)
    rows.applyChanges([change('a', live('a'), { kind: 'counted', count: 1 })])
    expect(keysOf(rows)).toEqual(['d/', 'a', 'c'])
    expect(rows.counts().deletedCount).toBe(0)
  })

  it('take away what is nowhere any more', () => {
    const rows = folder()
    rows.applyChanges([change('a', 'nothing')])
    expect(keysOf(rows)).toEqual(['d/', 'c'])
  })

  it('ask for a look at a folder that lost a file, and believe what the look found', () => {
    const rows = folder()
    expect(rows.applyChanges([change('d/x', marker('d/x'))])).toEqual(['d/'])
    rows.judgeFolder('d/', { live: false, any: true })
    expect(keysOf(rows)).toEqual(['d/ (deleted)', 'a', 'c'])
    rows.judgeFolder('d/', { live: false, any: false })
    expect(keysOf(rows)).toEqual(['a', 'c'])
  })

  it('make a new folder appear', () => {
    const rows = folder()
    expect(rows.applyChanges([change('new/deep/x', live('new/deep/x'))])).toEqual([])
    expect(keysOf(rows)).toEqual(['d/', 'new/', 'a', 'c'])
  })
})

describe('any bucket, read in any pages in any interleaving', () => {
  const name = fc.constantFrom('a', 'B', 'b2', 'b10', 'd/x', 'd/y/z', 'é', 'e//f', '/g', 'h/')
  const history = fc.array(fc.record({ key: name, isMarker: fc.boolean() }), { maxLength: 30 })

  it('ends with the rows a model gives', () => {
    fc.assert(
      fc.property(
        history,
        fc.integer({ min: 1, max: 4 }),
        fc.infiniteStream(fc.boolean()),
        (writes, pageSize, turns) => {
          const { listed, versions } = modelOf(writes)
          const rows = new FolderRows('', byName, true)
          const livePages = pagesOf(listed, pageSize)
          const versionPages = pagesOf(versions, pageSize)
          while (livePages.length + versionPages.length > 0) {
            const liveTurn = versionPages.length === 0 || (livePages.length > 0 && turns.next().value)
            const page = (liveTurn ? livePages : versionPages).shift() ?? []
            const prefixes = page.flatMap((item) => (typeof item === 'string' ? [item] : []))
            const files = page.flatMap((item) => (typeof item === 'string' ? [] : [item]))
            if (liveTurn)
              rows.addLive({
                objects: files.map(({ key }) => object(key)),
                prefixes,
                complete: livePages.length === 0,
              })
            else rows.addVersions({ entries: files, prefixes, complete: versionPages.length === 0 })
            rows.counts()
          }
          expect(keysOf(rows).toSorted(compareKeys)).toEqual(expectedRows(writes))
        },
      ),
      { numRuns: 300 },
    )
  })

  type Write = { key: string; isMarker: boolean }

  const latestOf = (writes: readonly Write[]) => new Map(writes.map((write) => [write.key, write]))

  function modelOf(writes: readonly Write[]): {
    listed: (string | VersionEntry)[]
    versions: (string | VersionEntry)[]
  } {
    const newestFirst = writes
      .map((write, at) => entry(write.key, String(at), write.isMarker, false))
      .toReversed()
    const inOrder = newestFirst.toSorted((a, b) => compareKeys(a.key, b.key))
    const live = [...latestOf(writes).values()]
      .filter(({ isMarker }) => !isMarker)
      .map(({ key }) => entry(key, 'v', false, true))
    return { listed: folded(live.toSorted((a, b) => compareKeys(a.key, b.key))), versions: folded(inOrder) }
  }

  function folded(entries: readonly VersionEntry[]): (string | VersionEntry)[] {
    const items = entries.map((item) =>
      childOf('', item.key) === item.key ? item : (childOf('', item.key) ?? ''),
    )
    return items.filter((item, at) => typeof item !== 'string' || items.indexOf(item) === at)
  }

  function pagesOf<T>(items: readonly T[], size: number): T[][] {
    const pages = Array.from({ length: Math.max(1, Math.ceil(items.length / size)) }, (_, at) =>
      items.slice(at * size, (at + 1) * size),
    )
    return pages
  }

  function expectedRows(writes: readonly Write[]): string[] {
    const children = new Map<string, boolean>()
    for (const { key, isMarker } of latestOf(writes).values()) {
      const child = childOf('', key) ?? ''
      children.set(child, (children.get(child) ?? false) || !isMarker)
    }
    return [...children].map(([key, isLive]) => (isLive ? key : `${key} (deleted)`)).toSorted(compareKeys)
  }
})
