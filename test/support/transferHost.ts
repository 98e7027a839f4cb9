/** The app's main process for tests that kill it: it places one order, or goes on with the one it finds, and ends. */
import { createRouterClient } from '@orpc/server'
import { z } from 'zod'
import { router } from '../../electron/api/router.ts'
import type { Vault } from '../../electron/platform/vault.ts'
import { openServices } from '../../electron/services.ts'
import { isOver } from '../../shared/model/transfer.ts'
import { usualUpload } from '../../shared/model/uploadOptions.ts'
import { testPlatform } from './platform.ts'

const jobSchema = z.object({
  folder: z.string(),
  endpoint: z.string(),
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  order: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('up'), bucket: z.string(), paths: z.array(z.string()) }),
    z.object({ kind: z.literal('down'), bucket: z.string(), prefix: z.string(), to: z.string() }),
  ]),
})
export type HostJob = z.infer<typeof jobSchema>

const { folder, endpoint, accessKeyId, secretAccessKey, order } = jobSchema.parse(
  JSON.parse(process.env['STRATA_JOB'] ?? ''),
)
const secret = { secretAccessKey, sessionToken: null }
// A keychain: it remembers what the app of an earlier start was told.
const vault: Vault = {
  place: 'keychain',
  read: async () => secret,
  write: async () => undefined,
  forget: async () => undefined,
}
const platform = { ...testPlatform(folder), vault }
const services = await openServices(platform, { builtInStore: false })
const api = createRouterClient(router, { context: { services } })

if (services.transfers.state().batches.length === 0) await placeOrder()
process.stdout.write('moving\n')
for await (const { batches } of await api.transfers.watch()) {
  const [batch] = batches
  if (batch === undefined || !(isOver(batch.state) || batch.state === 'paused')) continue
  const { items } = await api.transfers.items({ batchId: batch.batchId, start: 0, end: 10_000 })
  process.stdout.write(`${JSON.stringify({ batch, items })}\n`)
  break
}
await services.close()
// The connection pool would keep the process for a while.
process.exit(0)

async function placeOrder(): Promise<void> {
  const known = (await api.connections.list()).find(({ builtIn }) => !builtIn)
  const draft = { name: 'test', service: 'other', endpoint, region: 'us-east-1', pathStyle: true } as const
  const saved = { ...draft, id: null, accessKeyId, ...secret, bucket: null, prefix: '' }
  const { id: connectionId } = known ?? (await api.connections.save(saved))
  const { bucket } = order
  if (order.kind === 'up') {
    const dropId = services.drops.register(order.paths)
    await api.transfers.upload({ connectionId, bucket, prefix: '', dropId, options: usualUpload })
  } else {
    const { targetId } = services.folders.target({ path: order.to })
    const wanted = [{ kind: 'folder', key: order.prefix, versionId: null, at: null } as const]
    await api.transfers.download({ connectionId, bucket, wanted, targetId })
  }
}
