/** Removes a bucket with all its versions, and answers with how many of them held data, and how much. */
import { DeleteBucketCommand } from '@aws-sdk/client-s3'
import { deleteObjects } from '../../electron/s3/deleteObjects.ts'
import { everything } from './planCases.ts'
import { s3ServerFor } from './s3ServerFor.ts'
import { clientFor, type TestServer } from './testServer.ts'

export async function removeBucket(
  server: TestServer,
  bucket: string,
): Promise<{ readonly fileCount: number; readonly sizeBytes: number }> {
  const s3 = s3ServerFor(server)
  const client = clientFor(server)
  try {
    const versions = await everything(s3, bucket)
    await deleteObjects(s3, bucket, versions, { signal: AbortSignal.timeout(600_000) })
    await client.send(new DeleteBucketCommand({ Bucket: bucket }))
    const sizeBytes = versions.reduce((sum, version) => sum + (version.sizeBytes ?? 0), 0)
    return { fileCount: versions.length, sizeBytes }
  } finally {
    s3.close()
    client.destroy()
  }
}
