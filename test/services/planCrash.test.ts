import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { S3Server } from '../../electron/s3/server.ts'
import type { Storage } from '../../electron/storage/storage.ts'
import { onEachServer } from '../support/eachServer.ts'
import { countCopies, dataIds, randomCase, viewOf } from '../support/planCases.ts'
import { seeded } from '../support/random.ts'
import { s3ServerFor } from '../support/s3ServerFor.ts'
import { openStorageHere } from '../support/storage.ts'
import { testFolder } from '../support/testFolder.ts'

const long = process.env['STRATA_LONG'] === 'yes'
const cases = { 'local store': long ? 10_000 : 120, 'Ceph RGW': long ? 500 : 10 }

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

onEachServer('a plan killed at any step and resumed', (server, name) => {
  it(
    `ends where an uninterrupted one ends, copies nothing twice, loses nothing (${cases[name]} seeds)`,
    { timeout: 14_400_000 },
    async () => {
      const folder = testFolder('crash')
      let crashes = 0
      for (let seed = 1; seed <= cases[name]; seed++) {
        crashes += (await crashCase(seed, mkdtempSync(join(folder, 'case-')))) ? 1 : 0
      }
      // A crash that never happened proves nothing.
      expect(crashes).toBeGreaterThan(cases[name] / 3)
    },
  )

  async function crashCase(seed: number, folder: string): Promise<boolean> {
    const random = seeded(seed)
    const { calm, before, spec, wanted, planner, after: readAfter } = await randomCase(server(), random)
    const crash = new Crash(1 + random.below(spec.kind === 'rewind' ? 20 : 4), random.below(2) === 0)
    const firstStorage = openStorageHere(folder)
    const first = planner(crash.server(s3ServerFor(server())), crash.storage(firstStorage))
    const running = (async () => {
      const { planId } = await first.drafted(await first.create(spec))
      await first.run(planId, false)
      await first.finished(planId)
      return planId
    })()
    const crashed = await untilCrash(crash, running)
    await firstStorage.close()

    const secondStorage = openStorageHere(folder)
    const second = planner(calm, secondStorage)
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
    const after = await readAfter()
    const [done] = await second.list(0, 1)
    const says = `seed ${seed}: ${JSON.stringify(done?.states)}`
    expect(done?.state, says).toBe('done')
    expect(viewOf(after), says).toEqual(wanted)
    expect(dataIds(before).isSubsetOf(dataIds(after)), says).toBe(true)
    const copies = await countCopies(second, done?.planId ?? '')
    expect(dataIds(after).size - dataIds(before).size, says).toBe(copies)
    await secondStorage.close()
    calm.close()
    return crashed
  }
})
