/** How a store is started and what comes of it: all that the thread which embeds one needs to know. */
import { z } from 'zod'

export const storeOptionsSchema = z.object({
  /** Holds the data; made when missing, and used by one store at a time. */
  folder: z.string(),
  /** Random ones when left out. */
  accessKeyId: z.string().min(1).optional(),
  secretAccessKey: z.string().min(1).optional(),
  /** A free one when left out. */
  port: z.number().int().min(0).max(65_535).optional(),
  /** A file that gets a JSON line per request, ServedRequest by shape. */
  log: z.string().optional(),
  /** Whether a folder that never had the bucket `demo` gets it. */
  seedDemo: z.boolean().optional(),
})

export type StoreOptions = Readonly<z.infer<typeof storeOptionsSchema>>

export const storeAddressSchema = z.object({
  endpoint: z.string(),
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
})

/** Where a store is and who may use it. */
type StoreAddress = Readonly<z.infer<typeof storeAddressSchema>>

export interface RunningStore extends StoreAddress {
  /** Answers what is under way, then lets go of the port and the folder. */
  readonly close: () => Promise<void>
}
