import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { Planner } from '../../electron/plans/planner.ts'
import { S3Server } from '../../electron/s3/server.ts'
import { readVersioning } from '../../electron/s3/versioning.ts'
import { bucketWith } from '../support/bucketWith.ts'
import { startFaultProxy, type Fault } from '../support/faultProxy.ts'
import { startStore } from '../support/localStore.ts'
import { dataIds, everything, expectedView, randomHistories, viewOf } from '../support/planCases.ts'
import { s3ServerFor } from '../support/planner.ts'
import { seeded } from '../support/random.ts'
import { openStorageHere } from '../support/storage.ts'
import type { TestServer } from '../support/testServer.ts'

const long = process.env['STRATA_LONG'] === 'yes'
const ceph = inject('ceph')
/** A silent server is given up after this; people wait longer. */
const idleMs = 500
const atOnce = 12

/** Strata's own client, through the proxy. */
const throughProxy = ({ endpoint, accessKeyId, secretAccessKey }: TestServer): S3Server =>
  new S3Server({
    endpoint,
    region: 'us-east-1',
    pathStyle: true,
    credentials: { accessKeyId, secretAccessKey, sessionToken: null },
    idleMs,
  })

describe.each([
  { name: 'the local store', cases: long ? 10_000 : 180 },
  { name: 'Ceph RGW', cases: long ? 500 : 20 },
])('a plan on a bad day: $name', ({ name, cases }) => {
  const skipped = name === 'Ceph RGW' && !('server' in ceph)
  let server: TestServer & { stop?: () => Promise<void> }
  let folder = ''
  beforeAll(async () => {
    server = name === 'Ceph RGW' && 'server' in ceph ? ceph.server : await startStore()
    folder = mkdtempSync(join(tmpdir(), 'strata-faults-'))
  })
  afterAll(async () => {
    await server.stop?.()
    rmSync(folder, { recursive: true, force: true })
  })

  it.skipIf(skipped)(
    `loses nothing, copies nothing twice, and tells what is true (${cases} seeded schedules)`,
    { timeout: 14_400_000 },
    async () => {
      const met = new Map<Fault, number>()
      // Most of a bad day is waiting: many are lived through at once.
      let seed = 0
      const live = async (): Promise<void> => {
        while (seed < cases) {
          for (const fault of await faultCase(++seed)) met.set(fault, (met.get(fault) ?? 0) + 1)
        }
      }
      await Promise.all(Array.from({ length: atOnce }, live))
      // Schedules in which nothing went wrong prove nothing.
      expect([...met.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(cases)
    },
  )

  async function faultCase(seed: number): Promise<readonly Fault[]> {
    const random = seeded(seed)
    const { bucket } = await bucketWith(server, randomHistories(random))
    const calm = s3ServerFor(server)
    const before = await everything(calm, bucket)
    const kind = random.pick(['rewind', 'undelete', 'delete'] as const)
    const atMs = random.pick(before.map(({ modifiedMs }) => modifiedMs))
    const scope = { keys: [], prefixes: [''] }
    const ref = { connectionId: 'c', bucket }
    const spec =
      kind === 'rewind'
        ? ({ kind, ...ref, scope, moment: { atMs } } as const)
        : ({ kind, ...ref, scope } as const)
    const proxy = await startFaultProxy(server, {
      random,
      most: 2 + random.below(8),
      oneIn: 2 + random.below(4),
    })
    const s3 = throughProxy(proxy)
    const storage = openStorageHere(mkdtempSync(join(folder, 'case-')))
    const planner = new Planner({
      storage,
      server: async () => s3,
      versioning: () => readVersioning(calm, bucket, { signal: AbortSignal.timeout(10_000) }),
      publish: () => undefined,
      patienceMs: 1,
    })
    const plan = await carriedOut(planner, () => planner.create(spec))
    const after = await everything(calm, bucket)
    const says = `seed ${seed}, ${proxy.done.join(' ')}: ${JSON.stringify(plan.states)} ${plan.failure?.message ?? ''}`
    const { states } = plan
    expect(plan.state, says).toBe('done')
    expect(dataIds(before).isSubsetOf(dataIds(after)), says).toBe(true)
    // Whatever the report calls done is so on the server, and what it calls failed was left as it was.
    const failed = await failedKeys(planner, plan.planId)
    const wanted = expectedView(kind, before, atMs)
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

const groups = ['come-back', 'replace', 'remove'] as const

async function itemsOf(planner: Planner, planId: string) {
  const windows = groups.map((group) => planner.items({ planId, group, search: '', start: 0, end: 1000 }))
  return (await Promise.all(windows)).flatMap(({ items }) => items)
}

const failedKeys = async (planner: Planner, planId: string): Promise<ReadonlySet<string>> =>
  new Set((await itemsOf(planner, planId)).filter(({ state }) => state === 'failed').map(({ key }) => key))

/** Copies the report calls made. */
async function countCopies(planner: Planner, planId: string): Promise<number> {
  const items = await itemsOf(planner, planId)
  return items.filter(
    ({ action, state }) => action.kind === 'copy' && (state === 'done' || state === 'raced'),
  ).length
}
