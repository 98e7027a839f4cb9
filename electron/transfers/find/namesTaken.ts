/** What lies under a prefix already, read once, folder by folder, as it is asked for. */
import { parentPrefix } from '../../../shared/key.ts'
import type { BucketRef } from '../../../shared/model/selection.ts'
import { listObjectsPage } from '../../s3/listObjects.ts'
import type { S3Server } from '../../s3/server.ts'
import type { NewItem } from '../transferItemTable.ts'

type Taken = NonNullable<NewItem['collision']>

export class NamesTaken {
  readonly #server: S3Server
  readonly #bucket: string
  readonly #signal: AbortSignal
  /** The folder that was asked for last: files of a folder come one after another. */
  #folder: { readonly prefix: string; readonly names: ReadonlyMap<string, Taken> } | null = null

  constructor(server: S3Server, { bucket }: BucketRef, signal: AbortSignal) {
    this.#server = server
    this.#bucket = bucket
    this.#signal = signal
  }

  async at(key: string): Promise<Taken | null> {
    const prefix = parentPrefix(key)
    if (this.#folder?.prefix !== prefix) this.#folder = { prefix, names: await this.#read(prefix) }
    return this.#folder.names.get(key) ?? null
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
