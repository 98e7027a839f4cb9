/** What the store's thread tells the one that started it; the other way there is only `close`. */
import { z } from 'zod'
import { storeAddressSchema } from './serveStore.ts'

export const workerMessageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready'), address: storeAddressSchema }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
  z.object({ kind: z.literal('closed') }),
])

export type WorkerMessage = z.infer<typeof workerMessageSchema>
