/** The files of a batch that wait, read from disk a portion ahead of those that start. */
import type { Storage } from '../storage/storage.ts'
import type { ItemRow } from './transferRows.ts'

/** Rows that are read at once, and how few are left when more are read. */
const fetched = 256
const fewLeft = 64

export class Waiting {
  readonly #storage: Storage
  readonly #batchId: string
  readonly #isTaken: (ordinal: number) => boolean
  #rows: ItemRow[] = []
  #after = -1
  #allRead = false
  #reading: Promise<boolean> | null = null

  /** `isTaken`: it moves, or ended and the disk doesn't know yet. */
  constructor(storage: Storage, batchId: string, isTaken: (ordinal: number) => boolean) {
    this.#storage = storage
    this.#batchId = batchId
    this.#isTaken = isTaken
  }

  next(): ItemRow | null {
    return this.#rows.shift() ?? null
  }

  putBack(row: ItemRow): void {
    this.#rows.unshift(row)
  }

  /** There are more at the end. */
  grew(): void {
    this.#allRead = false
  }

  /** Something joined at another place than the end. */
  readAgain(): void {
    this.#rows = []
    this.#after = -1
    this.#allRead = false
  }

  /** Reads ahead where few are left; whether there is something new. */
  async readAhead(): Promise<boolean> {
    if (this.#allRead || this.#rows.length > fewLeft) return false
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null
    })
    return this.#reading
  }

  async #read(): Promise<boolean> {
    const query = { batchId: this.#batchId, after: this.#after, count: fetched }
    const rows = await this.#storage.call('nextTransfers', query)
    // Somebody began anew meanwhile.
    if (query.after !== this.#after) return true
    this.#after = rows.at(-1)?.ordinal ?? this.#after
    this.#allRead = rows.length < fetched
    const known = new Set(this.#rows.map(({ ordinal }) => ordinal))
    const fresh = rows.filter(({ ordinal }) => !this.#isTaken(ordinal) && !known.has(ordinal))
    this.#rows.push(...fresh)
    return fresh.length > 0
  }
}
