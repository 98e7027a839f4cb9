/** The app's main process that fills an index from an inventory, for tests that kill it. */
import { z } from 'zod'
import { isFilling } from '../../shared/model/inventory.ts'
import { hostJobSchema, openHost } from './hostServices.ts'

const jobSchema = hostJobSchema.extend({ bucket: z.string(), reports: z.string() })
export type InventoryJob = z.infer<typeof jobSchema>

const job = jobSchema.parse(JSON.parse(process.env['STRATA_JOB'] ?? ''))
const { services, api, connectionId } = await openHost(job)
const place = { connectionId: await connectionId(), bucket: job.bucket }
const { manifest } = await api.inventory.look({ ...place, from: place.connectionId, address: job.reports })
await api.inventory.begin({ ...place, manifest })
process.stdout.write('filling\n')
for await (const fill of await api.inventory.watch(place)) {
  if (fill === null || isFilling(fill)) continue
  process.stdout.write(`${JSON.stringify({ connectionId: place.connectionId, phase: fill.phase })}\n`)
  break
}
await services.close()
process.exit(0)
