/** A transfer in a process of its own, so that CPU and memory are the transfer's: what both sides tell each other. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { z } from 'zod'
import { cpuSecondsOf, watchMemory } from './processCost.ts'

export type Cost = { readonly ms: number; readonly cpuSeconds: number; readonly peakBytes: number }

export const orderSchema = z.object({
  server: z.object({
    name: z.enum(['local store', 'Ceph RGW']),
    endpoint: z.string(),
    accessKeyId: z.string(),
    secretAccessKey: z.string(),
  }),
  direction: z.enum(['up', 'down']),
  bucket: z.string(),
  /** The folder that goes up, or the one that the downloaded folder shall lie in. */
  folder: z.string(),
  /** The name of the folder, and with it of the prefix. */
  name: z.string(),
  files: z.array(z.object({ key: z.string(), sizeBytes: z.number() })),
  atOnce: z.number(),
})
export type TransferOrder = z.infer<typeof orderSchema>

/** Ready to begin; the time until `run` resolves is what counts. */
export type PreparedTransfer = { readonly run: () => Promise<void>; readonly close: () => Promise<void> }

const answerSchema = z.union([z.literal('ready'), z.object({ ms: z.number() })])

/** `STRATA_BENCH_PROFILE=FOLDER` leaves a CPU profile of every such process there. */
const profiles = process.env['STRATA_BENCH_PROFILE']
const profiling = profiles === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiles}`]

/** Runs one order in a new process of `script`; what it does to get ready isn't counted. */
export async function runForked(script: URL, order: TransferOrder): Promise<Cost> {
  const child = fork(script, { execArgv: ['--disable-warning=ExperimentalWarning', ...profiling] })
  const ended = once(child, 'exit')
  const answer = async () => {
    const [message]: unknown[] = await Promise.race([once(child, 'message'), ended])
    const parsed = answerSchema.safeParse(message)
    if (!parsed.success) throw new Error(`The transfer ended early, with ${String(message)}`)
    return parsed.data
  }
  const pid = child.pid ?? 0
  child.send(order)
  await answer()
  const peak = watchMemory(pid)
  const before = await cpuSecondsOf(pid)
  child.send('go')
  try {
    const done = await answer()
    const cpuSeconds = (await cpuSecondsOf(pid)) - before
    return { ms: done === 'ready' ? 0 : done.ms, cpuSeconds, peakBytes: await peak() }
  } finally {
    await peak()
    if (child.connected) child.disconnect()
    await ended
  }
}

/** The other side: takes an order, gets ready, runs it when told, and ends. */
export async function serveOrder(
  prepare: (order: TransferOrder) => Promise<PreparedTransfer>,
): Promise<void> {
  const [order]: unknown[] = await once(process, 'message')
  const { run, close } = await prepare(orderSchema.parse(order))
  process.send?.('ready')
  await once(process, 'message')
  const started = performance.now()
  await run()
  const ms = performance.now() - started
  process.send?.({ ms })
  await once(process, 'disconnect')
  await close()
}
