/**
 * Gives a new store the bucket `demo`: three months of a small design studio, written through the engine at the
 * times at which it happened.
 */
import { createHash } from 'node:crypto'
import { createBucket, findBucket, requireBucket, setVersioning, type Bucket } from '../engine/buckets.ts'
import { ownReceived, ownSegments, segmentsOf, type Received } from '../engine/contents.ts'
import type { Engine } from '../engine/engine.ts'
import type { Transaction } from '../engine/groupCommit.ts'
import { readSetting, writeSetting } from '../engine/settings.ts'
import { spoolBytes } from '../engine/spool.ts'
import { versionById } from '../engine/versions.ts'
import { deleteKey, putVersion } from '../engine/writes.ts'
import { contentOf, contentTypeOf } from './contents.ts'
import { demoHistory, type DemoEvent } from './history.ts'

const bucketName = 'demo'
/** Set once the demo was made, and for good: whoever deletes it doesn't get it again. */
const seededSetting = 'demoSeeded'

/** An event with the time it happened at and, for a PUT, its bytes already taken in. */
interface Prepared {
  readonly event: DemoEvent
  readonly atMs: number
  readonly body: { readonly received: Received; readonly sizeBytes: number; readonly etag: string } | null
}

/**
 * Makes the bucket unless it was made before, or a bucket of that name is there. `nowMs` is today, in epoch
 * milliseconds. All of it is one commit: a store that dies before has none of it and makes it at its next start.
 */
export async function seedDemo(engine: Engine, { nowMs }: { readonly nowMs: number }): Promise<void> {
  if (readSetting(engine.db, seededSetting) !== null) return
  if (findBucket(engine.db, bucketName)) {
    await engine.commit((tx) => writeSetting(tx.db, seededSetting, 'not needed'))
    return
  }
  const prepared: Prepared[] = []
  for (const event of demoHistory) {
    prepared.push({ event, atMs: timeOf(event.when, nowMs), body: await takeIn(engine, event, nowMs) })
  }
  prepared.sort((a, b) => a.atMs - b.atMs)
  await engine.commit((tx) => {
    replay(tx, engine, prepared)
    writeSetting(tx.db, seededSetting, 'yes')
  })
}

async function takeIn(engine: Engine, event: DemoEvent, nowMs: number): Promise<Prepared['body']> {
  if (event.kind !== 'put') return null
  const bytes = await contentOf(event.content, nowMs)
  const etag = createHash('md5').update(bytes).digest('hex')
  return { received: await spoolBytes(engine, bytes), sizeBytes: bytes.length, etag }
}

/** `86 10:14:09`: that many days before today, at that local time. */
function timeOf(when: string, nowMs: number): number {
  const [, days, hours, minutes, seconds] = /^(\d+) (\d\d):(\d\d):(\d\d)$/.exec(when) ?? []
  const date = new Date(nowMs)
  date.setDate(date.getDate() - Number(days))
  return date.setHours(Number(hours), Number(minutes), Number(seconds), 0)
}

function replay(tx: Transaction, engine: Engine, prepared: readonly Prepared[]): void {
  const firstMs = prepared[0]?.atMs ?? tx.nowMs
  setVersioning(tx, createBucket({ ...tx, nowMs: firstMs }, bucketName, ''), 'enabled')
  const bucket = requireBucket(tx.db, bucketName)
  const versionIds = new Map<string, string[]>()
  for (const step of prepared) {
    const { key } = step.event
    const versionId = perform({ ...tx, nowMs: step.atMs }, engine, bucket, step, versionIds.get(key) ?? [])
    versionIds.set(key, [...(versionIds.get(key) ?? []), versionId])
  }
}

/** Does what happened; the id of the version or marker it made. */
function perform(
  tx: Transaction,
  engine: Engine,
  bucket: Bucket,
  { event, body }: Prepared,
  earlier: readonly string[],
): string {
  if (event.kind === 'delete') return deleteKey(tx, engine.files, bucket, event.key).marker ?? ''
  if (event.kind === 'restore') return restore(tx, engine, bucket, event.key, earlier[event.version - 1])
  if (body === null) throw new Error(`nothing was taken in for ${event.key}`)
  const { received, sizeBytes, etag } = body
  const { versionId } = putVersion(tx, engine.files, bucket, {
    key: event.key,
    sizeBytes,
    etag,
    storageClass: 'STANDARD',
    checksum: null,
    headers: {
      contentType: contentTypeOf(event.key),
      user: { author: event.author },
    },
    tags: [],
    own: (inner, owner) => ownReceived(inner, owner, received),
  })
  return versionId ?? ''
}

/** Copies an earlier version on top, as people do who want it back. */
function restore(
  tx: Transaction,
  engine: Engine,
  bucket: Bucket,
  key: string,
  versionId: string | undefined,
): string {
  const source = versionId === undefined ? null : versionById(tx.db, bucket, key, versionId)
  if (source === null) throw new Error(`no such version of ${key} to restore`)
  const { versionId: restored } = putVersion(tx, engine.files, bucket, {
    key,
    sizeBytes: source.sizeBytes,
    etag: source.etag,
    storageClass: source.storageClass,
    checksum: source.checksum,
    headers: source.headers,
    tags: source.tags,
    own: (inner, owner) => ownSegments(inner, owner, [segmentsOf(inner.db, source.owner)]),
  })
  return restored ?? ''
}
