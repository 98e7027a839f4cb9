/** The store as a process of its own, which can be killed. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { TestServer } from './testServer.ts'

const cli = fileURLToPath(new URL('../../electron/localStore/cli.ts', import.meta.url))

const keys = { S3_ACCESS_KEY: 'testaccesskey', S3_SECRET_KEY: 'testsecretkey0123456789' }

function spawnCli(args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, [cli, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
}

export interface StoreProcess extends TestServer {
  /** As `kill -9` does; resolves when the process is gone. */
  readonly kill: () => Promise<void>
  /** Asks it to end; its exit code. */
  readonly end: (signal?: 'SIGTERM' | 'SIGINT') => Promise<number | null>
}

/** Starts the store on a folder; rejects with what it says when it ends at once. */
export async function startStoreProcess(folder: string): Promise<StoreProcess> {
  const child = spawnCli(['--dir', folder], keys)
  if (child.stdout === null || child.stderr === null) throw new Error('no pipes')
  const exited = once(child, 'exit')
  const complaint = text(child.stderr)
  const line = await Promise.race([
    once(createInterface(child.stdout), 'line').then(([first]) => String(first)),
    exited.then(async () => await Promise.reject(new Error(await complaint))),
  ])
  const stop = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal)
    await exited
    return child.exitCode
  }
  return {
    name: 'local store',
    endpoint: line.replace('endpoint=', ''),
    accessKeyId: keys.S3_ACCESS_KEY,
    secretAccessKey: keys.S3_SECRET_KEY,
    kill: async () => void (await stop('SIGKILL')),
    end: async (signal = 'SIGTERM') => await stop(signal),
  }
}

/** Runs the command line to its end. */
export async function runCli(
  ...args: readonly string[]
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawnCli(args, {})
  if (child.stdout === null || child.stderr === null) throw new Error('no pipes')
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { code: child.exitCode, stdout, stderr }
}
