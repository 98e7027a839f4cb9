/** Builds every service from a Platform, and takes them down again. */
import { Buckets } from './buckets/buckets.ts'
import { LifecycleRules } from './buckets/lifecycle.ts'
import { ChangeFeed } from './changes/changes.ts'
import { startBuiltInStore } from './connections/builtInStore.ts'
import { Connections } from './connections/connections.ts'
import { Content } from './content/content.ts'
import { Folders } from './folders/folders.ts'
import { Listings } from './listings/listings.ts'
import { Objects } from './objects/objects.ts'
import { Planner } from './plans/planner.ts'
import type { Platform } from './platform/platform.ts'
import { SettingsStore } from './settings/settings.ts'
import { openStorage } from './storage/storage.ts'
import { Drops } from './transfers/drops.ts'
import type { ReachParts } from './transfers/reach.ts'
import { Transfers } from './transfers/transfers.ts'

export type Services = Awaited<ReturnType<typeof openServices>>

export async function openServices(platform: Platform) {
  const changes = new ChangeFeed()
  const connections = new Connections(platform.dataFolder, platform.vault)
  const closeStore = await startBuiltInStore(connections, platform.dataFolder)
  const buckets = new Buckets(connections)
  const listings = new Listings(changes)
  const storage = openStorage(platform.dataFolder)
  const drops = new Drops()
  const settings = new SettingsStore(platform.dataFolder)
  const reach: ReachParts = {
    server: (connectionId) => connections.server(connectionId),
    versioning: (ref, signal) => buckets.readNow(ref, signal),
    publish: (change) => changes.publish(change),
  }
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
    listings,
    transfers,
    plans,
    content: new Content(connections),
    drops,
    folders: new Folders(platform.downloadFolder),
    objects: new Objects(connections, buckets, plans),
    settings,
    async close(): Promise<void> {
      for (const service of [plans, transfers, storage, listings, connections]) await service.close()
      await closeStore()
    },
  }
}
