/** The app at work on one batch, as a process of its own that is killed as often as a test wants. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { batchSchema, transferItemSchema } from '../../shared/model/transfer.ts'
import { bundled } from './bundled.ts'
import type { HostJob } from './transferHost.ts'

const startMs = 120_000
/** Bundled once: it is started many times. */
let host: Promise<string> | null = null

const endedSchema = z.object({ batch: batchSchema, items: z.array(transferItemSchema) })
export type Ended = z.infer<typeof endedSchema> & { readonly movedMs: number }

/**
 * Starts the app and kills it (as `kill -9` does) so long after it began to move files; null: lets it come to its
 * end. Answers with what became of the batch; null when it was killed before that.
 */
export async function runTransfer(
  job: HostJob,
  killAfterMs: number | null,
  environment: NodeJS.ProcessEnv = {},
): Promise<Ended | null> {
  host ??= bundled(['transferHost.ts']).then((urlOf) => fileURLToPath(urlOf('transferHost.ts')))
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', await host], {
    env: { ...environment, STRATA_JOB: JSON.stringify(job) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = once(child, 'exit')
  let complaint = ''
  let ended: Ended | null = null
  let wasKilled = false
  let movingSinceMs = 0
  const kill = (): void => {
    wasKilled = child.kill('SIGKILL')
  }
  const tooLate = setTimeout(kill, startMs)
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString()
  })
  createInterface(child.stdout).on('line', (line) => {
    if (line === 'moving') {
      movingSinceMs = Date.now()
      if (killAfterMs !== null) setTimeout(kill, killAfterMs)
    } else ended = { ...endedSchema.parse(JSON.parse(line)), movedMs: Date.now() - movingSinceMs }
  })
  await exited
  clearTimeout(tooLate)
  if (ended === null && !(wasKilled && killAfterMs !== null))
    throw new Error(`It ended by itself: ${complaint}`)
  return ended
}
