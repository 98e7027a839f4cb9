/** The tags of a version. */
import { GetObjectTaggingCommand, PutObjectTaggingCommand } from '@aws-sdk/client-s3'
import { failed } from '../../shared/failure.ts'
import type { Tag } from '../../shared/model/facts.ts'
import { contentMd5 } from './contentMd5.ts'
import { sendForXml } from './rawXml.ts'
import { addressOf, type VersionAddress } from './readObject.ts'
import type { RequestOptions, S3Server } from './server.ts'
import { fieldOf, splitEntries } from './xml.ts'

/**
 * In the server's order. Failures: not-found, access-denied; unsupported also where the server doesn't know the
 * question and answers with the object.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html
 */
export async function readTags(
  server: S3Server,
  address: VersionAddress,
  options: RequestOptions,
): Promise<readonly Tag[]> {
  const xml = await sendForXml(server, new GetObjectTaggingCommand(addressOf(address)), options)
  // Ceph answers with nothing where tags were lost.
  if (xml !== '' && !/<Tagging[\s>/]/.test(xml)) throw noTags(server)
  return splitEntries(xml, ['Tag']).entries.map(({ inner }) => ({
    key: fieldOf(inner, 'Key') ?? '',
    value: fieldOf(inner, 'Value') ?? '',
  }))
}

const noTags = ({ host }: S3Server) =>
  failed({ code: 'unsupported', reason: 'no-tags', message: `${host} keeps no tags.`, advice: '' })

/**
 * Replaces all tags of a version; no new version comes of it. Only after readTags answered: a server that doesn't
 * know the question would take it for the order to overwrite the object.
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
