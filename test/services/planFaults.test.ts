import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Planner } from '../../electron/plans/planner.ts'
import { onEachServer } from '../support/eachServer.ts'
import { startFaultProxy, type Fault } from '../support/faultProxy.ts'
import { countCopies, dataIds, itemsOf, randomCase, viewOf } from '../support/planCases.ts'
import { seeded } from '../support/random.ts'
import { s3ServerFor } from '../support/s3ServerFor.ts'
import { openStorageHere } from '../support/storage.ts'
import { testFolder } from '../support/testFolder.ts'

const long = process.env['STRATA_LONG'] === 'yes'
const cases = { 'local store': long ? 10_000 : 120, 'Ceph RGW': long ? 500 : 20 }
/** A silent server is given up after this; people wait longer. */
const idleMs = 500
const atOnce = 12

onEachServer('a plan on a bad day', (server, name) => {
  it(
    `loses nothing, copies nothing twice, and tells what is true (${cases[name]} seeded schedules)`,
    { timeout: 14_400_000 },
    async () => {
      const folder = testFolder('faults')
      const met = new Map<Fault, number>()
      // Most of a bad day is waiting: many are lived through at once.
      let seed = 0
      const live = async (): Promise<void> => {
        while (seed < cases[name]) {
          for (const fault of await faultCase(++seed, mkdtempSync(join(folder, 'case-'))))
            met.set(fault, (met.get(fault) ?? 0) + 1)
        }
      }
      await Promise.all(Array.from({ length: atOnce }, live))
      // Schedules in which nothing went wrong prove nothing.
      expect([...met.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(cases[name])
    },
  )

  async function faultCase(seed: number, folder: string): Promise<readonly Fault[]> {
    const random = seeded(seed)
    const {
      calm,
      before,
      spec,
      wanted,
      after: readAfter,
      planner: plannerOn,
    } = await randomCase(server(), random)
    const proxy = await startFaultProxy(server(), {
      random,
      most: 2 + random.below(8),
      oneIn: 2 + random.below(4),
    })
    const s3 = s3ServerFor(proxy, { idleMs })
    const storage = openStorageHere(folder)
    const planner = plannerOn(s3, storage, { patienceMs: 1 })
    const plan = await carriedOut(planner, () => planner.create(spec))
    const after = await readAfter()
    const says = `seed ${seed}, ${proxy.done.join(' ')}: ${JSON.stringify(plan.states)} ${plan.failure?.message ?? ''}`
    const { states } = plan
    expect(plan.state, says).toBe('done')
    expect(dataIds(before).isSubsetOf(dataIds(after)), says).toBe(true)
    // Whatever the report calls done is so on the server, and what it calls failed was left as it was.
    const failed = await failedKeys(planner, plan.planId)
    const was = viewOf(before)
    const isNow = viewOf(after)
    for (const key of new Set([...Object.keys(wanted), ...Object.keys(isNow)])) {
      expect(isNow[key], `${says} ${key}`).toBe(failed.has(key) ? was[key] : wanted[key])
    }
    const copies = await countCopies(planner, plan.planId)
    expect(dataIds(after).size - dataIds(before).size, says).toBe(copies)
    expect(
      states.filter(({ state }) => state === 'waiting' || state === 'intended'),
      says,
    ).toEqual([])
    await storage.close()
    s3.close()
    calm.close()
    await proxy.stop()
    return proxy.done
  }
})

/** Drafts anew while drafts fail, and goes on while runs pause: what a patient person does. */
async function carriedOut(planner: Planner, create: () => Promise<string>) {
  let plan = await planner.drafted(await create())
  for (let tries = 0; plan.state === 'failed' && tries < 60; tries += 1)
    plan = await planner.drafted(await create())
  for (let tries = 0; (plan.state === 'ready' || plan.state === 'paused') && tries < 60; tries += 1) {
    await planner.run(plan.planId, false)
    plan = await planner.finished(plan.planId)
  }
  return plan
}

const failedKeys = async (planner: Planner, planId: string): Promise<ReadonlySet<string>> =>
  new Set((await itemsOf(planner, planId)).filter(({ state }) => state === 'failed').map(({ key }) => key))
