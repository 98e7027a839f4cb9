/** The app's main process for tests that kill it: it places one order, or goes on with the one it finds, and ends. */
import { z } from 'zod'
import { isOver } from '../../shared/model/transfer.ts'
import { usualUpload } from '../../shared/model/uploadOptions.ts'
import { hostJobSchema, openHost } from './hostServices.ts'

const jobSchema = hostJobSchema.extend({
  order: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('up'), bucket: z.string(), paths: z.array(z.string()) }),
    z.object({ kind: z.literal('down'), bucket: z.string(), prefix: z.string(), to: z.string() }),
  ]),
})
export type HostJob = z.infer<typeof jobSchema>

const job = jobSchema.parse(JSON.parse(process.env['STRATA_JOB'] ?? ''))
const { services, api, connectionId } = await openHost(job)

if (services.transfers.state().batches.length === 0) await placeOrder(job.order)
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

async function placeOrder(order: HostJob['order']): Promise<void> {
  const place = { connectionId: await connectionId(), bucket: order.bucket }
  if (order.kind === 'up') {
    const dropId = services.drops.register(order.paths)
    await api.transfers.upload({ ...place, prefix: '', dropId, options: usualUpload })
  } else {
    const { targetId } = services.folders.target({ path: order.to })
    const wanted = [{ kind: 'folder', key: order.prefix, versionId: null, at: null } as const]
    await api.transfers.download({ ...place, wanted, targetId })
  }
}
