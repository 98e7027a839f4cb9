import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { expect, it } from 'vitest'
import { historiesOf } from '../../shared/history.ts'
import type { Scope } from '../../shared/model/plan.ts'
import { bucketWith } from '../support/bucketWith.ts'
import { oddKeys } from '../support/oddKeys.ts'
import { everything, viewOf } from '../support/planCases.ts'
import { openPlanner } from '../support/planner.ts'
import { s3ServerFor } from '../support/s3ServerFor.ts'
import { onBothServers } from '../support/strata.ts'
import { clientFor, type TestServer } from '../support/testServer.ts'

const whole: Scope = { keys: [], prefixes: [''] }

async function oddBucket(server: TestServer): Promise<string> {
  const { bucket } = await bucketWith(server)
  const client = clientFor(server)
  const queue = oddKeys.values()
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (const key of queue) {
        for (const step of ['one', 'two']) {
          await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: `${step} ${key}` }))
        }
      }
    }),
  )
  client.destroy()
  return bucket
}

onBothServers('odd keys', (bench) => {
  it(
    `${oddKeys.length} of them are listed, deleted, brought back, restored, moved, moved back and purged, each exactly itself`,
    { timeout: 240_000 },
    async () => {
      expect(oddKeys.length).toBeGreaterThanOrEqual(200)
      const { server } = bench()
      const bucket = await oddBucket(server)
      const s3 = s3ServerFor(server)
      const planner = await openPlanner(server)
      const ref = { connectionId: 'c', bucket }
      const keysNow = async () => Object.keys(viewOf(await everything(s3, bucket))).toSorted()
      const keys = oddKeys.toSorted()
      try {
        const start = await everything(s3, bucket)
        const startView = viewOf(start)
        expect(
          historiesOf(start)
            .map(({ key }) => key)
            .toSorted(),
        ).toEqual(keys)

        const gone = await planner.carryOut({ kind: 'delete', ...ref, scope: whole })
        expect(gone).toMatchObject({ state: 'done', states: [{ state: 'done', count: keys.length }] })
        expect(await keysNow()).toEqual([])

        const back = await planner.carryOut({ kind: 'undelete', ...ref, scope: whole })
        expect(back).toMatchObject({ state: 'done', states: [{ state: 'done', count: keys.length }] })
        expect(viewOf(await everything(s3, bucket))).toEqual(startView)

        const oldest = historiesOf(start).map(({ key, entries }) => ({
          key,
          versionId: entries.at(-1)?.versionId ?? '',
        }))
        const restored = await planner.carryOut({ kind: 'restore', ...ref, versions: oldest })
        expect(restored).toMatchObject({ state: 'done', states: [{ state: 'done', count: keys.length }] })
        const client = clientFor(server)
        for (const key of keys.filter((_, index) => index % 10 === 0)) {
          const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }))
          expect(await Body?.transformToString()).toBe(`one ${key}`)
        }
        client.destroy()

        // What has no room for a longer name is refused, and stays.
        const moved = await planner.carryOut({
          kind: 'move',
          ...ref,
          scope: whole,
          to: { ...ref, prefix: 'moved to/' },
        })
        const states = Object.fromEntries(moved.states.map(({ state, count }) => [state, count]))
        expect((states['done'] ?? 0) + (states['skipped'] ?? 0)).toBe(keys.length)
        expect(moved.refusals.every(({ refusal }) => refusal === 'key-too-long')).toBe(true)
        expect((await keysNow()).filter((key) => key.startsWith('moved to/')).length).toBe(states['done'])

        const undone = await planner.undo(moved.planId)
        expect(undone).toMatchObject({ state: 'done' })
        expect(await keysNow()).toEqual(keys)

        const purged = await planner.carryOut({
          kind: 'purge',
          ...ref,
          prefix: '',
          rule: { keepNewest: 1, olderThanDays: null, orphanMarkers: true, keepLastOfDeleted: false },
        })
        expect(purged.state).toBe('done')
        const left = historiesOf(await everything(s3, bucket))
        // One version of each is left: the current one, and under the names they had meanwhile the last one.
        expect(left.every(({ entries }) => entries.filter(({ isMarker }) => !isMarker).length === 1)).toBe(
          true,
        )
        expect(await keysNow()).toEqual(keys)
      } finally {
        await planner.close()
        s3.close()
      }
    },
  )
})
