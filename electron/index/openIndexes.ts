/** The open files of a worker: each asked under guard, so that a damaged or full disk is told in words. */
import { failed } from '../../shared/failure.ts'
import { indexFailure, isCorrupt, openIndexDatabase, removeIndexFiles } from './indexDatabase.ts'
import { openIndexStore, type IndexStore } from './indexStore.ts'
import { writeMeta } from './state.ts'

/** The file of an index and the folder it lies in. */
export type IndexPlace = { readonly file: string; readonly folder: string }

const damaged = (cause: unknown) =>
  failed(
    {
      code: 'unexpected',
      reason: 'index-damaged',
      message: 'The index of this bucket was damaged and can not be read.',
      advice: 'It is being built anew from the server. Nothing in the bucket was touched.',
      wayOn: 'retry',
    },
    { cause },
  )

export class OpenIndexes {
  readonly #stores = new Map<string, IndexStore>()

  /** Opens for writing. A file that can't be read is begun anew; the index says when that was. */
  open({ file, folder }: IndexPlace): { readonly rebuilt: boolean } {
    if (this.#stores.has(file)) return { rebuilt: false }
    const { store, rebuilt } = openOrRebuild(file, folder)
    if (rebuilt) writeMeta(store.database, 'rebuiltMs', Date.now())
    this.#stores.set(file, store)
    return { rebuilt }
  }

  /** Opens what the writer has made. */
  openBeside({ file, folder }: IndexPlace): void {
    if (!this.#stores.has(file)) this.#stores.set(file, openStoreFile(file, folder))
  }

  /** Throws the file away and begins it anew. */
  rebuild({ file, folder }: IndexPlace): void {
    this.close({ file })
    removeIndexFiles(file)
    this.open({ file, folder })
    const store = this.#stores.get(file)
    if (store) writeMeta(store.database, 'rebuiltMs', Date.now())
  }

  close({ file }: Pick<IndexPlace, 'file'>): void {
    this.#stores.get(file)?.database.close()
    this.#stores.delete(file)
  }

  /** Failures: unexpected (index-damaged, disk-full), not-found (index-closed). */
  with<Result>(file: string, body: (store: IndexStore) => Result): Result {
    const store = this.#stores.get(file)
    if (store === undefined) {
      throw failed({ code: 'not-found', reason: 'index-closed', message: 'This index is not open any more.' })
    }
    try {
      return body(store)
    } catch (error) {
      throw isCorrupt(error) ? damaged(error) : indexFailure(error)
    }
  }
}

function openStoreFile(file: string, folder: string): IndexStore {
  const database = openIndexDatabase(file, folder)
  try {
    return openIndexStore(database)
  } catch (error) {
    database.close()
    throw error
  }
}

/** A file that can't be read is removed and begun anew. */
function openOrRebuild(
  file: string,
  folder: string,
): { readonly store: IndexStore; readonly rebuilt: boolean } {
  try {
    return { store: openStoreFile(file, folder), rebuilt: false }
  } catch (error) {
    if (!isCorrupt(error)) throw indexFailure(error)
    removeIndexFiles(file)
    return { store: openStoreFile(file, folder), rebuilt: true }
  }
}
