/** The rows of a gzipped CSV file of an inventory, one after the other. */
import { parse } from 'csv-parse'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'
import type { RawRow } from './inventoryRow.ts'

const recordSchema = z.array(z.string())

/** Throws what gunzip and the parser throw: a file that ends in its middle, text that is no CSV. */
export async function* csvRows(file: string): AsyncIterable<RawRow> {
  const parser = parse({ bom: true, skipEmptyLines: true })
  // What goes wrong on the way ends the parser, too, and is thrown there.
  const flow = pipeline(createReadStream(file), createGunzip(), parser)
  flow.catch(() => undefined)
  let number = 0
  for await (const record of parser) yield { values: recordSchema.parse(record), number: ++number }
  await flow
}
