import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { expect, it } from 'vitest'
import { historiesOf, type KeyHistory } from '../../shared/history.ts'
import type { VersionEntry } from '../../shared/model/version.ts'
import { bucketWith } from '../support/bucketWith.ts'
import { dataIds, everything, viewOf } from '../support/planCases.ts'
import { openPlanner } from '../support/planner.ts'
import { s3ServerFor } from '../support/s3ServerFor.ts'
import { seeded } from '../support/random.ts'
import { onBothServers } from '../support/strata.ts'
import { clientFor, type TestServer } from '../support/testServer.ts'

const keyCount = 300
const whole = { keys: [], prefixes: [''] }

/** 300 keys in folders, some 900 writes and deletes in a random order. */
async function livedIn(server: TestServer, seed: number): Promise<string> {
  const random = seeded(seed)
  const { bucket } = await bucketWith(server)
  const client = clientFor(server)
  const keyOf = (index: number): string => `${['a/', 'a/b/', 'c/', ''][index % 4] ?? ''}file ${index}`
  const steps = Array.from({ length: keyCount * 3 }, (_, at) => ({
    key: keyOf(at < keyCount ? at : random.below(keyCount)),
    isDelete: at >= keyCount && random.below(3) === 0,
    at,
  }))
  const queue = steps.values()
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (const { key, isDelete, at } of queue) {
        const place = { Bucket: bucket, Key: key }
        if (isDelete) await client.send(new DeleteObjectCommand(place))
        else await client.send(new PutObjectCommand({ ...place, Body: `${key} ${at}` }))
      }
    }),
  )
  client.destroy()
  return bucket
}

/** A moment inside the history: half of the entries were written before it. */
function middleOf(entries: readonly VersionEntry[]): number {
  const times = entries.map(({ modifiedMs }) => modifiedMs).toSorted((a, b) => a - b)
  return times[times.length >> 1] ?? 0
}

const markersOn = (histories: readonly KeyHistory[]): number =>
  histories.filter(({ entries }) => entries[0]?.isMarker).length

onBothServers('a bucket of 300 keys with random histories', (bench) => {
  it(
    'is rewound to what it was then, and undone to what it is now, whatever was interrupted',
    { timeout: 240_000 },
    async () => {
      const { server } = bench()
      const bucket = await livedIn(server, 7)
      const s3 = s3ServerFor(server)
      const planner = await openPlanner(server)
      const ref = { connectionId: 'c', bucket }
      try {
        const before = await everything(s3, bucket)
        const atMs = middleOf(before)
        const rewind = await planner.draft({ kind: 'rewind', ...ref, scope: whole, moment: { atMs } })
        await planner.planner.run(rewind.planId, false)
        await planner.planner.pause(rewind.planId)
        const paused = await planner.planner.finished(rewind.planId)
        if (paused.state === 'paused') await planner.planner.run(rewind.planId, false)
        const done = await planner.planner.finished(rewind.planId)
        expect(done.state, JSON.stringify(done)).toBe('done')
        const rewound = await everything(s3, bucket)
        expect(viewOf(rewound)).toEqual(viewOf(before, atMs))
        expect(dataIds(before).isSubsetOf(dataIds(rewound))).toBe(true)

        const undone = await planner.undo(rewind.planId)
        expect(undone.state).toBe('done')
        const after = await everything(s3, bucket)
        expect(viewOf(after)).toEqual(viewOf(before))
        expect(dataIds(rewound).isSubsetOf(dataIds(after))).toBe(true)

        // Rewound a second time nothing is left to do but what the undo did.
        const again = await planner.carryOut({ kind: 'rewind', ...ref, scope: whole, moment: { atMs } })
        expect(again.state).toBe('done')
        expect(viewOf(await everything(s3, bucket))).toEqual(viewOf(before, atMs))
        const nothing = await planner.draft({ kind: 'rewind', ...ref, scope: whole, moment: { atMs } })
        expect(nothing.groups).toEqual([])
      } finally {
        await planner.close()
        s3.close()
      }
    },
  )

  it(
    'gives back what was deleted in ⌈m/1000⌉ listings twice and ⌈n/1000⌉ deletes',
    { timeout: 240_000 },
    async () => {
      const { server } = bench()
      const bucket = await livedIn(server, 11)
      const s3 = s3ServerFor(server)
      const planner = await openPlanner(server)
      try {
        const before = await everything(s3, bucket)
        const deletedCount = markersOn(historiesOf(before))
        const pages = Math.ceil(before.length / 1000)
        const plan = await planner.carryOut({ kind: 'undelete', connectionId: 'c', bucket, scope: whole })
        expect(plan).toMatchObject({ state: 'done', states: [{ state: 'done', count: deletedCount }] })
        expect(plan.requests.listings).toBeLessThanOrEqual(pages)
        // As many listings again to check, and the deletes; nothing per key.
        expect(plan.requestsMade).toBeLessThanOrEqual(pages + Math.ceil(deletedCount / 1000))
        expect(markersOn(historiesOf(await everything(s3, bucket)))).toBe(0)
      } finally {
        await planner.close()
        s3.close()
      }
    },
  )

  it(
    'is left alone where somebody else writes meanwhile, or both versions are kept and it says so',
    { timeout: 240_000 },
    async () => {
      const { server } = bench()
      const bucket = await livedIn(server, 13)
      const s3 = s3ServerFor(server)
      const planner = await openPlanner(server)
      const client = clientFor(server)
      const ref = { connectionId: 'c', bucket }
      try {
        const before = await everything(s3, bucket)
        const atMs = middleOf(before)
        const plan = await planner.draft({ kind: 'rewind', ...ref, scope: whole, moment: { atMs } })
        const keys = historiesOf(before).map(({ key }) => key)
        const theirs = new Map<string, string>()
        const state = { isOver: false }
        const writing = (async () => {
          for (let at = 0; !state.isOver && at < keys.length; at += 1) {
            const key = keys[(at * 7) % keys.length] ?? ''
            const { VersionId } = await client.send(
              new PutObjectCommand({ Bucket: bucket, Key: key, Body: `theirs ${at}` }),
            )
            theirs.set(`${key} ${VersionId ?? ''}`, key)
          }
        })()
        // A few of theirs are there before the run looks, the others come while it writes.
        await expect.poll(() => theirs.size).toBeGreaterThan(4)
        await planner.planner.run(plan.planId, false)
        const done = await planner.planner.finished(plan.planId)
        state.isOver = true
        await writing
        expect(done.state).toBe('done')
        const after = await everything(s3, bucket)
        expect(dataIds(before).isSubsetOf(dataIds(after))).toBe(true)
        expect(new Set(theirs.keys()).isSubsetOf(dataIds(after))).toBe(true)
        // Nobody wrote to the others: they are as they were then, and the report says so.
        const wanted = viewOf(before, atMs)
        const touched = new Set(theirs.values())
        const isNow = viewOf(after)
        for (const key of keys.filter((each) => !touched.has(each))) expect(isNow[key], key).toBe(wanted[key])
        expect(done.states.find((each) => each.state === 'changed')?.count ?? 0).toBeGreaterThan(0)
      } finally {
        client.destroy()
        await planner.close()
        s3.close()
      }
    },
  )
})
