/** One drop or one order: its items, how far they are, and what becomes of the whole. */
import { randomUUID } from 'node:crypto'
import { cancelledFailure, failureBehind, type Failure } from '../../shared/failure.ts'
import { isOver, type Batch, type TransferItem, type TransferState } from '../../shared/model/transfer.ts'
import { Rate } from './rate.ts'

/** How an item tells what it does; all counts are absolute. */
export type ItemProgress = (doneBytes: number, sizeBytes: number) => void
export type ItemResult = { readonly checked: TransferItem['checked']; readonly savedAs: string | null }

/** What is to be done for one file; `run` may be called again after a failure. */
export type Task = {
  readonly name: string
  readonly sizeBytes: number
  readonly run: (context: {
    readonly signal: AbortSignal
    readonly progress: ItemProgress
    readonly mayDestroy: boolean
  }) => Promise<ItemResult>
}
export type FoundTask = { readonly task: Task } | { readonly name: string; readonly failure: Failure }

export type BatchPlan = Pick<Batch, 'direction' | 'title' | 'place'> & {
  /** Finds what is to be done; called again when a cancelled search is tried again. */
  readonly find: (signal: AbortSignal) => AsyncIterable<FoundTask>
  /** Shows the result in the system's file browser; null while there is nothing to show. */
  readonly revealPath: () => string | null
  /** Called once, when the batch is off the list or done for good. */
  readonly release: () => Promise<void>
}

type Item = { -readonly [Field in keyof TransferItem]: TransferItem[Field] } & { readonly task: Task | null }

