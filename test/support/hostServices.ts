/** The app's main process in a script that tests kill: its services on a folder, and one connection that it keeps. */
import { createRouterClient, type RouterClient } from '@orpc/server'
import { z } from 'zod'
import { router } from '../../electron/api/router.ts'
import type { Vault } from '../../electron/platform/vault.ts'
import { openServices, type Services } from '../../electron/services.ts'
import { testPlatform } from './platform.ts'

export const hostJobSchema = z.object({
  folder: z.string(),
  endpoint: z.string(),
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
})

export type Host = {
  readonly services: Services
  readonly api: RouterClient<typeof router>
  readonly connectionId: () => Promise<string>
}

export async function openHost({
  folder,
  endpoint,
  accessKeyId,
  secretAccessKey,
}: z.infer<typeof hostJobSchema>): Promise<Host> {
  const secret = { secretAccessKey, sessionToken: null }
  // A keychain: it remembers what the app of an earlier start was told.
  const vault: Vault = {
    place: 'keychain',
    read: async () => secret,
    write: async () => undefined,
    forget: async () => undefined,
  }
  const services = await openServices({ ...testPlatform(folder), vault }, { builtInStore: false })
  const api = createRouterClient(router, { context: { services } })
  const draft = { name: 'test', service: 'other', endpoint, region: 'us-east-1', pathStyle: true } as const
  const connection = { ...draft, id: null, accessKeyId, ...secret, bucket: null, prefix: '' }
  return {
    services,
    api,
    connectionId: async () =>
      (
        (await api.connections.list()).find(({ builtIn }) => !builtIn) ??
        (await api.connections.save(connection))
      ).id,
  }
}
