import {
  CopyObjectCommand,
  ListObjectVersionsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  PutObjectLockConfigurationCommand,
} from '@aws-sdk/client-s3'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { copyVersion } from '../../electron/plans/actions/copyVersion.ts'
import { Planner } from '../../electron/plans/planner.ts'
import { saveReport } from '../../electron/plans/report.ts'
import type { S3Server } from '../../electron/s3/server.ts'
import { readVersioning } from '../../electron/s3/versioning.ts'
import type { PlanSpec } from '../../shared/model/plan.ts'
import { bucketWith } from '../support/bucketWith.ts'
import { bucketWithLock, copyingAsS3, lockOf, putLocked } from '../support/lockedBucket.ts'
import { openPlanner, type TestPlanner } from '../support/planner.ts'
import { s3ServerFor } from '../support/s3ServerFor.ts'
import { openStorageHere } from '../support/storage.ts'
import { clientFor, type TestServer } from '../support/testServer.ts'

const ceph = inject('ceph')
const inMinutes = (minutes: number) => new Date(Math.floor(Date.now() / 1000) * 1000 + minutes * 60_000)
const governance = () => ({ mode: 'GOVERNANCE', until: inMinutes(1), held: true }) as const
const unlocked = { mode: null, until: null, held: false }

describe.skipIf('why' in ceph).each([
  { name: 'Ceph RGW, which copies locks', copying: (s3: S3Server) => s3 },
  { name: 'Ceph RGW, copying as S3 does', copying: copyingAsS3 },
])('locks of what plans copy: $name', ({ copying }) => {
  const copiesLocks = copying !== copyingAsS3
  let server: TestServer
  let plans: TestPlanner
  beforeAll(async () => {
    if ('server' in ceph) server = ceph.server
    plans = await openPlanner(server)
    copying(plans.server)
  })
  afterAll(() => plans.close())

  const put = (Bucket: string, Key: string, Body: string) =>
    clientFor(server).send(new PutObjectCommand({ Bucket, Key, Body }))
  const restoring = (bucket: string, key: string, versionId: string): PlanSpec => ({
    kind: 'restore',
    connectionId: 'c',
    bucket,
    versions: [{ key, versionId }],
  })
  const sending = (kind: 'copy' | 'move', bucket: string, to: string): PlanSpec => ({
    kind,
    connectionId: 'c',
    bucket,
    scope: { keys: ['a'], prefixes: [] },
    to: { connectionId: 'c', bucket: to, prefix: 'there/' },
  })

  it('a version that is restored is locked and held as it was', async () => {
    const Bucket = await bucketWithLock(server)
    const lock = governance()
    const old = await putLocked(server, { Bucket, Key: 'a', Body: 'one' }, lock)
    await put(Bucket, 'a', 'two')
    const done = await plans.carryOut(restoring(Bucket, 'a', old))
    expect(done).toMatchObject({ state: 'done', states: [{ state: 'done', count: 1 }], losses: [] })
    expect(await lockOf(server, Bucket, 'a')).toEqual(lock)
  })

  it('what is moved stays locked in its new place, also when its old version was copied by parts', async () => {
    const Bucket = await bucketWithLock(server)
    const lock = governance()
    const versionId = await putLocked(server, { Bucket, Key: 'a', Body: 'x'.repeat(6 * 1024 ** 2) }, lock)
    const moved = await plans.carryOut(sending('move', Bucket, Bucket))
    expect(moved).toMatchObject({ states: [{ state: 'done', count: 1 }], losses: [] })
    expect(await lockOf(server, Bucket, 'there/a')).toEqual(lock)
    const parts = { limitBytes: 5 * 1024 ** 2, partBytes: 5 * 1024 ** 2 }
    const options = { signal: AbortSignal.timeout(30_000), ...parts }
    const from = { bucket: Bucket, key: 'a', versionId }
    const { lost } = await copyVersion(plans.server, from, { bucket: Bucket, key: 'big' }, options)
    expect(lost).toEqual([])
    expect(await lockOf(server, Bucket, 'big')).toEqual(lock)
  })

  it('a copy into a bucket without locks stands, and says what it lost: in the list, the result and the report', async () => {
    const Bucket = await bucketWithLock(server)
    await putLocked(server, { Bucket, Key: 'a', Body: 'one' }, governance())
    const { bucket: to } = await bucketWith(server)
    const done = await plans.carryOut(sending('copy', Bucket, to))
    const one = (loss: string) => ({ loss, count: 1 })
    expect(done).toMatchObject({
      state: 'done',
      states: [{ state: 'done', count: 1 }],
      losses: [one('legal-hold'), one('lock')],
    })
    expect(await plans.items(done.planId, 'arrive')).toMatchObject([{ lost: ['lock', 'legal-hold'] }])
    expect(await lockOf(server, to, 'there/a')).toEqual(unlocked)
    const file = await saveReport(plans.planner, done.planId, 'csv', plans.folder)
    expect(readFileSync(join(plans.folder, file), 'utf8')).toContain('"lock legal-hold"')
    // What was told once is not tried again for ever.
    expect(await plans.draft(sending('copy', Bucket, to))).toMatchObject({ leftAsIs: 1, groups: [] })
  })

  it.skipIf(copiesLocks)('a key that may not lock says so, too', async () => {
    const Bucket = await bucketWithLock(server)
    const old = await putLocked(server, { Bucket, Key: 'a', Body: 'one' }, { ...governance(), held: false })
    await put(Bucket, 'a', 'two')
    const Resource = [`arn:aws:s3:::${Bucket}/*`]
    const Statement = [{ Effect: 'Deny', Principal: '*', Action: ['s3:PutObjectRetention'], Resource }]
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement })
    await clientFor(server).send(new PutBucketPolicyCommand({ Bucket, Policy }))
    const done = await plans.carryOut(restoring(Bucket, 'a', old))
    expect(done).toMatchObject({
      states: [{ state: 'done', count: 1 }],
      losses: [{ loss: 'lock', count: 1 }],
      canUndo: true,
    })
  })

  it.skipIf(copiesLocks)(
    'a lock that is over is not kept, and nothing was lost; a stricter default of the bucket stays',
    async () => {
      const Bucket = await bucketWithLock(server)
      const soon = new Date(Date.now() + 1500)
      const short = await putLocked(
        server,
        { Bucket, Key: 'short', Body: 'one' },
        { mode: 'GOVERNANCE', until: soon, held: false },
      )
      await put(Bucket, 'short', 'two')
      const old = await putLocked(server, { Bucket, Key: 'a', Body: 'one' }, governance())
      await put(Bucket, 'a', 'two')
      await expect.poll(() => Date.now() > soon.getTime() + 200, { timeout: 5000 }).toBe(true)
      expect(await plans.carryOut(restoring(Bucket, 'short', short))).toMatchObject({ losses: [] })
      expect(await lockOf(server, Bucket, 'short')).toEqual(unlocked)
      const Rule = { DefaultRetention: { Mode: 'GOVERNANCE', Days: 1 } } as const
      const ObjectLockConfiguration = { ObjectLockEnabled: 'Enabled', Rule } as const
      await clientFor(server).send(new PutObjectLockConfigurationCommand({ Bucket, ObjectLockConfiguration }))
      expect(await plans.carryOut(restoring(Bucket, 'a', old))).toMatchObject({ losses: [] })
      const { until, held } = await lockOf(server, Bucket, 'a')
      expect(until?.getTime()).toBeGreaterThan(inMinutes(60).getTime())
      expect(held).toBe(true)
    },
  )

  it.skipIf(copiesLocks).each([
    ['restore', 'PutObjectRetentionCommand'],
    ['restore', 'PutObjectLegalHoldCommand'],
    ['move', 'PutObjectRetentionCommand'],
    ['move', 'DeleteObjectCommand'],
  ] as const)('a %s that is killed before its %s locks its copy when it goes on', async (kind, command) => {
    const Bucket = await bucketWithLock(server)
    const lock = governance()
    const old = await putLocked(server, { Bucket, Key: 'a', Body: 'one' }, lock)
    if (kind === 'restore') await put(Bucket, 'a', 'two')
    const spec = kind === 'restore' ? restoring(Bucket, 'a', old) : sending('move', Bucket, Bucket)
    const folder = mkdtempSync(join(tmpdir(), 'strata-locks-'))
    await killedBefore(command, spec, folder)
    const again = await openPlanner(server, folder)
    copying(again.server)
    try {
      const copies: string[] = []
      const send = again.server.send.bind(again.server)
      again.server.send = (sent, options) => {
        if (sent instanceof CopyObjectCommand) copies.push(sent.input.Key ?? '')
        return send(sent, options)
      }
      const [left] = await again.planner.list(0, 1)
      await again.planner.run(left?.planId ?? '', false)
      const done = await again.planner.finished(left?.planId ?? '')
      expect(done).toMatchObject({ state: 'done', states: [{ state: 'done', count: 1 }], losses: [] })
      expect(copies).toEqual([])
      expect(await lockOf(server, Bucket, kind === 'restore' ? 'a' : 'there/a')).toEqual(lock)
      const listed = await clientFor(server).send(new ListObjectVersionsCommand({ Bucket }))
      expect(listed.Versions).toHaveLength(kind === 'restore' ? 3 : 2)
      expect(listed.DeleteMarkers ?? []).toHaveLength(kind === 'restore' ? 0 : 1)
    } finally {
      await again.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })

  /** Ends like a process that is killed: that request never goes out, and nothing is noted any more. */
  async function killedBefore(command: string, spec: PlanSpec, folder: string): Promise<void> {
    const never = <T>(): Promise<T> => new Promise(() => undefined)
    const s3 = copying(s3ServerFor(server))
    const storage = openStorageHere(folder)
    let isDead = false
    const call = storage.call.bind(storage)
    storage.call = (method, argument) => (isDead ? never() : call(method, argument))
    const died = new Promise<void>((resolve) => {
      const send = s3.send.bind(s3)
      s3.send = (sent, options) => {
        isDead ||= sent.constructor.name === command
        if (!isDead) return send(sent, options)
        resolve()
        return never()
      }
    })
    const planner = new Planner({
      storage,
      server: async () => s3,
      versioning: ({ bucket }, signal) => readVersioning(s3, bucket, { signal }),
      publish: () => undefined,
    })
    const { planId } = await planner.drafted(await planner.create(spec))
    await planner.run(planId, false)
    await died
    await storage.close()
    s3.close()
  }
})
