/** The app at work on one batch, as a process of its own that is killed as often as a test wants. */
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { batchSchema, transferItemSchema } from '../../shared/model/transfer.ts'
import { bundled } from './bundled.ts'
import { runKilled } from './killedProcess.ts'
import type { HostJob } from './transferHost.ts'

/** Bundled once: it is started many times. */
let host: Promise<string> | null = null

const endedSchema = z.object({ batch: batchSchema, items: z.array(transferItemSchema) })
export type Ended = z.infer<typeof endedSchema> & { readonly movedMs: number }

/**
 * Starts the app and kills it so long after it began to move files; null: lets it come to its end. Answers with what
 * became of the batch; null when it was killed before that.
 */
export async function runTransfer(
  job: HostJob,
  killAfterMs: number | null,
  environment: NodeJS.ProcessEnv = {},
): Promise<Ended | null> {
  host ??= bundled(['transferHost.ts']).then((urlOf) => fileURLToPath(urlOf('transferHost.ts')))
  let told: string | null = null
  let toldMs = 0
  const line = (text: string): void => {
    told = text
    toldMs = Date.now()
  }
  const script = await host
  const { exitCode, complaint, begunMs } = await runKilled({ script, job, killAfterMs, environment, line })
  if (told !== null) return { ...endedSchema.parse(JSON.parse(told)), movedMs: toldMs - begunMs }
  if (exitCode !== null || killAfterMs === null) throw new Error(`It ended by itself: ${complaint}`)
  return null
}
