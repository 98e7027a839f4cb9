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
import { ByteBudget } from './transfers/byteBudget.ts'
import { Drops } from './transfers/drops.ts'
import { Transfers } from './transfers/transfers.ts'

const transferMemoryBytes = 96 * 1024 ** 2

export type Services = Awaited<ReturnType<typeof openServices>>

export async function openServices(platform: Platform) {
  const changes = new ChangeFeed()
  const connections = new Connections(platform.dataFolder, platform.vault)
  const closeStore = await startBuiltInStore(connections, platform.dataFolder)
  const buckets = new Buckets(connections)
  const listings = new Listings(changes)
  const transfers = new Transfers()
  const storage = openStorage(platform.dataFolder)
  const plans = new Planner({
    storage,
    server: (connectionId) => connections.server(connectionId),
    versioning: (ref, signal) => buckets.readNow(ref, signal),
    publish: (change) => changes.publish(change),
  })
  await plans.recover()
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
    drops: new Drops(),
    folders: new Folders(platform.downloadFolder),
    objects: new Objects(connections, buckets, plans),
    settings: new SettingsStore(platform.dataFolder),
    transferBudget: new ByteBudget(transferMemoryBytes),
    async close(): Promise<void> {
      await plans.close()
      await storage.close()
      await transfers.close()
      await listings.close()
      await connections.close()
      await closeStore()
    },
  }
}
