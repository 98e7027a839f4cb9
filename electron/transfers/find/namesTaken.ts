/** What lies under a prefix already, read folder by folder, as it is asked for. */
import { delimiter, parentPrefix } from '../../../shared/key.ts'
import type { BucketRef } from '../../../shared/model/selection.ts'
import { listObjectsPage } from '../../s3/listObjects.ts'
import type { S3Server } from '../../s3/server.ts'
import type { NewItem } from '../transferItemTable.ts'
import { FoldersOnTheWay } from './foldersOnTheWay.ts'

type Taken = NonNullable<NewItem['collision']>

export class NamesTaken {
  readonly #server: S3Server
  readonly #bucket: string
  readonly #signal: AbortSignal
  readonly #folders = new FoldersOnTheWay(delimiter, (prefix) => this.#read(prefix))

  constructor(server: S3Server, { bucket }: BucketRef, signal: AbortSignal) {
    this.#server = server
    this.#bucket = bucket
    this.#signal = signal
  }

  async at(key: string): Promise<Taken | null> {
    return (await this.#folders.of(parentPrefix(key))).get(key) ?? null
  }

  async #read(prefix: string): Promise<ReadonlyMap<string, Taken>> {
    const names = new Map<string, Taken>()
    let after: string | null = null
    do {
      const query = { bucket: this.#bucket, prefix, folded: true, after }
      const page = await listObjectsPage(this.#server, query, { signal: this.#signal, priority: 'transfer' })
      for (const { key, sizeBytes, modifiedMs } of page.objects) names.set(key, { sizeBytes, modifiedMs })
      after = page.next
    } while (after !== null)
    return names
  }
}
