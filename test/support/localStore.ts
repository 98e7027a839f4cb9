/** The local store for tests: a fresh folder, a free port, and what it was asked, request by request. */
import { readFileSync, truncateSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { servedRequestSchema, type ServedRequest } from '../../electron/localStore/http/served.ts'
import { startLocalStore } from '../../electron/localStore/localStore.ts'
import type { TestServer } from './testServer.ts'

export interface TestStore extends TestServer {
  readonly name: 'local store'
  readonly folder: string
  /** Every request since the start or the last `forgetRequests`; those whose answer has arrived are all there. */
  readonly requests: () => readonly ServedRequest[]
  /** How many of each operation: `{ ListObjectsV2: 1 }`. */
  readonly counts: () => Readonly<Record<string, number>>
  readonly forgetRequests: () => void
  readonly stop: () => Promise<void>
}

/** Starts a store. Without a folder of the caller's it has one of its own, which goes with it. */
export async function startStore(options: { folder?: string; seedDemo?: boolean } = {}): Promise<TestStore> {
  const scratch = await mkdtemp(join(tmpdir(), 'strata-store-'))
  const folder = options.folder ?? join(scratch, 'data')
  const log = join(scratch, 'requests.jsonl')
  const {
    close,
    died: _,
    ...address
  } = await startLocalStore({
    folder,
    log,
    seedDemo: options.seedDemo ?? false,
  })
  const requests = (): ServedRequest[] =>
    readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => servedRequestSchema.parse(JSON.parse(line)))
  return {
    name: 'local store',
    ...address,
    folder,
    requests,
    counts() {
      const counts: Record<string, number> = {}
      for (const { operation } of requests()) counts[operation] = (counts[operation] ?? 0) + 1
      return counts
    },
    forgetRequests: () => truncateSync(log),
    async stop() {
      await close()
      await rm(scratch, { recursive: true })
    },
  }
}
