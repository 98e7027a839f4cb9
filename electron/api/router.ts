/** The whole contract, implemented. */
import type { Change } from '../../shared/model/change.ts'
import { sampled } from '../platform/sampled.ts'
import type { ChangeFeed } from '../changes/changes.ts'
import { appApi } from './app.ts'
import { bucketsApi } from './buckets.ts'
import { connectionsApi } from './connections.ts'
import { api, failing, signalOf } from './failing.ts'
import { foldersApi } from './folders.ts'
import { inventoryApi } from './inventory.ts'
import { listingsApi } from './listings.ts'
import { historyApi, objectsApi } from './objects.ts'
import { plansApi } from './plans.ts'
import { searchApi } from './search.ts'
import { timeApi } from './time.ts'
import { transfersApi } from './transfers.ts'
import { usageApi } from './usage.ts'
import { versionIndexApi } from './versionIndex.ts'

export const router = api.router({
  app: appApi,
  connections: connectionsApi,
  buckets: bucketsApi,
  listings: listingsApi,
  history: historyApi,
  index: versionIndexApi,
  inventory: inventoryApi,
  time: timeApi,
  search: searchApi,
  usage: usageApi,
  objects: objectsApi,
  plans: plansApi,
  transfers: transfersApi,
  folders: foldersApi,
  changes: {
    watch: api.changes.watch.handler(({ context: { services }, signal }) =>
      failing(changes(services.changes, signalOf(signal))),
    ),
  },
})

/** Every change once, gathered; the first event is empty and says that we listen. */
function changes(feed: ChangeFeed, signal: AbortSignal): AsyncGenerator<Change[], void, void> {
  const waiting: Change[] = []
  return sampled(
    () => waiting.splice(0),
    (changed) =>
      feed.subscribe((published) => {
        waiting.push(...published)
        changed()
      }),
    signal,
  )
}
