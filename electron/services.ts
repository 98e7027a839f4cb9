/** Builds every service from a Platform, and takes them down again. */
import { join } from 'node:path'
import { Buckets } from './buckets/buckets.ts'
import { LifecycleRules } from './buckets/lifecycle.ts'
import { ChangeFeed } from './changes/changes.ts'
import { startBuiltInStore } from './connections/builtInStore.ts'
import { Connections } from './connections/connections.ts'
import { Content } from './content/content.ts'
import { Folders } from './folders/folders.ts'
import { BucketIndexes } from './index/bucketIndexes.ts'
import { IndexChoices } from './index/indexChoices.ts'
import { Inventories } from './inventory/inventories.ts'
import { Listings } from './listings/listings.ts'
import { Objects } from './objects/objects.ts'
import { Planner } from './plans/planner.ts'
import { calmHeap } from './platform/calmHeap.ts'
import type { Platform } from './platform/platform.ts'
import { SettingsStore } from './settings/settings.ts'
import { openStorage } from './storage/storage.ts'
import { Drops } from './transfers/drops.ts'
import type { ReachParts } from './transfers/reach.ts'
import { Transfers } from './transfers/transfers.ts'

export type Services = Awaited<ReturnType<typeof openServices>>

type Options = {
  /** false: no store on this computer, for tests that bring their own server. */
  readonly builtInStore?: boolean
}

export async function openServices(platform: Platform, { builtInStore = true }: Options = {}) {
  calmHeap()
  const changes = new ChangeFeed()
  const connections = new Connections(platform.dataFolder, platform.vault)
  const closeStore = builtInStore ? await startBuiltInStore(connections, platform.dataFolder) : null
  const buckets = new Buckets(connections)
  const indexes = indexesOf(platform, { connections, buckets, changes })
  const inventories = new Inventories(join(platform.dataFolder, 'inventory'), connections, indexes)
  const listings = new Listings(changes, indexes)
  const storage = openStorage(platform.dataFolder)
  const drops = new Drops()
  const settings = new SettingsStore(platform.dataFolder)
  const reach = reachOf({ connections, buckets, changes })
  const plans = new Planner({ storage, ...reach })
  const transfers = new Transfers({ storage, drops, ...reach })
  await plans.recover()
  transfers.limit(settings.read().transferLimits)
  await transfers.open()
  return {
    platform,
    changes,
    connections,
    buckets,
    lifecycleRules: new LifecycleRules(connections),
    indexes,
    inventories,
    listings,
    transfers,
    plans,
    content: new Content(connections),
    drops,
    folders: new Folders(platform.downloadFolder),
    objects: new Objects(connections, buckets, plans),
    settings,
    close: () =>
      closeAll([inventories, plans, transfers, storage, listings, indexes, connections], closeStore),
  }
}

type Closable = { readonly close: () => Promise<void> | void }

/** In this order; the store on this computer is the last. */
async function closeAll(
  services: readonly Closable[],
  closeStore: (() => Promise<void>) | null,
): Promise<void> {
  for (const service of services) await service.close()
  await closeStore?.()
}

type Parts = {
  readonly connections: Connections
  readonly buckets: Buckets
  readonly changes: ChangeFeed
}

const reachOf = ({ connections, buckets, changes }: Parts): ReachParts => ({
  server: (connectionId) => connections.server(connectionId),
  versioning: (ref, signal) => buckets.readNow(ref, signal),
  publish: (change) => changes.publish(change),
})

function indexesOf({ dataFolder }: Platform, { connections, buckets, changes }: Parts): BucketIndexes {
  const indexes = new BucketIndexes({
    folder: join(dataFolder, 'index'),
    server: (connectionId) => connections.server(connectionId),
    changes,
    choices: new IndexChoices(dataFolder),
    versioning: async (ref, signal) => (await buckets.versioning(ref, false, signal)).state,
    connections: async () =>
      (await connections.list()).map(({ id, builtIn, endpoint }) => ({
        id,
        endpoint: builtIn ? null : endpoint,
      })),
  })
  // A file that can't be deleted now is tried again at the next start.
  const tidy = (): void => void indexes.keepKnown().catch(() => undefined)
  connections.subscribe(tidy)
  tidy()
  return indexes
}
