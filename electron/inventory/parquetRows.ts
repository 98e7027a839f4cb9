/** The rows of a Parquet file of an inventory, some thousands at a time. */
import { asyncBufferFromFile, parquetMetadataAsync, parquetRead, parquetSchema } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { requireColumns } from './manifest.ts'
import type { RawRow } from './inventoryRow.ts'

const rowsAtOnce = 50_000

/** A key may begin with a byte order mark: what is text must not lose it. */
const parsers = {
  stringFromBytes: (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8'),
}

export type ParquetFile = { readonly columns: readonly string[]; readonly rows: AsyncIterable<RawRow> }

/** Failures: invalid-request (inventory-fields); throws what the reader throws. */
export async function openParquet(path: string): Promise<ParquetFile> {
  const file = await asyncBufferFromFile(path)
  const metadata = await parquetMetadataAsync(file)
  const columns = parquetSchema(metadata).children.map(({ element }) => element.name)
  requireColumns(columns)
  async function* rows(): AsyncIterable<RawRow> {
    const groups = metadata.row_groups.map(({ num_rows: count }) => Number(count))
    let groupStart = 0
    for (const count of groups) {
      for (let rowStart = groupStart; rowStart < groupStart + count; rowStart += rowsAtOnce) {
        const rowEnd = Math.min(groupStart + count, rowStart + rowsAtOnce)
        let read: readonly unknown[][] = []
        const onComplete = (found: unknown[][]): void => {
          read = found
        }
        await parquetRead({ file, metadata, compressors, parsers, rowStart, rowEnd, onComplete })
        for (const [at, values] of read.entries()) yield { values, number: rowStart + at + 1 }
      }
      groupStart += count
    }
  }
  return { columns, rows: rows() }
}
