/** Inventories as people meet them: looked at first, then read into the index of their bucket, one at a time each. */
import { mkdir, rm } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { cancelledFailure, failed, failureBehind } from '../../shared/failure.ts'
import { isFilling, type InventoryFill, type InventoryFound } from '../../shared/model/inventory.ts'
import type { BucketRef, ObjectRef } from '../../shared/model/selection.ts'
import type { BucketIndexes } from '../index/bucketIndexes.ts'
import { sampled } from '../platform/sampled.ts'
import { WorkerLink, workerUrl } from '../platform/workerLink.ts'
import type { S3Server } from '../s3/server.ts'
import { fillIndex } from './fillIndex.ts'
import { findManifest, readManifest } from './findManifest.ts'
import type { InventoryWorkerApi } from './inventoryWorker.ts'
import { fieldOf, parseManifest, type Manifest } from './manifest.ts'

type Servers = { readonly server: (connectionId: string) => Promise<S3Server> }

type Filling = {
  fill: InventoryFill
  readonly abort: AbortController
  over: Promise<void>
}

type Looked = { readonly found: InventoryFound; readonly manifest: Manifest }

export class Inventories {
  readonly #folder: string
  readonly #connections: Servers
  readonly #indexes: BucketIndexes
  readonly #fillings = new Map<string, Filling>()
  readonly #listeners = new Set<() => void>()
  readonly #ready: Promise<void>

  /** `folder`: for what is thrown away afterwards; what a fill that was broken off has left there is deleted. */
  constructor(folder: string, connections: Servers, indexes: BucketIndexes) {
    this.#folder = folder
    this.#connections = connections
    this.#indexes = indexes
    this.#ready = rm(folder, { recursive: true, force: true }).catch(() => undefined)
  }

  /** Failures: invalid-request (inventory-…), not-found (inventory-none), as listObjectsPage. */
  async look(place: BucketRef, from: string, address: string, signal: AbortSignal): Promise<InventoryFound> {
    const server = await this.#connections.server(from)
    const manifest = await findManifest({ server, signal }, address, place.bucket)
    return (await this.#lookAt(place, { connectionId: from, ...manifest }, signal)).found
  }

  /** Begins; failures as `look`, conflict (inventory-busy). */
  async begin(place: BucketRef, manifest: ObjectRef): Promise<void> {
    const name = nameOf(place)
    const busy = this.#fillings.get(name)
    if (busy && isFilling(busy.fill)) throw alreadyFilling()
    const abort = new AbortController()
    const looked = await this.#lookAt(place, manifest, abort.signal)
    const filling: Filling = { fill: begun(looked.found), abort, over: Promise.resolve() }
    filling.over = this.#run(place, filling, looked)
    this.#fillings.set(name, filling)
    this.#tell(filling, {})
  }

  async cancel(place: BucketRef): Promise<void> {
    const filling = this.#fillings.get(nameOf(place))
    filling?.abort.abort()
    await filling?.over
  }

  watch(place: BucketRef, signal: AbortSignal): AsyncGenerator<InventoryFill | null, void, void> {
    return sampled(
      () => this.#fillings.get(nameOf(place))?.fill ?? null,
      (changed) => {
        this.#listeners.add(changed)
        return () => this.#listeners.delete(changed)
      },
      signal,
    )
  }

  async close(): Promise<void> {
    for (const { abort } of this.#fillings.values()) abort.abort()
    await Promise.all([...this.#fillings.values()].map(({ over }) => over))
  }

  async #lookAt(place: BucketRef, manifest: ObjectRef, signal: AbortSignal): Promise<Looked> {
    const server = await this.#connections.server(manifest.connectionId)
    const text = await readManifest({ server, signal }, manifest)
    const parsed = parseManifest(text, `${manifest.bucket}/${manifest.key}`, place.bucket, Date.now())
    const { createdMs, format, files, columns } = parsed
    const coverage = await this.#indexes.coverageOf({ ...place, prefix: '' })
    const fields = new Set(columns.map(fieldOf))
    const found: InventoryFound = {
      manifest,
      createdMs,
      format,
      fileCount: files.length,
      totalBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      hasStorageClass: fields.has('storageclass'),
      hasOwner: fields.has('objectowner'),
      knowsMore: coverage?.complete === true && (coverage.oldestReadMs ?? 0) > createdMs,
    }
    return { found, manifest: parsed }
  }

  async #run(place: BucketRef, filling: Filling, looked: Looked): Promise<void> {
    const before = this.#indexes.choiceOf(place)
    try {
      await this.#fillWith(place, filling, looked)
      await this.#indexes.endInventory(place, 'inventory')
      this.#tell(filling, { phase: 'done' })
    } catch (error) {
      const failure = filling.abort.signal.aborted ? cancelledFailure : failureBehind(error)
      // Half an inventory is what it is; without any the index goes on as it was.
      const choice = hasWritten(filling.fill) ? 'inventory' : before
      const restored = await this.#indexes.endInventory(place, choice).then(() => null, failureBehind)
      const told = failure.code === 'cancelled' ? restored : failure
      this.#tell(filling, told === null ? { phase: 'cancelled' } : { phase: 'failed', failure: told })
    }
  }

  async #fillWith(place: BucketRef, filling: Filling, { found, manifest }: Looked): Promise<void> {
    await this.#ready
    const scratch = join(this.#folder, randomUUID())
    await mkdir(scratch, { recursive: true, mode: 0o700 })
    const worker = new WorkerLink<InventoryWorkerApi>(workerUrl('inventoryWorker', import.meta.url))
    const { signal } = filling.abort
    const end = (): void => void worker.close()
    signal.addEventListener('abort', end)
    try {
      await fillIndex({
        server: await this.#connections.server(place.connectionId),
        source: await this.#connections.server(found.manifest.connectionId),
        bucket: place.bucket,
        place: found.manifest,
        manifest,
        index: await this.#indexes.beginInventory(place),
        worker,
        folder: scratch,
        signal,
        tell: (fill) => this.#tell(filling, fill),
      })
    } finally {
      signal.removeEventListener('abort', end)
      await worker.close()
      await rm(scratch, { recursive: true, force: true })
    }
  }

  #tell(filling: Filling, fill: Partial<InventoryFill>): void {
    filling.fill = { ...filling.fill, ...fill }
    for (const listener of this.#listeners) listener()
  }
}

const nameOf = ({ connectionId, bucket }: BucketRef): string => `${connectionId}\n${bucket}`

const hasWritten = ({ phase }: InventoryFill): boolean =>
  phase === 'writing' || phase === 'settling' || phase === 'tidying'

const alreadyFilling = () =>
  failed({
    code: 'conflict',
    reason: 'inventory-busy',
    message: 'The index of this bucket is being filled from an inventory already.',
    advice: 'Wait for its end, or cancel it first.',
  })

const begun = (found: InventoryFound): InventoryFill => ({
  found,
  phase: 'reading',
  failure: null,
  bytesRead: 0,
  rowsRead: 0,
  rowsWritten: 0,
  uncertainCount: 0,
  settledCount: 0,
  onlyPrefix: '',
})
