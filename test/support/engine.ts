/** The local store's engine for tests: a folder of its own, and time that stands still until told. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createBucket,
  requireBucket,
  setVersioning,
  type Bucket,
} from '../../electron/localStore/engine/buckets.ts'
import { ownReceived } from '../../electron/localStore/engine/contents.ts'
import { openEngine, type Engine } from '../../electron/localStore/engine/engine.ts'
import { spoolBytes } from '../../electron/localStore/engine/spool.ts'
import { putVersion, type Written } from '../../electron/localStore/engine/writes.ts'

export interface TestEngine {
  /** The engine that is open now. */
  readonly engine: Engine
  readonly folder: string
  /** Where `now` stands, in epoch milliseconds. */
  readonly clock: { nowMs: number }
  /** Closes the engine and opens its folder again. */
  readonly reopen: () => Promise<void>
  readonly dispose: () => Promise<void>
}

export async function startEngine(): Promise<TestEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'strata-engine-'))
  const clock = { nowMs: Date.UTC(2026, 0, 1) }
  const open = (): Engine => openEngine({ folder, now: () => clock.nowMs })
  let engine = open()
  return {
    get engine() {
      return engine
    },
    folder,
    clock,
    async reopen() {
      await engine.close()
      engine = open()
    },
    async dispose() {
      await engine.close()
      await rm(folder, { recursive: true })
    },
  }
}

/** A new bucket in this state. */
export async function newBucket(
  engine: Engine,
  name: string,
  versioning: Bucket['versioning'] = 'enabled',
): Promise<Bucket> {
  await engine.commit((tx) => setVersioning(tx, createBucket(tx, name, ''), versioning))
  return requireBucket(engine.db, name)
}

/** Puts bytes as an object of which nothing is said. */
export async function putBytes(engine: Engine, bucket: Bucket, key: string, bytes: Buffer): Promise<Written> {
  const received = await spoolBytes(engine, bytes)
  return await engine.commit((tx) =>
    putVersion(tx, engine.files, bucket, {
      key,
      sizeBytes: bytes.length,
      etag: 'e'.repeat(32),
      storageClass: 'STANDARD',
      checksum: null,
      headers: { user: {} },
      tags: [],
      own: (inner, owner) => ownReceived(inner, owner, received),
    }),
  )
}
