/** The bucket builder: `bucketWith(server, { 'a.txt': ['one', 'two', deleted] })`. */
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import { randomBytes } from 'node:crypto'
import { clientFor, type TestServer } from './testServer.ts'

/** A delete marker in a history. */
export const deleted = Symbol('deleted')

type Step = string | Uint8Array | typeof deleted

/** Per key what happened to it, oldest first. */
export type Histories = Readonly<Record<string, readonly Step[]>>

export interface BuiltBucket {
  readonly bucket: string
  /** Per key the version ids its history gave, oldest first; `null` where the server named none. */
  readonly versionIds: Readonly<Record<string, readonly string[]>>
}

interface BucketOptions {
  /** `enabled` unless given. */
  readonly versioning?: 'never' | 'enabled' | 'suspended'
}

/** Makes a fresh bucket and writes these histories, key by key. */
export async function bucketWith(
  server: TestServer,
  histories: Histories = {},
  { versioning = 'enabled' }: BucketOptions = {},
): Promise<BuiltBucket> {
  const client = clientFor(server)
  const bucket = `strata-${randomBytes(8).toString('hex')}`
  try {
    await client.send(new CreateBucketCommand({ Bucket: bucket }))
    if (versioning !== 'never') {
      const status = versioning === 'enabled' ? 'Enabled' : 'Suspended'
      await client.send(
        new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status: status } }),
      )
    }
    const versionIds: Record<string, string[]> = {}
    for (const [key, steps] of Object.entries(histories)) {
      versionIds[key] = []
      for (const step of steps) {
        const { VersionId: versionId } =
          step === deleted
            ? await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }))
            : await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: Buffer.from(step) }))
        versionIds[key].push(versionId ?? 'null')
      }
    }
    return { bucket, versionIds }
  } finally {
    client.destroy()
  }
}
