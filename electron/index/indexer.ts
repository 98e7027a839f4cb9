/**
 * Fills the index of a bucket from the server and keeps it fresh: several readers at once, in the background, no more
 * requests a second than allowed, what somebody looks at first. It goes on where it was after a pause or a kill.
 */
import { FailureError, cancelledFailure, failureBehind, type Failure } from '../../shared/failure.ts'
import { pause } from '../platform/pause.ts'
import type { S3Server } from '../s3/server.ts'
import type { BucketIndex } from './bucketIndex.ts'
import { folderRange } from './claims.ts'
import type { KeyRange } from './coverage.ts'
import { Pace } from './pace.ts'
import { readPass, type PassContext } from './readPass.ts'

export type IndexerLimits = { readonly readers: number; readonly requestsPerSecond: number }

export const usualLimits: IndexerLimits = { readers: 6, requestsPerSecond: 100 }

export type IndexerProgress = {
  readonly phase: 'idle' | 'reading' | 'tidying' | 'paused' | 'failed' | 'complete'
  /** Why it stopped, or why it waits before it tries again. */
  readonly failure: Failure | null
  readonly pass: number
  /** Since this run began. */
  readonly keysRead: number
  readonly entriesRead: number
  readonly requestsMade: number
  readonly startedMs: number | null
}

type Place = { readonly index: BucketIndex; readonly server: S3Server; readonly bucket: string }

const fresh: IndexerProgress = {
  phase: 'idle',
  failure: null,
  pass: 0,
  keysRead: 0,
  entriesRead: 0,
  requestsMade: 0,
  startedMs: null,
}

export class Indexer {
  readonly #place: Place
  readonly #limits: IndexerLimits
  readonly #pace: Pace
  readonly #changed: () => void
  #first: readonly KeyRange[] = []
  #progress = fresh
  #run: { readonly over: Promise<void>; readonly abort: AbortController } | null = null

  /** `changed` is called whenever the progress is another; often. */
  constructor(place: Place, changed: () => void = () => undefined, limits: IndexerLimits = usualLimits) {
    this.#place = place
    this.#limits = limits
    this.#pace = new Pace(limits.requestsPerSecond)
    this.#changed = changed
  }

  get progress(): IndexerProgress {
    return this.#progress
  }

  /** Reads what this pass has not read yet; at once over when that is nothing. Resolves when it stopped, however. */
  start(): Promise<void> {
    return this.#begin(false)
  }

  /** Reads everything anew; what is gone from the server goes from the index. */
  async refresh(): Promise<void> {
    await this.pause()
    return this.#begin(true)
  }

  /** Stops after what is under way; `start` goes on. */
  async pause(): Promise<void> {
    const run = this.#run
    if (run === null) return
    run.abort.abort()
    await run.over
  }

  /**
   * Reads a folder before everything else. Resolves when the index has all of it; failures as the listing's, and
   * `cancelled` when the indexer was paused or the signal fired.
   */
  async readFirst(prefix: string, signal: AbortSignal): Promise<void> {
    const { index } = this.#place
    const range = folderRange(prefix)
    if ((await index.ask('coverageOf', { prefix })).complete) return
    await index.cut([range.from, range.to])
    this.#first = [...this.#first, range]
    let waitMs = 10
    try {
      while (!signal.aborted) {
        if ((await index.ask('coverageOf', { prefix })).complete) return
        const { phase, failure } = this.#progress
        if (phase === 'failed' && this.#run === null && failure) throw new FailureError(failure)
        void this.start()
        waitMs = Math.min(200, waitMs + 10)
        await pause(waitMs, signal)
      }
      throw new FailureError(cancelledFailure)
    } finally {
      this.#first = this.#first.filter((each) => each !== range)
    }
  }

  #begin(anew: boolean): Promise<void> {
    if (this.#run !== null) return this.#run.over
    const abort = new AbortController()
    const over = this.#reading(anew, abort.signal).finally(() => {
      this.#run = null
      this.#changed()
    })
    this.#run = { over, abort }
    return over
  }

  async #reading(anew: boolean, signal: AbortSignal): Promise<void> {
    this.#tell({ ...fresh, phase: 'reading', startedMs: Date.now() })
    try {
      const pass = await this.#passOf(anew)
      this.#tell({ pass })
      await readPass(this.#contextOf(pass, signal))
      this.#tell({ phase: 'tidying', failure: null })
      while (!signal.aborted && (await this.#place.index.maintain()));
      this.#tell({ phase: signal.aborted ? 'paused' : 'complete', failure: null })
    } catch (error) {
      const failure = failureBehind(error)
      // The damaged file is gone already, and what takes its place is read from the beginning.
      if (failure.reason === 'index-damaged') return this.#reading(false, signal)
      this.#tell(
        failure.code === 'cancelled' ? { phase: 'paused', failure: null } : { phase: 'failed', failure },
      )
    }
  }

  async #passOf(anew: boolean): Promise<number> {
    const { index } = this.#place
    const { pass } = await index.state()
    if (!anew && pass > 0) return pass
    await index.beginPass(pass + 1)
    return pass + 1
  }

  #contextOf(pass: number, signal: AbortSignal): PassContext {
    return {
      ...this.#place,
      pass,
      readers: this.#limits.readers,
      signal,
      first: () => this.#first,
      turn: async () => {
        await this.#pace.turn(signal)
        this.#tell({ requestsMade: this.#progress.requestsMade + 1 })
      },
      wrote: ({ keyCount, entryCount }) => {
        const { keysRead, entriesRead } = this.#progress
        this.#tell({ keysRead: keysRead + keyCount, entriesRead: entriesRead + entryCount, failure: null })
      },
      waiting: (failure) => this.#tell({ failure }),
    }
  }

  #tell(progress: Partial<IndexerProgress>): void {
    this.#progress = { ...this.#progress, ...progress }
    this.#changed()
  }
}
