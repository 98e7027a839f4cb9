/** Filling the index of a bucket from an S3 Inventory instead of listings. */
import { z } from 'zod'
import { inventoryFillSchema, inventoryFoundSchema } from '../model/inventory.ts'
import { bucketRefSchema, objectRefSchema } from '../model/selection.ts'
import { call, streamOf } from './base.ts'

/** `from`: the connection that can read the inventory. */
const lookSchema = bucketRefSchema.extend({ from: z.string(), address: z.string() })
const fillSchema = bucketRefSchema.extend({ manifest: objectRefSchema })

export const inventoryContract = {
  /**
   * Finds the manifest an address names (`bucket/path/manifest.json`, `s3://…`, or a folder: its newest one) and
   * checks that it fits the bucket.
   */
  look: call.input(lookSchema).output(inventoryFoundSchema),
  /** Begins; how it goes on is watched. What the index knows holds until a part of it is replaced. */
  begin: call.input(fillSchema).output(z.object({})),
  /** Resolves when it has stopped. */
  cancel: call.input(bucketRefSchema).output(z.object({})),
  /** The filling that is under way or was the last one since the app started; null: there was none. */
  watch: call.input(bucketRefSchema).output(streamOf(inventoryFillSchema.nullable())),
}
