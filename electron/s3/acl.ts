/** Who may do what with a version: its access control list. */
import { GetObjectAclCommand, Permission, PutObjectAclCommand, type Grantee } from '@aws-sdk/client-s3'
import { failed } from '../../shared/failure.ts'
import { contentMd5 } from './contentMd5.ts'
import { sendForXml } from './rawXml.ts'
import { addressOf, type VersionAddress } from './readObject.ts'
import type { RequestOptions, S3Server } from './server.ts'
import { fieldOf, splitEntries } from './xml.ts'

type Grant = { readonly to: Grantee; readonly permission: Permission }

export type Acl = { readonly ownerId: string; readonly grants: readonly Grant[] }

const permissions: readonly Permission[] = Object.values(Permission)

/**
 * Failures: not-found, access-denied; unsupported also where the server doesn't know the question and answers with
 * the object, and for grants that nobody knows.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAcl.html
 */
export async function readAcl(
  server: S3Server,
  address: VersionAddress,
  options: RequestOptions,
): Promise<Acl> {
  const xml = await sendForXml(server, new GetObjectAclCommand(addressOf(address)), options)
  const { entries } = splitEntries(xml, ['Owner', 'Grant'])
  const owner = entries.find(({ name }) => name === 'Owner')
  const ownerId = fieldOf(owner?.inner ?? '', 'ID')
  if (ownerId === null || !/<AccessControlPolicy[\s>/]/.test(xml)) throw noAcl(server)
  const grants = entries.filter(({ name }) => name === 'Grant').map(({ inner }) => grantOf(server, inner))
  return { ownerId, grants }
}

function grantOf(server: S3Server, xml: string): Grant {
  const [id, uri, email] = ['ID', 'URI', 'EmailAddress'].map((name) => fieldOf(xml, name))
  const permission = permissions.find((known) => known === fieldOf(xml, 'Permission'))
  if (permission === undefined) throw noAcl(server)
  if (id != null) return { permission, to: { Type: 'CanonicalUser', ID: id } }
  if (uri != null) return { permission, to: { Type: 'Group', URI: uri } }
  if (email != null) return { permission, to: { Type: 'AmazonCustomerByEmail', EmailAddress: email } }
  throw noAcl(server)
}

const noAcl = ({ host }: S3Server) =>
  failed({ code: 'unsupported', reason: 'no-acls', message: `${host} tells no ACL of its objects.` })

/** The same grants for what belongs to somebody else: what its owner may, the new one may. */
export function ownedBy(ownerId: string, acl: Acl): Acl {
  const grants = acl.grants.map((grant) =>
    grant.to.ID === acl.ownerId ? { ...grant, to: { ...grant.to, ID: ownerId } } : grant,
  )
  return { ownerId, grants }
}

const asText = ({ grants }: Acl): string =>
  JSON.stringify(
    grants
      .map(({ to, permission }) => JSON.stringify([permission, to.ID, to.URI, to.EmailAddress]))
      .toSorted(),
  )
export const sameGrants = (a: Acl, b: Acl): boolean => asText(a) === asText(b)

/**
 * Replaces all grants of a version; no new version comes of it, and its owner stays who it is. Only after readAcl
 * answered: a server that doesn't know the question would take it for the order to overwrite the object.
 * Failures: access-denied, unsupported (no-acls: the bucket's owner has switched them off).
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectAcl.html
 */
export async function writeAcl(
  server: S3Server,
  address: VersionAddress,
  { ownerId, grants }: Acl,
  options: RequestOptions,
): Promise<void> {
  const Grants = grants.map(({ to, permission }) => ({ Grantee: to, Permission: permission }))
  const AccessControlPolicy = { Owner: { ID: ownerId }, Grants }
  const command = new PutObjectAclCommand({ ...addressOf(address), AccessControlPolicy })
  contentMd5(command)
  await server.send(command, options)
}
