/** Where secrets are kept. */
import { z } from 'zod'

export const secretSchema = z.object({ secretAccessKey: z.string(), sessionToken: z.string().nullable() })
export type Secret = z.infer<typeof secretSchema>

export type Vault = {
  /** `session`: forgotten when the app ends, because this computer offers nothing safer than a plain file. */
  readonly place: 'keychain' | 'session'
  readonly read: (connectionId: string) => Promise<Secret | null>
  readonly write: (connectionId: string, secret: Secret) => Promise<void>
  readonly forget: (connectionId: string) => Promise<void>
}

export function openSessionVault(): Vault {
  const secrets = new Map<string, Secret>()
  return {
    place: 'session',
    read: async (id) => secrets.get(id) ?? null,
    write: async (id, secret) => {
      secrets.set(id, secret)
    },
    forget: async (id) => {
      secrets.delete(id)
    },
  }
}

/** Text in a keychain → secret; null when it isn't one of ours. */
export function parseSecret(text: string | null): Secret | null {
  if (text === null) return null
  try {
    return secretSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}
