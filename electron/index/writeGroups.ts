/**
 * Writes that came together become one commit. Rows by time touch pages all over the file: with a commit for each
 * part, most of the work would be to write the same pages again and again.
 */
import { together, type IndexStore } from './indexStore.ts'
import type { OpenIndexes } from './openIndexes.ts'

type Job = {
  readonly run: () => void
  readonly committed: () => void
  readonly failed: (error: unknown) => void
}

export class WriteGroups {
  readonly #indexes: OpenIndexes
  readonly #waiting = new Map<string, Job[]>()

  constructor(indexes: OpenIndexes) {
    this.#indexes = indexes
  }

  /** Resolves when it is committed, together with all that was asked for until the next turn of the loop. */
  write<Result>(file: string, body: (store: IndexStore) => Result): Promise<Result> {
    return new Promise((resolve, reject) => {
      let result: Result
      const job: Job = {
        run: () => (result = this.#indexes.with(file, body)),
        committed: () => resolve(result),
        failed: reject,
      }
      const jobs = this.#waiting.get(file)
      if (jobs) jobs.push(job)
      else {
        this.#waiting.set(file, [job])
        setImmediate(() => this.#commit(file))
      }
    })
  }

  #commit(file: string): void {
    const jobs = this.#waiting.get(file) ?? []
    this.#waiting.delete(file)
    const done: Job[] = []
    try {
      this.#indexes.with(file, (store) =>
        together(store, () => {
          for (const job of jobs) if (ran(job)) done.push(job)
        }),
      )
      for (const job of done) job.committed()
    } catch (error) {
      for (const job of jobs) job.failed(error)
    }
  }
}

/** What one of them throws is told to who asked for it; its own writes are undone. */
function ran({ run, failed }: Job): boolean {
  try {
    run()
    return true
  } catch (error) {
    failed(error)
    return false
  }
}
