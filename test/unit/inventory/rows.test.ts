import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { parseAddress } from '../../../electron/inventory/findManifest.ts'
import { parseManifest } from '../../../electron/inventory/manifest.ts'
import { orderEntries } from '../../../electron/inventory/orderEntries.ts'
import { stageFile, type FileToStage } from '../../../electron/inventory/stageFile.ts'
import { Staging } from '../../../electron/inventory/staging.ts'
import { failureBehind } from '../../../shared/failure.ts'
import { compareKeys } from '../../../shared/key.ts'
import type { VersionEntry } from '../../../shared/model/version.ts'
import { allColumns, csvText, md5, parquetBytes, shuffled } from '../../support/inventory.ts'
import { oddKeys } from '../../support/oddKeys.ts'
import { seeded } from '../../support/random.ts'

const nowMs = Date.UTC(2026, 10, 21)
const folder = mkdtempSync(join(tmpdir(), 'strata-inventory-'))
let staging: Staging
let made = 0

beforeEach(() => {
  staging = new Staging(join(folder, `${made++}.sqlite`))
})
afterAll(() => rmSync(folder, { recursive: true }))

const entryOf = (key: string, change: Partial<VersionEntry> = {}): VersionEntry => ({
  key,
  versionId: 'v1',
  isMarker: false,
  isLatest: true,
  modifiedMs: 1000,
  sizeBytes: 5,
  etag: 'abc-2',
  storageClass: 'STANDARD',
  owner: { id: 'me', displayName: null },
  ...change,
})

const manifestText = (change: Record<string, unknown> = {}): string =>
  JSON.stringify({
    sourceBucket: 'b',
    destinationBucket: 'arn:aws:s3:::reports',
    version: '2016-11-30',
    creationTimestamp: String(nowMs),
    fileFormat: 'CSV',
    fileSchema: allColumns.join(', '),
    files: [{ key: 'data/1.csv.gz', size: 10, MD5checksum: 'x' }],
    ...change,
  })

function reasonOf(run: () => unknown): string {
  try {
    run()
    return 'none'
  } catch (error) {
    return failureBehind(error).reason
  }
}

function staged(bytes: Buffer, change: Partial<FileToStage> = {}): Promise<number> {
  const path = join(folder, `file-${made++}`)
  writeFileSync(path, bytes)
  const file = { path, key: 'f', md5: md5(bytes), format: 'CSV', columns: allColumns, bucket: 'b' } as const
  return stageFile(staging, { ...file, ...change })
}

const reasonOfStaging = (staging: Promise<number>): Promise<string> =>
  staging.then(
    () => 'none',
    (error: unknown) => failureBehind(error).reason,
  )

describe('a manifest', () => {
  const parquet = 'message s3.inventory {  required binary bucket (STRING);  required binary key (STRING);'
  it.each([
    ['inventory-unreadable', 'not json'],
    ['inventory-unreadable', '[]'],
    ['inventory-unreadable', manifestText({ files: undefined })],
    ['inventory-other-bucket', manifestText({ sourceBucket: 'c' })],
    ['inventory-date', manifestText({ creationTimestamp: String(nowMs + 3 * 86_400_000) })],
    ['inventory-date', manifestText({ creationTimestamp: '0' })],
    ['inventory-format', manifestText({ fileFormat: 'ORC' })],
    ['inventory-current-only', manifestText({ fileSchema: 'Bucket, Key, Size, ETag, LastModifiedDate' })],
    [
      'inventory-fields',
      manifestText({ fileSchema: allColumns.filter((name) => name !== 'ETag').join(', ') }),
    ],
    ['inventory-current-only', manifestText({ fileFormat: 'Parquet', fileSchema: `${parquet} }` })],
    ['none', manifestText()],
  ])('%s', (reason, text) => {
    expect(reasonOf(() => parseManifest(text, 'a place', 'b', nowMs))).toBe(reason)
  })

  it('is named by bucket and path, however that is written', () => {
    const place = { bucket: 'my-bucket', path: 'a/manifest.json' }
    expect(parseAddress(' my-bucket/a/manifest.json ')).toEqual(place)
    expect(parseAddress('s3://my-bucket/a/manifest.json')).toEqual(place)
    expect(parseAddress('arn:aws:s3:::my-bucket/a/manifest.json')).toEqual(place)
    expect(parseAddress('my-bucket')).toEqual({ bucket: 'my-bucket', path: '' })
    for (const bad of ['', '/x', 'https://x/y', 'a b/c']) {
      expect(reasonOf(() => parseAddress(bad))).toBe('inventory-address')
    }
  })
})

