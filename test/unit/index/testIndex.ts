/** Indexes in a folder of their own, and a versioned bucket on a local store to fill them from. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createBucket, requireBucket, setVersioning } from '../../../electron/localStore/engine/buckets.ts'
import { openEngine } from '../../../electron/localStore/engine/engine.ts'
import { deleteKey, putVersion } from '../../../electron/localStore/engine/writes.ts'
import { Indexes } from '../../../electron/index/indexes.ts'
import { historiesUnder } from '../../../electron/plans/histories.ts'
import type { S3Server } from '../../../electron/s3/server.ts'
import type { KeyHistory } from '../../../shared/history.ts'

export interface TestIndexes {
  readonly folder: string
  indexes: Indexes
  /** Ends the workers as a crash would, and begins anew. */
  reopen(): Promise<Indexes>
  close(): Promise<void>
}

export function openTestIndexes(): TestIndexes {
  const folder = mkdtempSync(join(tmpdir(), 'strata-index-'))
  const place = join(folder, 'index')
  const opened = {
    folder: place,
    indexes: new Indexes(place),
    async reopen() {
      await opened.indexes.close()
      opened.indexes = new Indexes(place)
      return opened.indexes
    },
    async close() {
      await opened.indexes.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return opened
}

export type StoreWrite = {
  readonly key: string
  readonly atMs: number
  /** null deletes. */
  readonly sizeBytes: number | null
}

/** Writes versions and markers straight into the folder of a local store that isn't running. */
export async function writeStore(
  folder: string,
  bucketName: string,
  writes: Iterable<StoreWrite>,
): Promise<void> {
  let nowMs = 0
  const engine = openEngine({ folder, now: () => nowMs })
  try {
    await engine.commit((tx) => setVersioning(tx, createBucket(tx, bucketName, ''), 'enabled'))
    const bucket = requireBucket(engine.db, bucketName)
    for (const batch of batchesOf(writes)) {
      await engine.commit((tx) => {
        for (const { key, atMs, sizeBytes } of batch) {
          nowMs = atMs
          const timed = { ...tx, nowMs: atMs }
          if (sizeBytes === null) deleteKey(timed, engine.files, bucket, key)
          else putVersion(timed, engine.files, bucket, { ...empty, key, sizeBytes })
        }
      })
    }
  } finally {
    await engine.close()
  }
}

function* batchesOf(writes: Iterable<StoreWrite>): Iterable<readonly StoreWrite[]> {
  let batch: StoreWrite[] = []
  for (const write of writes) {
    batch.push(write)
    if (batch.length < 20_000) continue
    yield batch
    batch = []
  }
  yield batch
}

const empty = {
  etag: 'd41d8cd98f00b204e9800998ecf8427e',
  storageClass: 'STANDARD',
  checksum: null,
  headers: { user: {} },
  tags: [],
  own: () => {},
}

/** The whole bucket, as the server lists it. */
export async function listedHistories(server: S3Server, bucket: string): Promise<readonly KeyHistory[]> {
  const histories: KeyHistory[] = []
  const { signal } = new AbortController()
  for await (const history of historiesUnder({ server, bucket }, { prefix: '' }, { signal }))
    histories.push(history)
  return histories
}
