/** DELETE of a key (which, with versioning on, adds a marker) or of one version (which destroys it). */
import { DeleteObjectCommand } from '@aws-sdk/client-s3'
import type { VersionAddress } from './readObject.ts'
import type { RequestOptions, S3Server } from './server.ts'

/** As the server told it; a server that tells nothing leaves both null. */
export type Deleted = { readonly versionId: string | null; readonly deleteMarker: boolean | null }

/**
 * One request. With `versionId` null: a marker on top in an enabled bucket; the `null` version destroyed in a
 * suspended or unversioned one; nothing on RGW when a marker is on top already.
 * Failures: access-denied (also for a locked version), bucket-gone. A version that is gone already is no failure.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html
 */
export async function deleteObject(
  server: S3Server,
  address: VersionAddress,
  options: RequestOptions,
): Promise<Deleted> {
  const { bucket, key, versionId } = address
  const command = new DeleteObjectCommand({
    Bucket: bucket,
    Key: key,
    ...(versionId === null ? {} : { VersionId: versionId }),
  })
  const answer = await server.send(command, options)
  return { versionId: answer.VersionId ?? null, deleteMarker: answer.DeleteMarker ?? null }
}
