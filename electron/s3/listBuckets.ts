/** ListBuckets: what this key may see. */
import { ListBucketsCommand } from '@aws-sdk/client-s3'
import type { Bucket } from '../../shared/model/bucket.ts'
import type { RequestOptions, S3Server } from './server.ts'

/**
 * All buckets, in the server's order. One request on most servers. Failures: access-denied, signed-out, offline.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html
 */
export async function listBuckets(server: S3Server, options: RequestOptions): Promise<readonly Bucket[]> {
  const buckets: Bucket[] = []
  let token: string | undefined
  do {
    const page = await server.send(
      new ListBucketsCommand(token === undefined ? {} : { ContinuationToken: token }),
      options,
    )
    for (const { Name, CreationDate } of page.Buckets ?? []) {
      if (Name !== undefined) buckets.push({ name: Name, createdMs: CreationDate?.getTime() ?? null })
    }
    token = page.ContinuationToken === token ? undefined : page.ContinuationToken
  } while (token !== undefined && token !== '')
  return buckets
}
