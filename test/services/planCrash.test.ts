import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { Planner } from '../../electron/plans/planner.ts'
import type { S3Server } from '../../electron/s3/server.ts'
import { readVersioning } from '../../electron/s3/versioning.ts'
import type { Storage } from '../../electron/storage/storage.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bucketWith } from '../support/bucketWith.ts'
import { startStore } from '../support/localStore.ts'
import { openStorageHere } from '../support/storage.ts'
import { dataIds, everything, expectedView, randomHistories, viewOf } from '../support/planCases.ts'
import { s3ServerFor } from '../support/planner.ts'
import { seeded } from '../support/random.ts'
import type { TestServer } from '../support/testServer.ts'

const long = process.env['STRATA_LONG'] === 'yes'

/** Ends like a process that is killed: nothing it still asks for is answered, nothing it still notes is kept. */
class Crash {
  #left: number
  readonly #afterActing: boolean
  happened = false

  constructor(requests: number, afterActing: boolean) {
    this.#left = requests
    this.#afterActing = afterActing
  }

  server(server: S3Server): S3Server {
    const send = server.send.bind(server)
    server.send = async (command, options) => {
      if (this.happened) return never()
      if (this.#left-- > 0) return send(command, options)
      // The server may have acted before we die, and we may never have heard of it.
      if (this.#afterActing) await send(command, options).catch(() => undefined)
      this.happened = true
      return never()
    }
    return server
  }

  storage(storage: Storage): Storage {
    const call = storage.call.bind(storage)
    storage.call = (method, argument) => (this.happened ? never() : call(method, argument))
    return storage
  }
}

const never = <T>(): Promise<T> => new Promise(() => undefined)

async function untilCrash(crash: Crash, done: Promise<unknown>): Promise<boolean> {
  const state = { over: false }
  void done.then(() => Object.assign(state, { over: true }))
  while (!state.over && !crash.happened) await new Promise((resolve) => setImmediate(resolve))
  return crash.happened
}

const ceph = inject('ceph')

describe.each([
  { name: 'the local store', cases: long ? 10_000 : 200 },
  { name: 'Ceph RGW', cases: long ? 500 : 10 },
])('a plan killed at any step and resumed: $name', ({ name, cases }) => {
  const skipped = name === 'Ceph RGW' && !('server' in ceph)
  let server: TestServer & { stop?: () => Promise<void> }
  let folder = ''
  beforeAll(async () => {
    server = name === 'Ceph RGW' && 'server' in ceph ? ceph.server : await startStore()
    folder = mkdtempSync(join(tmpdir(), 'strata-crash-'))
  })
  afterAll(async () => {
    await server.stop?.()
    rmSync(folder, { recursive: true, force: true })
  })

  it.skipIf(skipped)(
    `ends where an uninterrupted one ends, copies nothing twice, loses nothing (${cases} seeds)`,
    { timeout: 14_400_000 },
    async () => {
      let crashes = 0
      for (let seed = 1; seed <= cases; seed++) {
        crashes += (await crashCase(seed)) ? 1 : 0
      }
      // A crash that never happened proves nothing.
      expect(crashes).toBeGreaterThan(cases / 3)
    },
  )

  async function crashCase(seed: number): Promise<boolean> {
    const random = seeded(seed)
    const { bucket } = await bucketWith(server, randomHistories(random))
    const calm = s3ServerFor(server)
    const before = await everything(calm, bucket)
    const times = before.map(({ modifiedMs }) => modifiedMs)
    const kind = random.pick(['rewind', 'undelete', 'delete'] as const)
    const atMs = random.pick(times)
    const scope = { keys: [], prefixes: [''] }
    const ref = { connectionId: 'c', bucket }
    const spec =
      kind === 'rewind'
        ? ({ kind, ...ref, scope, moment: { atMs } } as const)
        : ({ kind, ...ref, scope } as const)

    const own = mkdtempSync(join(folder, 'case-'))
    const crash = new Crash(1 + random.below(kind === 'rewind' ? 20 : 4), random.below(2) === 0)
    const parts = (s3: S3Server, storage: Storage) => ({
      storage,
      server: async () => s3,
      versioning: () => readVersioning(calm, bucket, { signal: AbortSignal.timeout(10_000) }),
      publish: () => undefined,
    })
    const firstStorage = openStorageHere(own)
    const first = new Planner(parts(crash.server(s3ServerFor(server)), crash.storage(firstStorage)))
    const running = (async () => {
      const { planId } = await first.drafted(await first.create(spec))
      await first.run(planId, false)
      await first.finished(planId)
      return planId
    })()
    const crashed = await untilCrash(crash, running)
    await firstStorage.close()

    const secondStorage = openStorageHere(own)
    const second = new Planner(parts(calm, secondStorage))
    await second.recover()
    const [left] = await second.list(0, 1)
    if (left?.state === 'paused') {
      await second.run(left.planId, false)
      await second.finished(left.planId)
    }
    // Killed while it was still being drafted, there is nothing to resume: it is asked for again.
    if (left === undefined) {
      const { planId } = await second.drafted(await second.create(spec))
      await second.run(planId, false)
      await second.finished(planId)
    }
    const after = await everything(calm, bucket)
    const [done] = await second.list(0, 1)
    const says = `seed ${seed}: ${JSON.stringify(done?.states)}`
    expect(done?.state, says).toBe('done')
    expect(viewOf(after), says).toEqual(expectedView(kind, before, atMs))
    expect(dataIds(before).isSubsetOf(dataIds(after)), says).toBe(true)
    const copies = await countItems(second, done?.planId ?? '')
    expect(dataIds(after).size - dataIds(before).size, says).toBe(copies)
    await secondStorage.close()
    calm.close()
    return crashed
  }

  async function countItems(planner: Planner, planId: string): Promise<number> {
    let copies = 0
    for (const group of ['come-back', 'replace'] as const) {
      const { items } = await planner.items({ planId, group, search: '', start: 0, end: 1000 })
      copies += items.filter(({ action }) => action.kind === 'copy').length
    }
    return copies
  }
})
