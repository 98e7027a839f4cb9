/** The way to strata.sqlite from the main process. */
import { WorkerLink, workerUrl } from '../platform/workerLink.ts'
import type { StorageApi } from './storageApi.ts'

/** Asks by name; failures arrive as FailureError. */
export type Storage = Pick<WorkerLink<StorageApi>, 'call' | 'close'>

/** The folder must be there and locked. */
export function openStorage(folder: string): Storage {
  return new WorkerLink<StorageApi>(workerUrl('storageWorker', import.meta.url), { folder })
}
