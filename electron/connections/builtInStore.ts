/** The embedded store as a connection that is always there: the demo bucket, offline work, a place to try things. */
import { join } from 'node:path'
import { startLocalStore, type LocalStore } from '../localStore/localStore.ts'
import type { BuiltIn, Connections } from './connections.ts'

export const builtInId = 'this-computer'

/** What a person sees of the store's address; its keys are new at every start and never leave the main process. */
function connectionOf({ endpoint, accessKeyId, secretAccessKey }: LocalStore): BuiltIn {
  return {
    connection: {
      id: builtInId,
      name: 'This computer',
      service: 'local',
      endpoint,
      region: 'us-east-1',
      pathStyle: true,
      accessKeyId,
      bucket: null,
      prefix: '',
      secretPlace: 'session',
      builtIn: true,
    },
    secret: { secretAccessKey, sessionToken: null },
  }
}

/**
 * Starts the store in the data folder and adds its connection; takes it away should the store end. Answers with
 * the way to close it. A store that can't start leaves the rest of Strata as it is, and says why on stderr.
 */
export async function startBuiltInStore(
  connections: Connections,
  dataFolder: string,
): Promise<() => Promise<void>> {
  const log = process.env['STRATA_STORE_LOG']
  try {
    const store = await startLocalStore({
      folder: join(dataFolder, 'store'),
      seedDemo: true,
      ...(log === undefined ? {} : { log }),
    })
    connections.setBuiltIn(connectionOf(store))
    void store.died.then(() => connections.setBuiltIn(null))
    return () => store.close()
  } catch (error) {
    process.stderr.write(
      `The local store could not start: ${error instanceof Error ? error.message : String(error)}\n`,
    )
    return async () => undefined
  }
}
