/** A connection: where an S3 server is and who we are there. Its secret is never part of it. */
import { z } from 'zod'

export const serviceCodes = ['aws', 'digitalocean', 'plusserver', 'ceph', 'minio', 'other', 'local'] as const
export const serviceSchema = z.enum(serviceCodes)
export type Service = z.infer<typeof serviceSchema>

/** Where the secret is: in the system's keychain, in memory until the app ends, or nowhere any more. */
export const secretPlaceSchema = z.enum(['keychain', 'session', 'missing'])

/** What can be edited, all but the secret. */
const connectionFields = {
  name: z.string().trim().min(1).max(100),
  service: serviceSchema,
  /** Origin of the server, `https://host[:port]`, without a path. */
  endpoint: z.url({ protocol: /^https?$/ }),
  region: z.string().trim().min(1).max(64),
  pathStyle: z.boolean(),
  accessKeyId: z.string().trim().min(1).max(256),
  /** The only bucket to show, for keys that may not list buckets. */
  bucket: z.string().nullable(),
  /** The only part of it to show. */
  prefix: z.string(),
}

export const connectionSchema = z.object({
  id: z.string(),
  ...connectionFields,
  secretPlace: secretPlaceSchema,
  /** The embedded store's own connection: it can't be edited, its server is this computer. */
  builtIn: z.boolean(),
})
export type Connection = z.infer<typeof connectionSchema>

/** A connection as it is being written, with its secret on the way to the vault; null keeps the stored one. */
export const connectionDraftSchema = z.object({
  id: z.string().nullable(),
  ...connectionFields,
  secretAccessKey: z.string().min(1).nullable(),
  sessionToken: z.string().min(1).nullable(),
})
export type ConnectionDraft = z.infer<typeof connectionDraftSchema>
