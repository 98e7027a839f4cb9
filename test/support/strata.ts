/** The main process without a window: every service, asked through the contract as the window asks. */
import { createRouterClient, type RouterClient } from '@orpc/server'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ORPCError } from '@orpc/client'
import { afterAll, beforeAll } from 'vitest'
import { router } from '../../electron/api/router.ts'
import { openServices, type Services } from '../../electron/services.ts'
import { failureSchema, type Failure } from '../../shared/failure.ts'
import type { ConnectionDraft } from '../../shared/model/connection.ts'
import { isOver, type Batch } from '../../shared/model/transfer.ts'
import { onEachServer } from './eachServer.ts'
import { testPlatform } from './platform.ts'
import type { TestServer } from './testServer.ts'

export interface Strata {
  readonly api: RouterClient<typeof router>
  readonly services: Services
  readonly folder: string
  /** A connection to a server, as the dialog would save it. */
  connect(server: TestServer, change?: Partial<ConnectionDraft>): Promise<string>
  /** Waits until a batch is over. */
  finished(batchId: string): Promise<Batch>
  /** Waits until a batch is as wanted. */
  until(batchId: string, wanted: (batch: Batch) => boolean): Promise<Batch>
  close(): Promise<void>
}

export function draftFor(server: TestServer, change: Partial<ConnectionDraft> = {}): ConnectionDraft {
  return {
    id: null,
    name: server.name,
    service: 'other',
    endpoint: server.endpoint,
    region: 'us-east-1',
    pathStyle: true,
    accessKeyId: server.accessKeyId,
    secretAccessKey: server.secretAccessKey,
    sessionToken: null,
    bucket: null,
    prefix: '',
    ...change,
  }
}

/** `builtInStore`: with the store on this computer and its demo bucket, which takes a while to fill. */
export async function openStrata({ builtInStore = false } = {}): Promise<Strata> {
  const folder = mkdtempSync(join(tmpdir(), 'strata-services-'))
  const services = await openServices(testPlatform(folder), { builtInStore })
  const api = createRouterClient(router, { context: { services } })
  const until: Strata['until'] = async (batchId, wanted) => {
    for await (const { batches } of await api.transfers.watch()) {
      const batch = batches.find((each) => each.batchId === batchId)
      if (batch && wanted(batch)) return batch
    }
    throw new Error('the transfers ended')
  }
  return {
    api,
    services,
    folder,
    connect: async (server, change) => (await api.connections.save(draftFor(server, change))).id,
    until,
    finished: (batchId) => until(batchId, ({ state }) => isOver(state)),
    async close() {
      await services.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The failure a call ends with; a call that succeeds is the test's failure. */
export async function failureOf(call: Promise<unknown>): Promise<Failure> {
  try {
    await call
  } catch (error) {
    if (error instanceof ORPCError && error.code === 'FAILURE') return failureSchema.parse(error.data)
    throw error
  }
  throw new Error('the call succeeded')
}

export interface Bench {
  readonly strata: Strata
  readonly server: TestServer
  readonly connectionId: string
}

/** The same tests against the local store and a real Ceph, each connected once. */
export function onBothServers(
  topic: string,
  tests: (bench: () => Bench, name: TestServer['name']) => void,
): void {
  onEachServer(topic, (server, name) => {
    let bench: Bench | null = null
    beforeAll(async () => {
      const strata = await openStrata()
      bench = { strata, server: server(), connectionId: await strata.connect(server()) }
    })
    afterAll(() => bench?.strata.close())
    tests(() => {
      if (bench === null) throw new Error('not started')
      return bench
    }, name)
  })
}
