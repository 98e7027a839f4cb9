/** strata.sqlite in the test's own thread: as durable, without a worker to start for each of hundreds of runs. */
import { openStorageApi } from '../../electron/storage/storageApi.ts'
import type { Storage } from '../../electron/storage/storage.ts'

export function openStorageHere(folder: string): Storage {
  const { api, close } = openStorageApi(folder)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const call = (async (method: keyof typeof api, argument: never) => api[method](argument)) as Storage['call']
  return { call, close: async () => close() }
}
