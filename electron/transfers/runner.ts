/** Carries out one file after another: what moves it, what is noted, what becomes of it. */
import { createHash } from 'node:crypto'
import { cancelledFailure, failureBehind, type Failure } from '../../shared/failure.ts'
import type { Change } from '../../shared/model/change.ts'
import type { TransferState } from '../../shared/model/transfer.ts'
import type { Disk } from '../disk/disk.ts'
import { pause } from '../platform/pause.ts'
import { Notes } from '../storage/notes.ts'
import type { Storage } from '../storage/storage.ts'
import type { ByteBudget } from './byteBudget.ts'
import { runItem } from './itemRun.ts'
import { verdictOn } from './outcome.ts'
import type { Pace } from './pace.ts'
import type { Reach } from './reach.ts'
import type { Done, ItemJournal, RunContext } from './run/runContext.ts'
import type { Throttle } from './throttle.ts'
import type { Live, TransferBatch } from './transferBatch.ts'
import type { TransferOutcome } from './transferItemTable.ts'
import type { PartNote } from './transferPartTable.ts'
import type { ItemRow } from './transferRows.ts'

export type RunnerParts = {
  readonly storage: Storage
  readonly disk: Disk
  readonly budget: ByteBudget
  readonly up: Throttle
  readonly down: Throttle
  readonly publish: (change: Change) => void
  /** A batch can't go on before something is put right. */
  readonly stopBatch: (batch: TransferBatch, failure: Failure) => void
  /** A file of this computer has arrived. */
  readonly sent: (batch: TransferBatch, item: ItemRow) => void
}

/** Before the next one is begun. */
const mostUnnoted = 256
/** Nobody waits for an outcome: what ends together is noted together. */
const gatherMs = 25

type Kept = { journal: ItemRow['journal'] }

export class Runner {
  readonly #parts: RunnerParts
  readonly #outcomes: Notes<TransferOutcome>
  readonly #partNotes: Notes<PartNote>
  /** Those that ended and are not on disk yet; the last promise answers when all are. */
  #unnoted = 0
  #noted: Promise<void> = Promise.resolve()

  constructor(parts: RunnerParts) {
    this.#parts = parts
    const { storage } = parts
    this.#outcomes = new Notes((outcomes) => storage.call('settleTransfers', { outcomes }), gatherMs)
    this.#partNotes = new Notes((notes) => storage.call('addParts', { parts: notes }))
  }

  /** Never rejects: what became of it is in the batch and on disk. */
  async run(batch: TransferBatch, live: Live, reach: Promise<Reach>, pace: Pace): Promise<void> {
    const kept: Kept = { journal: live.item.journal }
    try {
      const done = await this.#carryOut(batch, live, await reach, kept)
      pace.ok()
      this.#parts.sent(batch, live.item)
      await this.#end(batch, live, done, done.state, null)
    } catch (error) {
      await this.#failed(batch, live, failureBehind(error), pace, kept)
    }
  }

  async #carryOut(batch: TransferBatch, live: Live, reach: Reach, kept: Kept): Promise<Done> {
    const { item } = live
    if (item.task === null) throw new Error('nothing to do')
    const { publish } = this.#parts
    const context = this.#contextOf(batch, live, kept)
    return runItem(context, { batch: batch.row, item, task: item.task, reach, publish })
  }

  #contextOf(batch: TransferBatch, live: Live, kept: Kept): RunContext {
    const { disk, budget, up, down } = this.#parts
    const { item, abort } = live
    return {
      disk,
      budget,
      up,
      down,
      journal: this.#journalOf(batch, item, kept),
      signal: abort.signal,
      progress: (doneBytes, sizeBytes) => {
        live.doneBytes = doneBytes
        live.sizeBytes = sizeBytes
      },
      choice: item.choice,
      isDoubtful: batch.isDoubtful(item),
    }
  }

  #journalOf({ id: batchId }: TransferBatch, { ordinal }: ItemRow, kept: Kept): ItemJournal {
    const { storage } = this.#parts
    return {
      tag: createHash('sha256').update(`${batchId} ${ordinal}`).digest('hex').slice(0, 8),
      found: kept.journal,
      foundParts: () => storage.call('readParts', { batchId, ordinal }),
      begin: async (journal, startedOver = false) => {
        kept.journal = journal
        await storage.call('journalTransfer', { batchId, ordinal, journal, startedOver })
      },
      partDone: (part) => this.#partNotes.note({ ...part, batchId, ordinal }),
      isSaved: (path) => storage.call('isSavedPlace', { batchId, path }),
    }
  }

  async #failed(batch: TransferBatch, live: Live, failure: Failure, pace: Pace, kept: Kept): Promise<void> {
    const { item, abort } = live
    if (batch.row.isCancelled) {
      await this.#end(batch, live, { sizeBytes: item.sizeBytes }, 'cancelled', cancelledFailure)
      return
    }
    if (abort.signal.aborted) {
      batch.requeue(live, kept.journal)
      return
    }
    const tries = batch.tried(item)
    switch (verdictOn(failure, tries)) {
      case 'again-when-back':
        pace.lost(failure)
        batch.requeue(live, kept.journal)
        return
      case 'again':
        await pause(250 * 2 ** tries, abort.signal)
        batch.requeue(live, kept.journal)
        return
      case 'stop-batch':
        batch.requeue(live, kept.journal)
        this.#parts.stopBatch(batch, failure)
        return
      case 'failed':
        if (batch.row.failure === null) batch.record.note({ failure })
        await this.#end(batch, live, { sizeBytes: item.sizeBytes }, 'failed', failure)
    }
  }

  /** Whoever is next doesn't wait for the disk, unless too much waits for it already. */
  async #end(
    batch: TransferBatch,
    live: Live,
    done: Pick<Done, 'sizeBytes'> & Partial<Done>,
    state: TransferState,
    failure: Failure | null,
  ): Promise<void> {
    const { ordinal } = live.item
    const { sizeBytes, checked = 'no', savedAs = null, lost = [] } = done
    batch.end(live, { state, sizeBytes, lost })
    const outcome = {
      batchId: batch.id,
      ordinal,
      state,
      sizeBytes,
      checked,
      savedAs,
      lost: [...lost],
      failure,
    }
    this.#unnoted += 1
    this.#noted = this.#outcomes
      .note(outcome)
      .then(() => batch.settled(ordinal))
      .catch((error: unknown) => this.#parts.stopBatch(batch, failureBehind(error)))
      .finally(() => {
        this.#unnoted -= 1
      })
    if (this.#unnoted > mostUnnoted) await this.#noted
  }

  /** Answers once everything that ended is on disk. */
  async flush(): Promise<void> {
    await this.#noted
  }
}
