/** The contract: everything the window can ask of the main process. */
import { appContract } from './app.ts'
import { bucketsContract } from './buckets.ts'
import { changesContract } from './changes.ts'
import { connectionsContract } from './connections.ts'
import { foldersContract } from './folders.ts'
import { historyContract } from './history.ts'
import { inventoryContract } from './inventory.ts'
import { listingsContract } from './listings.ts'
import { objectsContract } from './objects.ts'
import { plansContract } from './plans.ts'
import { searchContract } from './search.ts'
import { timeContract } from './time.ts'
import { transfersContract } from './transfers.ts'
import { usageContract } from './usage.ts'
import { versionIndexContract } from './versionIndex.ts'

export const contract = {
  app: appContract,
  connections: connectionsContract,
  buckets: bucketsContract,
  listings: listingsContract,
  history: historyContract,
  index: versionIndexContract,
  inventory: inventoryContract,
  time: timeContract,
  search: searchContract,
  usage: usageContract,
  objects: objectsContract,
  plans: plansContract,
  transfers: transfersContract,
  folders: foldersContract,
  changes: changesContract,
}
export type Contract = typeof contract