export class TransferBatch {
  readonly id = randomUUID()
  readonly plan: BatchPlan
  readonly #items: Item[] = []
  readonly #names = new Set<string>()
  readonly #rate = new Rate()
  readonly #startedMs = Date.now()
  #cursor = 0
  #counting = true
  #abort = new AbortController()
  #failure: Failure | null = null
  #endedMs: number | null = null
  #released = false
  #mayDestroy = false
  #sizeBytes = 0
  #doneBytes = 0
  readonly #counts: Record<TransferState, number> = {
    queued: 0,
    preparing: 0,
    running: 0,
    paused: 0,
    done: 0,
    cancelled: 0,
    failed: 0,
    skipped: 0,
  }

  constructor(plan: BatchPlan) {
    this.plan = plan
  }

  /** Searches for what is to be done; `found` is called whenever there is more to start. */
  async search(found: () => void): Promise<void> {
    this.#counting = true
    const { signal } = this.#abort
    try {
      for await (const next of this.plan.find(signal)) {
        if (signal.aborted) return
        this.#add(next)
        found()
      }
    } catch (error) {
      if (!signal.aborted) this.#failure = failureBehind(error)
    } finally {
      if (signal === this.#abort.signal) this.#counting = signal.aborted
      found()
    }
  }

  /** Starts the next waiting item; null when none waits. The promise never rejects. */
  startNext(changed: () => void): Promise<void> | null {
    while (this.#cursor < this.#items.length) {
      const item = this.#items[this.#cursor++]
      if (item?.state === 'queued' && item.task) return this.#run(item, item.task, changed)
    }
    return null
  }

  cancel(): void {
    this.#abort.abort()
    for (const item of this.#items) {
      if (item.state === 'queued') this.#end(item, 'cancelled', cancelledFailure)
    }
    this.#cursor = this.#items.length
  }

  /** Makes what failed or was cancelled wait again; answers whether the search has to go on. */
  retry(mayDestroy: boolean): boolean {
    const searchAgain = this.#counting || this.#failure !== null
    this.#abort = new AbortController()
    this.#failure = null
    this.#endedMs = null
    this.#mayDestroy ||= mayDestroy
    this.#cursor = 0
    for (const item of this.#items) {
      if ((item.state === 'failed' || item.state === 'cancelled') && item.task) {
        this.#progress(item, 0, item.sizeBytes)
        this.#set(item, 'queued', null)
      }
    }
    return searchAgain
  }

  get isOver(): boolean {
    return isOver(this.#state())
  }

  async release(): Promise<void> {
    if (this.#released) return
    this.#released = true
    await this.plan.release()
  }

  /** What failed first, then what runs, then the rest as it was found. */
  items(start: number, end: number): { readonly itemCount: number; readonly items: TransferItem[] } {
    const rank = ({ state }: Item): number => (state === 'failed' ? 0 : state === 'running' ? 1 : 2)
    const ordered = this.#items.toSorted((a, b) => rank(a) - rank(b))
    const items = ordered.slice(start, end).map(({ task: _task, ...item }) => item)
    return { itemCount: this.#items.length, items }
  }

  model(): Batch {
    const { direction, title, place } = this.plan
    const state = this.#state()
    if (isOver(state)) this.#endedMs ??= Date.now()
    const rate = isOver(state) ? null : this.#rate.bytesPerSecond()
    const leftBytes = this.#sizeBytes - this.#doneBytes
    return {
      batchId: this.id,
      direction,
      title,
      place,
      state,
      counting: this.#counting && !isOver(state),
      fileCount: this.#items.length,
      doneCount: this.#counts.done,
      failedCount: this.#counts.failed,
      skippedCount: 0,
      askingCount: 0,
      rates: [],
      waiting: null,
      sizeBytes: this.#sizeBytes,
      doneBytes: this.#doneBytes,
      bytesPerSecond: rate,
      secondsLeft: rate === null || rate <= 0 || this.#counting ? null : leftBytes / rate,
      startedMs: this.#startedMs,
      endedMs: this.#endedMs,
      failure: this.#failure ?? this.#items.find((item) => item.state === 'failed')?.failure ?? null,
      canReveal: this.plan.revealPath() !== null,
    }
  }

  #state(): TransferState {
    const { queued, failed, cancelled, running } = this.#counts
    if (running > 0) return 'running'
    if (this.#abort.signal.aborted) return 'cancelled'
    if (this.#counting) return this.#items.length === 0 ? 'preparing' : 'running'
    if (queued > 0) return 'queued'
    return this.#failure !== null || failed > 0 ? 'failed' : cancelled > 0 ? 'cancelled' : 'done'
  }

  #add(next: FoundTask): void {
    const [name, task, failure] =
      'task' in next ? [next.task.name, next.task, null] : [next.name, null, next.failure]
    if (this.#names.has(name)) return
    this.#names.add(name)
    const sizeBytes = task?.sizeBytes ?? 0
    const state = failure === null ? 'queued' : 'failed'
    this.#items.push({
      itemId: randomUUID(),
      name,
      state,
      sizeBytes,
      doneBytes: 0,
      failure,
      checked: 'no',
      savedAs: null,
      collision: null,
      task,
    })
    this.#counts[state] += 1
    this.#sizeBytes += sizeBytes
  }

  async #run(item: Item, task: Task, changed: () => void): Promise<void> {
    const { signal } = this.#abort
    this.#set(item, 'running', null)
    changed()
    try {
      const progress: ItemProgress = (doneBytes, sizeBytes) => {
        this.#progress(item, doneBytes, sizeBytes)
        changed()
      }
      Object.assign(item, await task.run({ signal, progress, mayDestroy: this.#mayDestroy }))
      this.#progress(item, item.sizeBytes, item.sizeBytes)
      this.#set(item, 'done', null)
    } catch (error) {
      this.#progress(item, 0, item.sizeBytes)
      this.#end(
        item,
        signal.aborted ? 'cancelled' : 'failed',
        signal.aborted ? cancelledFailure : failureBehind(error),
      )
    }
    changed()
  }

  #progress(item: Item, doneBytes: number, sizeBytes: number): void {
    this.#doneBytes += doneBytes - item.doneBytes
    this.#sizeBytes += sizeBytes - item.sizeBytes
    item.doneBytes = doneBytes
    item.sizeBytes = sizeBytes
    this.#rate.add(this.#doneBytes)
  }

  #end(item: Item, state: 'failed' | 'cancelled', failure: Failure): void {
    this.#set(item, state, failure)
  }

  #set(item: Item, state: TransferState, failure: Failure | null): void {
    this.#counts[item.state] -= 1
    this.#counts[state] += 1
    item.state = state
    item.failure = failure
  }
}
