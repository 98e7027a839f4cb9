/** Who may do what with a version: its access control list. */
import { GetObjectAclCommand, PutObjectAclCommand, type Grant, type Owner } from '@aws-sdk/client-s3'
import { failed } from '../../shared/failure.ts'
import { contentMd5 } from './contentMd5.ts'
import { addressOf, type VersionAddress } from './readObject.ts'
import type { RequestOptions, S3Server } from './server.ts'

/** Grants as the server told them, to be given back as they are. */
export type Acl = { readonly owner: Owner; readonly grants: readonly Grant[] }

/** The same grants for what belongs to somebody else: what its owner may, the new one may. */
export function ownedBy(owner: Owner, acl: Acl): Acl {
  const grants = acl.grants.map((grant) =>
    grant.Grantee?.ID !== undefined && grant.Grantee.ID === acl.owner.ID
      ? { ...grant, Grantee: { ...grant.Grantee, ...owner } }
      : grant,
  )
  return { owner, grants }
}

/** Names to display are left out: not every server tells them. */
const asText = ({ grants }: Acl): string =>
  JSON.stringify(
    grants
      .map(({ Grantee, Permission }) =>
        JSON.stringify([
          Permission,
          Grantee?.Type,
          Grantee?.ID ?? Grantee?.URI ?? Grantee?.EmailAddress ?? null,
        ]),
      )
      .toSorted(),
  )
export const sameGrants = (a: Acl, b: Acl): boolean => asText(a) === asText(b)

/**
 * Failures: not-found, access-denied, unsupported.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAcl.html
 */
export async function readAcl(
  server: S3Server,
  address: VersionAddress,
  options: RequestOptions,
): Promise<Acl> {
  const { Owner: owner, Grants: grants = [] } = await server.send(
    new GetObjectAclCommand(addressOf(address)),
    options,
  )
  if (owner === undefined) throw noAcl(server.host)
  return { owner, grants }
}

/**
 * Replaces all grants of a version; no new version comes of it, and its owner stays who it is.
 * Failures: access-denied, unsupported (also no-acls: the bucket's owner has switched them off).
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectAcl.html
 */
export async function writeAcl(
  server: S3Server,
  address: VersionAddress,
  { owner, grants }: Acl,
  options: RequestOptions,
): Promise<void> {
  const command = new PutObjectAclCommand({
    ...addressOf(address),
    AccessControlPolicy: { Owner: owner, Grants: [...grants] },
  })
  contentMd5(command)
  await server.send(command, options)
}

/** What a server that knows no ACLs answers with is something else. */
const noAcl = (host: string) =>
  failed({ code: 'unsupported', reason: 'not-implemented', message: `${host} tells no ACL of its objects.` })
