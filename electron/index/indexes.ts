/** The indexes of all buckets: opened once each, kept in step with what we write, removable. */
import { existsSync } from 'node:fs'
import type { Change } from '../../shared/model/change.ts'
import type { BucketRef } from '../../shared/model/selection.ts'
import { WorkerLink, workerUrl } from '../platform/workerLink.ts'
import { BucketIndex, type IndexWorkers } from './bucketIndex.ts'
import { indexFile, indexFileBytes, removeIndexFiles, removeOlderLayouts } from './indexDatabase.ts'
import type { IndexReaderApi } from './indexReaderWorker.ts'
import type { IndexWriterApi } from './indexWriterWorker.ts'

export class Indexes {
  readonly #folder: string
  readonly #workers: IndexWorkers = {
    writer: new WorkerLink<IndexWriterApi>(workerUrl('indexWriterWorker', import.meta.url)),
    reader: new WorkerLink<IndexReaderApi>(workerUrl('indexReaderWorker', import.meta.url)),
  }
  readonly #open = new Map<string, Promise<BucketIndex>>()

  /** The folder is made when the first index is. */
  constructor(folder: string) {
    this.#folder = folder
  }

  /** Opens the index of a bucket, making it when there is none; the same one for everybody. */
  open(bucket: BucketRef): Promise<BucketIndex> {
    const file = indexFile(this.#folder, bucket)
    const known = this.#open.get(file)
    if (known) return known
    removeOlderLayouts(this.#folder, bucket)
    const opening = this.#openFile(file)
    this.#open.set(file, opening)
    void opening.catch(() => this.#open.delete(file))
    return opening
  }

  /**
   * Enters what we wrote into the indexes there are; answers with the keys whose history has to be read again, by
   * bucket: the next `start` of an indexer does that.
   */
  async applyChanges(
    changes: readonly Change[],
  ): Promise<readonly (BucketRef & { keys: readonly string[] })[]> {
    const byFile = new Map<string, { readonly bucket: BucketRef; readonly changes: Change[] }>()
    for (const change of changes) {
      const { connectionId, bucket } = change
      const file = indexFile(this.#folder, change)
      const known = byFile.get(file)
      if (known) known.changes.push(change)
      else byFile.set(file, { bucket: { connectionId, bucket }, changes: [change] })
    }
    const indexed = [...byFile].filter(([file]) => this.#open.has(file) || existsSync(file))
    return Promise.all(
      indexed.map(async ([, { bucket, changes }]) => {
        const index = await this.open(bucket)
        return { ...bucket, keys: await index.applyChanges(changes) }
      }),
    )
  }

  /** What an index takes on the disk; 0 where there is none. */
  fileBytes(bucket: BucketRef): number {
    return indexFileBytes(indexFile(this.#folder, bucket))
  }

  /** Closes and deletes an index. Whoever reads into it must have stopped. */
  async remove(bucket: BucketRef): Promise<void> {
    const file = indexFile(this.#folder, bucket)
    this.#open.delete(file)
    await this.#workers.reader.call('close', { file })
    await this.#workers.writer.call('close', { file })
    removeIndexFiles(file)
  }

  async close(): Promise<void> {
    await this.#workers.reader.close()
    await this.#workers.writer.close()
  }

  async #openFile(file: string): Promise<BucketIndex> {
    const place = { file, folder: this.#folder }
    await this.#workers.writer.call('open', place)
    await this.#workers.reader.call('open', place)
    return new BucketIndex(place, this.#workers)
  }
}
