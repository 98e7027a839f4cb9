import {
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bucketWith } from '../support/bucketWith.ts'
import { startStore, type TestStore } from '../support/localStore.ts'
import { everything } from '../support/planCases.ts'
import { s3ServerFor } from '../support/s3ServerFor.ts'
import { seeded, type Random } from '../support/random.ts'
import { clientFor } from '../support/testServer.ts'
import { hashesBelow, mixedFiles, sha256, writeFiles } from '../support/transferFiles.ts'
import type { HostJob } from '../support/transferHost.ts'
import { runTransfer, type Ended } from '../support/transferProcess.ts'

const long = process.env['STRATA_LONG'] === 'yes'
/** Half of them while files go up, half while they come down. */
const wantedKills = long ? 100 : 20
const smallCount = 40
/** Parts of one file, and files of one batch, that are under way at once. */
const partsAtOnce = 4
const filesAtOnce = 24

type Outcome = { readonly kills: number; readonly movedMs: number }

describe('the app killed while it moves files', () => {
  let store: TestStore
  let folder = ''
  let source = ''
  let hashes: Record<string, string> = {}
  let filled = ''
  beforeAll(async () => {
    store = await startStore()
    folder = mkdtempSync(join(tmpdir(), 'strata-kills-'))
    source = join(folder, 'kit')
    const files = mixedFiles(seeded(1), smallCount)
    hashes = writeFiles(source, files)
    filled = (await bucketWith(store)).bucket
    const s3 = clientFor(store)
    for (const [name, bytes] of Object.entries(files))
      await s3.send(new PutObjectCommand({ Bucket: filled, Key: `kit/${name}`, Body: bytes }))
  })
  afterAll(async () => {
    await store.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it(`an upload ends as one that nobody disturbed, and sends nothing twice but what was on its way`, async () => {
    await untilKilledOften(upload)
  }, 3_600_000)

  it(`a download ends as one that nobody disturbed, with nothing beside its files`, async () => {
    await untilKilledOften(download)
  }, 3_600_000)

  /** Kills that come too late prove nothing, and don't count. */
  async function untilKilledOften(move: (random: Random, usualMs: number | null) => Promise<Outcome>) {
    const { movedMs } = await move(seeded(0), null)
    let kills = 0
    for (let seed = 1; kills < wantedKills / 2; seed++) {
      expect(seed, 'too many come too late').toBeLessThan(wantedKills * 2)
      kills += (await move(seeded(seed), movedMs)).kills
    }
  }

  async function upload(random: Random, usualMs: number | null): Promise<Outcome> {
    const { bucket } = await bucketWith(store)
    store.forgetRequests()
    const { kills, ended } = await killed(random, usualMs, { kind: 'up', bucket, paths: [source] })
    expect(ended.batch).toMatchObject({
      state: 'done',
      doneCount: Object.keys(hashes).length,
      failedCount: 0,
    })
    expect(new Set(ended.items.map(({ checked }) => checked))).toEqual(new Set(['hash']))
    await expectArrived(bucket, kills)
    await expectNothingLeft(bucket, kills)
    expectPartsOnce(kills)
    return { kills, movedMs: ended.movedMs }
  }

  async function expectArrived(bucket: string, kills: number): Promise<void> {
    const calm = s3ServerFor(store)
    const versions = await everything(calm, bucket)
    calm.close()
    const s3 = clientFor(store)
    const arrived: Record<string, string> = {}
    for (const { key, versionId } of versions) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }))
      const hash = sha256((await Body?.transformToByteArray()) ?? new Uint8Array())
      const name = key.slice('kit/'.length)
      expect(hash, key).toBe(hashes[name])
      arrived[name] = hash
    }
    expect(arrived).toEqual(hashes)
    expect(versions.length - Object.keys(hashes).length).toBeLessThanOrEqual(kills * filesAtOnce)
  }

  /** An upload that was begun but never noted has no parts; those that were noted are ended. */
  async function expectNothingLeft(bucket: string, kills: number): Promise<void> {
    const s3 = clientFor(store)
    const { Uploads = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket: bucket }))
    expect(Uploads.length).toBeLessThanOrEqual(kills * 3)
    for (const { Key, UploadId } of Uploads) {
      const { Parts = [] } = await s3.send(new ListPartsCommand({ Bucket: bucket, Key, UploadId }))
      expect(Parts, `${Key}`).toEqual([])
    }
  }

  function expectPartsOnce(kills: number): void {
    expectOnce('UploadPart', 200, { 'one more.bin': 2, 'ranges.bin': 3, 'parts.bin': 4 }, kills)
  }

  function expectOnce(
    operation: string,
    status: number,
    needed: Readonly<Record<string, number>>,
    kills: number,
  ): void {
    const served = store.requests().filter((each) => each.operation === operation && each.status === status)
    for (const [name, count] of Object.entries(needed)) {
      const moved = served.filter(({ key }) => key === `kit/${name}`).length
      expect(moved, name).toBeLessThanOrEqual(count + kills * partsAtOnce)
    }
  }

  async function download(random: Random, usualMs: number | null): Promise<Outcome> {
    const to = mkdtempSync(join(folder, 'target-'))
    store.forgetRequests()
    const order = { kind: 'down', bucket: filled, prefix: 'kit/', to } as const
    const { kills, ended } = await killed(random, usualMs, order)
    expect(ended.batch).toMatchObject({
      state: 'done',
      doneCount: Object.keys(hashes).length,
      failedCount: 0,
    })
    expect(hashesBelow(join(to, 'kit'))).toEqual(hashes)
    expectOnce('GetObject', 206, { 'ranges.bin': 3, 'parts.bin': 4 }, kills)
    rmSync(to, { recursive: true })
    return { kills, movedMs: ended.movedMs }
  }

  /** Kills once or twice, at moments of the time it usually takes; then lets it come to its end. */
  async function killed(
    random: Random,
    usualMs: number | null,
    order: HostJob['order'],
  ): Promise<{ readonly kills: number; readonly ended: Ended }> {
    const own = mkdtempSync(join(folder, 'case-'))
    mkdirSync(join(own, 'data'))
    const { endpoint, accessKeyId, secretAccessKey } = store
    const job = { folder: own, endpoint, accessKeyId, secretAccessKey, order }
    const wanted = usualMs === null ? 0 : 1 + random.below(2)
    for (let kills = 0; ; kills++) {
      const ended = await runTransfer(job, kills < wanted ? random.below(usualMs ?? 0) : null)
      if (ended === null) continue
      rmSync(own, { recursive: true })
      return { kills, ended }
    }
  }
})
