/** A copy is given the ACL of its source, where that was asked for: servers give it the default one. */
import type { Loss } from '../../../shared/model/outcome.ts'
import { ownedBy, readAcl, sameGrants, writeAcl } from '../../s3/acl.ts'
import type { VersionAddress } from '../../s3/readObject.ts'
import type { RequestOptions, S3Server } from '../../s3/server.ts'
import { unlessRefused } from './unlessRefused.ts'

/**
 * Two requests where the copy has the same grants already, else four: they are read back. Answers with what could
 * not be kept: `no-acls` where the server or the bucket has none.
 */
export async function keepAcl(
  server: S3Server,
  from: VersionAddress,
  copy: VersionAddress,
  options: RequestOptions,
): Promise<readonly Loss[]> {
  const kept = await unlessRefused(giveAcl(server, from, copy, options))
  if ('refused' in kept) return kept.refused.code === 'unsupported' ? ['no-acls'] : ['acl']
  return kept.answer ? [] : ['acl']
}

async function giveAcl(
  server: S3Server,
  from: VersionAddress,
  copy: VersionAddress,
  options: RequestOptions,
): Promise<boolean> {
  const source = await readAcl(server, from, options)
  const has = await readAcl(server, copy, options)
  const wanted = ownedBy(has.ownerId, source)
  if (sameGrants(has, wanted)) return true
  await writeAcl(server, copy, wanted, options)
  return sameGrants(await readAcl(server, copy, options), wanted)
}
