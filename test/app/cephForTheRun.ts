/** One Ceph for all workers of a run, or plain words on why there is none. */
import { z } from 'zod'
import { startCeph, whyNoCeph } from '../support/ceph.ts'

const place = 'STRATA_CEPH_OF_THE_RUN'

const serverSchema = z.object({
  name: z.literal('Ceph RGW'),
  endpoint: z.string(),
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
})
const cephSchema = z.union([serverSchema, z.object({ why: z.string() })])
export type CephOfTheRun = z.infer<typeof cephSchema>

/** Playwright runs it before the first test, and what it answers with after the last. */
export async function startCephForTheRun(): Promise<() => Promise<void>> {
  const why = process.env['STRATA_CEPH'] === 'no' ? 'Ceph was ruled out for this run' : await whyNoCeph()
  if (why !== null) {
    console.warn(`\nThe window is tested ONLY on the local store, not on Ceph RGW: ${why}.\n`)
    process.env[place] = JSON.stringify({ why })
    return async () => undefined
  }
  const { stop, ...server } = await startCeph()
  process.env[place] = JSON.stringify(server)
  return stop
}

export const cephOfTheRun = (): CephOfTheRun => cephSchema.parse(JSON.parse(process.env[place] ?? ''))
