/** A bucket of very many empty files, written straight into the folder of a local store that isn't running. */
import { createBucket, requireBucket, setVersioning } from '../../electron/localStore/engine/buckets.ts'
import { ownReceived } from '../../electron/localStore/engine/contents.ts'
import { openEngine } from '../../electron/localStore/engine/engine.ts'
import { spoolBytes } from '../../electron/localStore/engine/spool.ts'
import { putVersion } from '../../electron/localStore/engine/writes.ts'

const emptyEtag = 'd41d8cd98f00b204e9800998ecf8427e'
const keysPerCommit = 20_000

/** Writes `count` keys, as `keyOf` names them, a second apart. */
export async function writeBigBucket(
  folder: string,
  bucketName: string,
  count: number,
  keyOf: (index: number) => string,
): Promise<void> {
  let nowMs = Date.UTC(2026, 0, 1)
  const engine = openEngine({ folder, now: () => nowMs })
  try {
    await engine.commit((tx) => setVersioning(tx, createBucket(tx, bucketName, ''), 'enabled'))
    const bucket = requireBucket(engine.db, bucketName)
    const received = await spoolBytes(engine, Buffer.alloc(0))
    for (let from = 0; from < count; from += keysPerCommit) {
      await engine.commit((tx) => {
        for (let index = from; index < Math.min(count, from + keysPerCommit); index += 1) {
          nowMs += 1000
          putVersion(tx, engine.files, bucket, {
            key: keyOf(index),
            sizeBytes: 0,
            etag: emptyEtag,
            storageClass: 'STANDARD',
            checksum: null,
            headers: { user: {} },
            tags: [],
            own: (inner, owner) => ownReceived(inner, owner, received),
          })
        }
      })
    }
  } finally {
    await engine.close()
  }
}
