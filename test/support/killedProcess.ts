/** A script as a process of its own, killed (as `kill -9` does) when a test wants. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { compileCache } from './compileCache.ts'

const startMs = 120_000

type Killed = {
  readonly script: string
  /** As `STRATA_JOB`, in JSON. */
  readonly job: unknown
  /** So long after it wrote its first line; null: it comes to its end. */
  readonly killAfterMs: number | null
  readonly environment?: NodeJS.ProcessEnv
  /** What it writes after its first line. */
  readonly line?: (text: string) => void
}

/** How it ended by itself, and what it complained of; `exitCode` null: it was killed. */
export type Ending = {
  readonly exitCode: number | null
  readonly complaint: string
  readonly begunMs: number
}

export async function runKilled({ script, job, killAfterMs, environment, line }: Killed): Promise<Ending> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script], {
    env: { ...compileCache, ...environment, STRATA_JOB: JSON.stringify(job) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const closed = once(child, 'close')
  const kill = (): void => void child.kill('SIGKILL')
  let killing = setTimeout(kill, startMs)
  let complaint = ''
  let begunMs = 0
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString()
  })
  createInterface(child.stdout).on('line', (text) => {
    if (begunMs > 0) {
      line?.(text)
      return
    }
    begunMs = Date.now()
    if (killAfterMs === null) return
    clearTimeout(killing)
    killing = setTimeout(kill, killAfterMs)
  })
  await closed
  clearTimeout(killing)
  return { exitCode: child.exitCode, complaint, begunMs }
}
