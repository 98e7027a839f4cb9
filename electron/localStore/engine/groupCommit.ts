/**
 * Group commit: every write that is waiting when the event loop comes round shares one transaction and so one
 * fsync. Each runs by itself inside it: what one of them throws undoes only its own rows.
 */
import type { Database } from '../../storage/sqlite.ts'

/** What a write works with. It is over when the work returns: nothing of it may be kept. */
export interface Transaction {
  readonly db: Database
  /** The time this write happens at, in epoch milliseconds. */
  readonly nowMs: number
  /** A number never given before: for ordinals, owners, buckets and blobs. */
  nextId(): number
  /** Runs once the commit is on the disk, before the writer hears of it: for files nobody refers to any more. */
  afterCommit(action: () => void): void
}

export type Work<Result> = (tx: Transaction) => Result

interface Options {
  readonly now: () => number
  readonly nextId: () => number
  /** Runs last in every transaction: for counters. */
  readonly beforeCommit: (db: Database) => void
}

export interface GroupCommit {
  /** Resolves when the work is durable; rejects with what it threw, or with why the commit failed. */
  readonly commit: <Result>(work: Work<Result>) => Promise<Result>
  /** Commits what is waiting, now. */
  readonly flush: () => void
}

/** Runs a write; returns how to tell its caller that it is durable. */
type Waiting = { readonly run: (tx: Transaction) => () => void; readonly reject: (reason: unknown) => void }

export function groupCommit(db: Database, options: Options): GroupCommit {
  let waiting: Waiting[] = []
  const flush = (): void => {
    const batch = waiting
    waiting = []
    if (batch.length > 0) commitBatch(db, options, batch)
  }
  return {
    flush,
    commit: async (work) =>
      await new Promise((resolve, reject) => {
        const run = (tx: Transaction): (() => void) => {
          const result = work(tx)
          return () => resolve(result)
        }
        if (waiting.length === 0) setImmediate(flush)
        waiting.push({ run, reject })
      }),
  }
}

function commitBatch(db: Database, options: Options, batch: readonly Waiting[]): void {
  const afterwards: (() => void)[] = []
  try {
    db.transaction(() => {
      for (const member of batch) afterwards.push(...runMember(db, options, member))
      options.beforeCommit(db)
    })
  } catch (error) {
    for (const member of batch) member.reject(error)
    return
  }
  for (const action of afterwards) action()
}

/** Runs one write; what is to be done once it is durable. Its own failure goes to its own caller, at once. */
function runMember(db: Database, options: Options, member: Waiting): readonly (() => void)[] {
  const actions: (() => void)[] = []
  const tx: Transaction = {
    db,
    nowMs: options.now(),
    nextId: options.nextId,
    afterCommit: (action) => void actions.push(action),
  }
  try {
    actions.push(db.savepoint(() => member.run(tx)))
    return actions
  } catch (error) {
    member.reject(error)
    return []
  }
}
