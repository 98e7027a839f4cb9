/**
 * Pages of version listings in the writer: parsed where they are stored, so that the main process only moves their
 * bytes. Of each reading under way, the history that may go on in the next page waits here.
 */
import { HistoryCutter, entryOrderOf, type EntryOrder, type KeyHistory } from '../../shared/history.ts'
import { compareKeys } from '../../shared/key.ts'
import { parseVersionsPage, type VersionMarker } from '../s3/versionsPage.ts'
import type { KeyRange } from './coverage.ts'
import { compareBytes, decodeKey, encodeKey, justAfter } from './keyBytes.ts'

/** A page as the server wrote it, and where it was asked to begin. */
export type ListedPage = { readonly xml: Uint8Array; readonly after: VersionMarker | null }

/** What a page without entries of interest tells. */
export type PageFacts = { readonly next: VersionMarker | null; readonly prefixes: readonly string[] }

/** `from` and `to`: what is not written yet of the range that is read. */
export type ReadPage = ListedPage &
  KeyRange & {
    /** Chosen by who reads. */
    readonly number: number
    /** Nothing of the range follows. */
    readonly over: boolean
    readonly entryOrder: EntryOrder | 'unknown'
  }

/** Keys that are complete now, and all there are up to `to`; null: none is. */
export type CutPart = {
  readonly histories: readonly KeyHistory[]
  readonly to: Uint8Array | null
  /** Told by this page; null where it doesn't tell, or it was known. */
  readonly entryOrder: EntryOrder | null
}

export class PageReadings {
  readonly #cutters = new Map<number, HistoryCutter>()

  /** Failures: those of parseVersionsPage. */
  cut({ number, xml, after, from, to, over, entryOrder: known }: ReadPage): CutPart {
    const { entries } = parseVersionsPage(xml, after)
    const told = known === 'unknown' ? entryOrderOf(entries) : null
    const order = known === 'unknown' ? (told ?? 'newest-first') : known
    const cutter = this.#cutters.get(number) ?? new HistoryCutter(order)
    this.#cutters.set(number, cutter)
    const first = decodeKey(from)
    const complete = [...cutter.add(entries.filter(({ key }) => compareKeys(key, first) >= 0))]
    if (over) complete.push(...cutter.end())
    const histories = complete.filter(({ key }) => compareBytes(encodeKey(key), to) < 0)
    const last = histories.at(-1)
    const end = last === undefined ? null : justAfter(encodeKey(last.key))
    return { histories, to: over ? to : end, entryOrder: told }
  }

  end(number: number): void {
    this.#cutters.delete(number)
  }
}
