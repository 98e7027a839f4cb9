/** How many files of a batch are in which state, and their bytes. */
import type { TransferState } from '../../shared/model/transfer.ts'

type Sum = {
  readonly count: number
  readonly sizeBytes: number
  /** Of them: those that lack something. */
  readonly lackingCount: number
}
export type StateSum = Sum & { readonly state: TransferState }

const nothing: Sum = { count: 0, sizeBytes: 0, lackingCount: 0 }

export class Sums {
  #sums = new Map<TransferState, Sum>()

  set(sums: readonly StateSum[]): void {
    this.#sums = new Map(sums.map(({ state, ...sum }) => [state, sum]))
  }

  add(state: TransferState, count: number, sizeBytes: number, lackingCount = 0): void {
    const sum = this.of(state)
    this.#sums.set(state, {
      count: sum.count + count,
      sizeBytes: sum.sizeBytes + sizeBytes,
      lackingCount: sum.lackingCount + lackingCount,
    })
  }

  of(state: TransferState): Sum {
    return this.#sums.get(state) ?? nothing
  }

  get fileCount(): number {
    return [...this.#sums.values()].reduce((sum, { count }) => sum + count, 0)
  }

  get lackingCount(): number {
    return [...this.#sums.values()].reduce((sum, each) => sum + each.lackingCount, 0)
  }

  /** What is skipped never had to move. */
  get sizeBytes(): number {
    return [...this.#sums].reduce(
      (sum, [state, { sizeBytes }]) => (state === 'skipped' ? sum : sum + sizeBytes),
      0,
    )
  }
}
