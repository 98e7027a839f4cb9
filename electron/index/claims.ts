/** Who reads which part of a bucket: parts nobody has read in this pass, and halves of what others still have to. */
import { failed } from '../../shared/failure.ts'
import type { BucketIndex } from './bucketIndex.ts'
import type { KeyRange } from './coverage.ts'
import { compareBytes, decodeKey, encodeKey, endOfKeys } from './keyBytes.ts'
import { midKey, type FirstKeyBehind } from './midKey.ts'
import type { Claim } from './readPiece.ts'

/** A range is worth halving again once this many of its pages were read. */
const pagesBeforeHalving = 6

const claimOf = ({ from, to }: KeyRange): Claim => ({
  from,
  to,
  listed: decodeKey(from),
  emptyFrom: null,
  pages: 0,
})

const overlap = (a: KeyRange, b: KeyRange): boolean =>
  compareBytes(a.from, b.to) < 0 && compareBytes(b.from, a.to) < 0

/** The range of a folder, or of the whole bucket for the empty prefix. Its end is a key that can be listed from. */
export function folderRange(prefix: string): KeyRange {
  if (prefix === '') return { from: encodeKey(''), to: endOfKeys }
  if (!prefix.endsWith('/'))
    throw failed({ code: 'invalid-request', reason: 'no-folder', message: `${prefix} is no folder.` })
  // `0` is what follows `/`.
  return { from: encodeKey(prefix), to: encodeKey(`${prefix.slice(0, -1)}0`) }
}

export class Claims {
  readonly #index: BucketIndex
  readonly #pass: number
  readonly #claims = new Set<Claim>()
  #turn: Promise<unknown> = Promise.resolve()

  constructor(index: BucketIndex, pass: number) {
    this.#index = index
    this.#pass = pass
  }

  get count(): number {
    return this.#claims.size
  }

  release(claim: Claim): void {
    this.#claims.delete(claim)
  }

  /** One claim at a time is given out. Null: nothing is left that another could read now. */
  next(first: readonly KeyRange[], firstKeyBehind: FirstKeyBehind): Promise<Claim | null> {
    const claiming = this.#turn.then(async () => {
      const claim = (await this.#unclaimed(first)) ?? (await this.#half(firstKeyBehind))
      if (claim) this.#claims.add(claim)
      return claim
    })
    this.#turn = claiming.catch(() => undefined)
    return claiming
  }

  async #free(range: KeyRange): Promise<KeyRange | undefined> {
    const pieces = await this.#index.pieces(range)
    return pieces.find(
      (piece) => piece.pass < this.#pass && ![...this.#claims].some((claim) => overlap(claim, piece)),
    )
  }

  async #unclaimed(first: readonly KeyRange[]): Promise<Claim | null> {
    for (const range of [...first, folderRange('')]) {
      const piece = await this.#free(range)
      if (piece) return claimOf(piece)
    }
    return null
  }

  async #half(firstKeyBehind: FirstKeyBehind): Promise<Claim | null> {
    const [most] = [...this.#claims].sort((a, b) => b.pages - a.pages)
    if (most === undefined || most.pages < pagesBeforeHalving) return null
    const high = most.emptyFrom ?? (compareBytes(most.to, endOfKeys) < 0 ? decodeKey(most.to) : null)
    const { key, emptyFrom } = await midKey(most.listed, high, firstKeyBehind)
    most.pages = 0
    most.emptyFrom = emptyFrom
    // Meanwhile its reader went on.
    if (key === null || !this.#claims.has(most)) return null
    const cut = encodeKey(key)
    const isBehind = compareBytes(cut, encodeKey(most.listed)) > 0 && compareBytes(cut, most.to) < 0
    if (!isBehind) return null
    const { to } = most
    most.to = cut
    await this.#index.cut([cut])
    return { ...claimOf({ from: cut, to }), emptyFrom }
  }
}
