/** The way to strata.sqlite from the main process. */
import { WorkerLink, workerUrl } from '../platform/workerLink.ts'
import type { StorageWorkerApi } from './storageWorker.ts'

export type Storage = WorkerLink<StorageWorkerApi>

/** The folder must be there and locked. */
export function openStorage(folder: string): Storage {
  return new WorkerLink<StorageWorkerApi>(workerUrl('storageWorker', import.meta.url), { folder })
}
