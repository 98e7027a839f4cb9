/** The tags of a version. */
import { GetObjectTaggingCommand, PutObjectTaggingCommand } from '@aws-sdk/client-s3'
import type { Tag } from '../../shared/model/facts.ts'
import { contentMd5 } from './contentMd5.ts'
import { addressOf, type VersionAddress } from './readObject.ts'
import type { RequestOptions, S3Server } from './server.ts'

/**
 * In the server's order. Failures: not-found, access-denied, unsupported.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html
 */
export async function readTags(
  server: S3Server,
  address: VersionAddress,
  options: RequestOptions,
): Promise<readonly Tag[]> {
  const { TagSet = [] } = await server.send(new GetObjectTaggingCommand(addressOf(address)), options)
  return TagSet.map(({ Key = '', Value = '' }) => ({ key: Key, value: Value }))
}

/**
 * Replaces all tags of a version; no new version comes of it.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html
 */
export async function writeTags(
  server: S3Server,
  address: VersionAddress,
  tags: readonly Tag[],
  options: RequestOptions,
): Promise<void> {
  const TagSet = tags.map(({ key, value }) => ({ Key: key, Value: value }))
  const command = new PutObjectTaggingCommand({ ...addressOf(address), Tagging: { TagSet } })
  contentMd5(command)
  await server.send(command, options)
}
