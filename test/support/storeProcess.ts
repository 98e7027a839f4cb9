/** The store as a process of its own, which can be killed. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { compileCache } from './compileCache.ts'
import type { TestServer } from './testServer.ts'

const cli = fileURLToPath(new URL('../../electron/localStore/cli.ts', import.meta.url))

const keys = { S3_ACCESS_KEY: 'testaccesskey', S3_SECRET_KEY: 'testsecretkey0123456789' }

function spawnCli(args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, [cli, ...args], {
    env: { ...compileCache, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

export interface StoreProcess extends TestServer {
  /** As `kill -9` does; resolves when the process is gone. */
  readonly kill: () => Promise<void>
  /** Asks it to end; its exit code. */
  readonly end: (signal?: 'SIGTERM' | 'SIGINT') => Promise<number | null>
}

export interface StartingStore {
  /** Rejects with what the store says when it ends before it serves. */
  readonly ready: Promise<StoreProcess>
  readonly kill: StoreProcess['kill']
}

/** Spawns the store on a folder, with further options. */
export function spawnStore(folder: string, ...options: readonly string[]): StartingStore {
  const child = spawnCli(['--dir', folder, ...options], keys)
  const exited = once(child, 'exit')
  const stop = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal)
    await exited
    return child.exitCode
  }
  const kill = async (): Promise<void> => void (await stop('SIGKILL'))
  const ready = firstLine(child, exited).then((line) => ({
    name: 'local store' as const,
    endpoint: line.replace('endpoint=', ''),
    accessKeyId: keys.S3_ACCESS_KEY,
    secretAccessKey: keys.S3_SECRET_KEY,
    kill,
    end: async (signal: NodeJS.Signals = 'SIGTERM') => await stop(signal),
  }))
  return { ready, kill }
}

async function firstLine({ stdout, stderr }: ChildProcess, exited: Promise<unknown>): Promise<string> {
  if (stdout === null || stderr === null) throw new Error('no pipes')
  const complaint = text(stderr)
  const line = once(createInterface(stdout), 'line').then(([first]) => String(first))
  const failed = exited.then(async () => await Promise.reject(new Error(await complaint)))
  return await Promise.race([line, failed])
}

/** Starts the store on a folder; rejects with what it says when it ends at once. */
export async function startStoreProcess(
  folder: string,
  ...options: readonly string[]
): Promise<StoreProcess> {
  return await spawnStore(folder, ...options).ready
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
