/** One file of an inventory, compared with its MD5 and brought into the staging. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { FailureError } from '../../shared/failure.ts'
import type { VersionEntry } from '../../shared/model/version.ts'
import { indexFailure } from '../index/indexDatabase.ts'
import { csvRows } from './csvRows.ts'
import { fileDamaged, fileUnreadable } from './inventoryFailures.ts'
import { rowReader, type RawRow } from './inventoryRow.ts'
import { openParquet } from './parquetRows.ts'
import type { Staging } from './staging.ts'

export type FileToStage = {
  /** Where it lies on this computer. */
  readonly path: string
  /** What it is called in the inventory: for words. */
  readonly key: string
  readonly md5: string
  readonly format: 'CSV' | 'Parquet'
  /** The manifest's; a Parquet file names its own. */
  readonly columns: readonly string[]
  readonly bucket: string
}

const rowsAtOnce = 10_000

/**
 * Answers with the number of rows. Failures: invalid-request (inventory-damaged, inventory-file-unreadable,
 * inventory-row, inventory-foreign-rows, inventory-fields), unexpected (disk-full).
 */
export async function stageFile(staging: Staging, file: FileToStage): Promise<number> {
  if ((await md5Of(file.path)) !== file.md5.toLowerCase()) throw fileDamaged(file.key)
  const { rows, columns } = await rowsOf(file)
  const read = rowReader(columns, file.bucket, file.format === 'CSV')
  let count = 0
  let waiting: VersionEntry[] = []
  const add = (): void => {
    addTo(staging, waiting)
    count += waiting.length
    waiting = []
  }
  for await (const row of readable(rows, file.key)) {
    waiting.push(read(row))
    if (waiting.length === rowsAtOnce) add()
  }
  add()
  return count
}

async function md5Of(path: string): Promise<string> {
  const hash = createHash('md5')
  await pipeline(createReadStream(path, { highWaterMark: 1024 ** 2 }), hash)
  return hash.digest('hex')
}

async function rowsOf({
  path,
  key,
  format,
  columns,
}: FileToStage): Promise<{ rows: AsyncIterable<RawRow>; columns: readonly string[] }> {
  if (format === 'CSV') return { rows: csvRows(path), columns }
  try {
    return await openParquet(path)
  } catch (error) {
    throw unreadableFile(error, key)
  }
}

async function* readable(rows: AsyncIterable<RawRow>, key: string): AsyncIterable<RawRow> {
  try {
    yield* rows
  } catch (error) {
    throw unreadableFile(error, key)
  }
}

const unreadableFile = (error: unknown, key: string): FailureError =>
  error instanceof FailureError
    ? error
    : fileUnreadable(key, error instanceof Error ? error.message : String(error), { cause: error })

function addTo(staging: Staging, entries: readonly VersionEntry[]): void {
  try {
    staging.add(entries)
  } catch (error) {
    throw indexFailure(error)
  }
}
