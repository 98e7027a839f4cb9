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
import { Listings } from './listings/listings.ts'
import { Objects } from './objects/objects.ts'
import { Planner, type PlannerParts } from './plans/planner.ts'
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
  const indexes = indexesOf(platform, { connections, buckets, changes })
  const listings = new Listings(changes, indexes)
  const transfers = new Transfers()
  const storage = openStorage(platform.dataFolder)
  const plans = new Planner({ storage, ...portsOf({ connections, buckets, changes }) })
  await plans.recover()
  return {
    platform,
    changes,
    connections,
    buckets,
    lifecycleRules: new LifecycleRules(connections),
    indexes,
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
      await indexes.close()
      await connections.close()
      await closeStore()
    },
  }
}

type Parts = {
  readonly connections: Connections
  readonly buckets: Buckets
  readonly changes: ChangeFeed
}

const portsOf = ({ connections, buckets, changes }: Parts): Omit<PlannerParts, 'storage'> => ({
  server: (connectionId) => connections.server(connectionId),
  versioning: (ref, signal) => buckets.readNow(ref, signal),
  publish: (change) => changes.publish(change),
})

const indexesOf = ({ dataFolder }: Platform, { connections, buckets, changes }: Parts): BucketIndexes =>
  new BucketIndexes({
    folder: join(dataFolder, 'index'),
    server: (connectionId) => connections.server(connectionId),
    changes,
    choices: new IndexChoices(dataFolder),
    versioning: async (ref, signal) => (await buckets.versioning(ref, false, signal)).state,
  })
