/** The index of one bucket from the main process: questions, our own writes, and the ranges the indexer reads. */
import { FailureError } from '../../shared/failure.ts'
import type { Change } from '../../shared/model/change.ts'
import type { WorkerLink } from '../platform/workerLink.ts'
import type { Piece, KeyRange } from './coverage.ts'
import { indexFileBytes } from './indexDatabase.ts'
import type { IndexReaderApi } from './indexReaderWorker.ts'
import type { IndexWriterApi, PackedInventory, PageToWrite, WrittenPart } from './indexWriterWorker.ts'
import type { IndexPlace } from './openIndexes.ts'
import type { ListedPage, PageFacts } from './pageReadings.ts'
import type { Questions } from './questions.ts'
import type { IndexState, MetaName } from './state.ts'

export type IndexWorkers = {
  readonly writer: WorkerLink<IndexWriterApi>
  readonly reader: WorkerLink<IndexReaderApi>
}

type PageBytes = { readonly xml: Uint8Array<ArrayBuffer> }

type Argument<Name extends keyof Questions> = Parameters<Questions[Name]>[1]
type Answer<Name extends keyof Questions> = ReturnType<Questions[Name]>

/** Longer than any listing request takes; older changes are in what the server lists. */
const rememberedMs = 10 * 60_000

export class BucketIndex {
  readonly #place: IndexPlace
  readonly #workers: IndexWorkers
  /** When each of our own recent changes was made, by key: a listing asked for earlier may not know of it. */
  readonly #changedMs = new Map<string, number>()
  /** Changes since then are remembered however long ago they are: an inventory is being read. */
  #rememberedFromMs = Infinity

  /** Opened by `Indexes` only. */
  constructor(place: IndexPlace, workers: IndexWorkers) {
    this.#place = place
    this.#workers = workers
  }

  /**
   * Failures: not-found (version-unknown), unexpected (index-damaged: it has been begun anew and has to be read
   * again; disk-full).
   */
  async ask<Name extends keyof Questions>(name: Name, argument: Argument<Name>): Promise<Answer<Name>> {
    const { file } = this.#place
    // The worker asks the question of that name; WorkerLink can't carry its type.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const ask = { file, name, argument: argument as never }
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return (await this.#guarded(() => this.#workers.reader.call('ask', ask))) as Answer<Name>
  }

  state(): Promise<IndexState> {
    return this.#write('state', {})
  }

  /** On the disk, companions included. */
  get fileBytes(): number {
    return indexFileBytes(this.#place.file)
  }

  /** Enters what we wrote; answers with the keys whose history has to be read again. */
  applyChanges(changes: readonly Change[]): Promise<readonly string[]> {
    const nowMs = performance.now()
    for (const { key } of changes) {
      this.#changedMs.delete(key)
      this.#changedMs.set(key, nowMs)
    }
    for (const [key, changedMs] of this.#changedMs) {
      if (changedMs > Math.min(nowMs - rememberedMs, this.#rememberedFromMs)) break
      this.#changedMs.delete(key)
    }
    return this.#write('applyChanges', { changes })
  }

  /** What a page tells; nothing of it is kept. Its bytes are handed over. Failures: those of parseVersionsPage. */
  lookAtPage(page: ListedPage & PageBytes): Promise<PageFacts> {
    return this.#write('lookAtPage', { page }, [page.xml.buffer])
  }

  /**
   * Takes the next page of a reading and writes what is complete now. Its bytes are handed over. `askedMs`: when the
   * first page with these keys was asked for, by performance.now(). Failures: those of parseVersionsPage.
   */
  writePage(page: Omit<PageToWrite, 'leave'> & PageBytes, askedMs: number): Promise<WrittenPart> {
    return this.#write('writePage', { page: { ...page, leave: this.#changedSince(askedMs) } }, [
      page.xml.buffer,
    ])
  }

  /** Forgets what was not written of a reading. */
  endReading(number: number): Promise<void> {
    return this.#write('endReading', { number })
  }

  /** From now on nothing that we write is overwritten by an inventory; until `forgetInventory`. */
  awaitInventory(): void {
    this.#rememberedFromMs = performance.now()
  }

  forgetInventory(): void {
    this.#rememberedFromMs = Infinity
  }

  /** The next part of an inventory, in the order of its keys. */
  writeInventory(range: Omit<PackedInventory, 'leave'>): Promise<void> {
    return this.#write('writeInventory', {
      range: { ...range, leave: this.#changedSince(this.#rememberedFromMs) },
    })
  }

  /** Leaves what was never read out of the reading that is under way, until it is taken up again. */
  setUnreadAside(aside: boolean): Promise<void> {
    return this.#write('setUnreadAside', { aside })
  }

  /** What was read longer ago comes up in the reading under way; until then the old answers hold. */
  readAgain(range: KeyRange, olderThanMs: number): Promise<void> {
    return this.#write('readAgain', { range, olderThanMs })
  }

  note(name: MetaName, value: number | null): Promise<void> {
    return this.#write('note', { name, value })
  }

  #changedSince(atMs: number): readonly string[] {
    return [...this.#changedMs].flatMap(([key, changedMs]) => (changedMs >= atMs ? key : []))
  }

  pieces(range: KeyRange): Promise<readonly Piece[]> {
    return this.#write('pieces', { range })
  }

  cut(keys: readonly Uint8Array[]): Promise<void> {
    return this.#write('cut', { keys })
  }

  /** Counts as unread from now on. */
  forget(range: KeyRange): Promise<void> {
    return this.#write('forget', { range })
  }

  evenCuts(count: number): Promise<readonly Uint8Array[]> {
    return this.#write('evenCuts', { count })
  }

  beginPass(pass: number): Promise<void> {
    return this.#write('beginPass', { pass })
  }

  /** One step of what makes answers fast; answers whether there may be another. */
  maintain(): Promise<boolean> {
    return this.#write('maintain', {})
  }

  #write<Name extends Exclude<keyof IndexWriterApi, 'open' | 'rebuild'>>(
    name: Name,
    argument: Omit<Parameters<IndexWriterApi[Name]>[0], 'file'>,
    given: readonly ArrayBuffer[] = [],
  ): Promise<Awaited<ReturnType<IndexWriterApi[Name]>>> {
    // The file is all that was left out.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const whole = { ...argument, file: this.#place.file } as never
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return this.#guarded(() => this.#workers.writer.call(name, whole, given)) as never
  }

  /** A damaged file is thrown away at once, so that the next reading begins anew. */
  async #guarded<Result>(call: () => Promise<Result>): Promise<Result> {
    try {
      return await call()
    } catch (error) {
      if (error instanceof FailureError && error.failure.reason === 'index-damaged') {
        await this.#workers.reader.call('close', this.#place)
        await this.#workers.writer.call('rebuild', this.#place)
        await this.#workers.reader.call('open', this.#place)
      }
      throw error
    }
  }
}
