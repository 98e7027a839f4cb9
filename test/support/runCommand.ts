/** A program from start to end, and what it cost. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import type { Cost } from './forkedTransfer.ts'
import { cpuSecondsOfEnded, watchMemory } from './processCost.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** One command from start to end; no other child of this process may end meanwhile. */
export async function runCommand(command: string, args: readonly string[], env: Environment): Promise<Cost> {
  const cpuBefore = await cpuSecondsOfEnded()
  const started = performance.now()
  const child = spawn(command, args, { env, stdio: ['ignore', 'ignore', 'pipe'] })
  const peak = watchMemory(child.pid ?? 0)
  const [complaint] = await Promise.all([text(child.stderr), once(child, 'exit')])
  const ms = performance.now() - started
  const peakBytes = await peak()
  if (child.exitCode !== 0) throw new Error(`${command} ended with ${child.exitCode}: ${complaint.trim()}`)
  return { ms, cpuSeconds: (await cpuSecondsOfEnded()) - cpuBefore, peakBytes }
}