describe('the rows of an inventory', () => {
  it.each(['CSV', 'Parquet'] as const)(
    'come back sorted and whole, whatever the keys: %s',
    async (format) => {
      const entries = [...oddKeys].toSorted(compareKeys).flatMap((key, at) => [
        entryOf(key, { versionId: 'b', isMarker: at % 3 === 0, ...(at % 3 === 0 ? { sizeBytes: null, etag: null, storageClass: null } : {}) }), // prettier-ignore
        entryOf(key, { versionId: 'null', isLatest: false, modifiedMs: 900, sizeBytes: 2 ** 40 + at }),
      ])
      const mixed = shuffled(entries, seeded(2))
      const bytes = format === 'CSV' ? gzipSync(csvText('b', mixed)) : parquetBytes('b', mixed)
      expect(await staged(bytes, { format })).toBe(entries.length)
      expect([...staging.byKey()].flatMap((found) => orderEntries(found).entries)).toEqual(entries)
      expect(staging.sharedPrefix).toBe('')
    },
  )

  it('tell what all keys begin with, never half a character', async () => {
    await staged(gzipSync(csvText('b', [entryOf('logs/👍'), entryOf('logs/👎')])))
    expect(staging.sharedPrefix).toBe('logs/')
  })

  it('are refused where the file or a row is not what it should be', async () => {
    const good = gzipSync(csvText('b', [entryOf('k')]))
    const line = (text: string): Buffer => gzipSync(text)
    const row = csvText('b', [entryOf('k')])
    expect(await reasonOfStaging(staged(good, { md5: md5('other') }))).toBe('inventory-damaged')
    expect(await reasonOfStaging(staged(good.subarray(0, -12)))).toBe('inventory-file-unreadable')
    expect(await reasonOfStaging(staged(Buffer.from(row)))).toBe('inventory-file-unreadable')
    expect(await reasonOfStaging(staged(line(`${row}"b","k"\n`)))).toBe('inventory-file-unreadable')
    expect(await reasonOfStaging(staged(good, { bucket: 'c' }))).toBe('inventory-foreign-rows')
    for (const [from, to] of [
      ['"k"', '"%zz"'],
      ['"true"', '"yes"'],
      ['"5"', '""'],
      ['1970', 'x'],
    ] as const)
      // prettier-ignore
      expect(await reasonOfStaging(staged(line(row.replace(from, to))))).toBe('inventory-row')
    const parquet = parquetBytes('b', [entryOf('k')])
    expect(await reasonOfStaging(staged(parquet, { format: 'Parquet' }))).toBe('none')
    expect(await reasonOfStaging(staged(good, { format: 'Parquet' }))).toBe('inventory-file-unreadable')
    const unknownCodec = parquetBytes('b', [entryOf('k')], 'LZO')
    expect(await reasonOfStaging(staged(unknownCodec, { format: 'Parquet' }))).toBe(
      'inventory-file-unreadable',
    )
  })
})

describe('the order of versions', () => {
  const at = (versionId: string, modifiedMs: number, isLatest = false): VersionEntry =>
    entryOf('k', { versionId, modifiedMs, isLatest })
  const idsOf = (entries: readonly VersionEntry[]) => {
    const { entries: ordered, certain } = orderEntries(entries)
    return [ordered.map(({ versionId }) => versionId).join(''), certain]
  }

  it('is told by the latest and the dates, and doubtful where those don’t tell', () => {
    expect(idsOf([at('a', 1), at('c', 3, true), at('b', 2)])).toEqual(['cba', true])
    expect(idsOf([at('a', 5), at('b', 5, true)])).toEqual(['ba', true])
    expect(idsOf([at('a', 1), at('b', 1), at('c', 3, true)])).toEqual(['cab', false])
    expect(idsOf([at('a', 9), at('b', 5, true)])).toEqual(['ba', true])
    expect(idsOf([at('a', 9), at('b', 8), at('c', 5, true)])).toEqual(['cab', false])
    expect(idsOf([at('a', 1), at('b', 2)])).toEqual(['ba', false])
    expect(idsOf([at('a', 1, true), at('b', 2, true)])).toEqual(['ba', false])
    expect(idsOf([at('a', 1), at('a', 1), at('b', 2, true)])).toEqual(['ba', true])
    expect(idsOf([at('a', 1, true)])).toEqual(['a', true])
    expect(idsOf([at('a', 1)])).toEqual(['a', false])
  })
})
