/**
 * Pages of version listings in the writer: parsed where they are stored, so that the main process only moves their
 * bytes. Of each reading under way, what was cut into histories waits here until it is told how far to write.
 */
import { HistoryCutter, entryOrderOf, type EntryOrder, type KeyHistory } from '../../shared/history.ts'
import { compareKeys } from '../../shared/key.ts'
import { parseVersionsPage, type VersionMarker } from '../s3/versionsPage.ts'
import { compareBytes, encodeKey, justAfter } from './keyBytes.ts'

/** A page as the server wrote it, and where it was asked to begin. */
export type ListedPage = { readonly xml: Uint8Array; readonly after: VersionMarker | null }

/** All that is to be known of a page to go on reading. */
export type PageFacts = {
  readonly next: VersionMarker | null
  readonly prefixes: readonly string[]
  readonly lastKey: string | null
  /** Told by this page; null where it doesn't tell. */
  readonly entryOrder: EntryOrder | null
}

export type ReadPage = ListedPage & {
  /** Chosen by who reads. */
  readonly reading: number
  /** What is below was read before. */
  readonly from: string
  readonly entryOrder: EntryOrder | 'unknown'
}

/** What of a reading is to be written: the keys that are complete, or all where the range is over. */
export type PartEnd = { readonly reading: number; readonly to: Uint8Array; readonly over: boolean }

export type CutPart = { readonly histories: readonly KeyHistory[]; readonly to: Uint8Array }

type Reading = { readonly cutter: HistoryCutter; complete: KeyHistory[] }

export class PageReadings {
  readonly #readings = new Map<number, Reading>()

  /** Failures: those of parseVersionsPage. */
  look({ xml, after }: ListedPage): PageFacts {
    const { entries, prefixes, next } = parseVersionsPage(xml, after)
    return { next, prefixes, lastKey: entries.at(-1)?.key ?? null, entryOrder: entryOrderOf(entries) }
  }

  /** Failures: those of parseVersionsPage. `complete`: so many keys can be written now. */
  add(page: ReadPage): PageFacts & { readonly complete: number } {
    const { entries, prefixes, next } = parseVersionsPage(page.xml, page.after)
    const told = page.entryOrder === 'unknown' ? entryOrderOf(entries) : null
    const known = page.entryOrder === 'unknown' ? told : page.entryOrder
    const reading = this.#readings.get(page.reading) ?? {
      cutter: new HistoryCutter(known ?? 'newest-first'),
      complete: [],
    }
    this.#readings.set(page.reading, reading)
    const added = reading.cutter.add(entries.filter(({ key }) => compareKeys(key, page.from) >= 0))
    reading.complete.push(...added)
    const lastKey = entries.at(-1)?.key ?? null
    return { next, prefixes, lastKey, entryOrder: told, complete: reading.complete.length }
  }

  /** Gives out what is complete below `to`, and how far that is all there is; null where that is nothing new. */
  take({ reading: number, to, over }: PartEnd): CutPart | null {
    const reading = this.#readings.get(number)
    if (reading === undefined) return over ? { histories: [], to } : null
    const complete = [...reading.complete, ...(over ? reading.cutter.end() : [])]
    reading.complete = []
    const histories = complete.filter(({ key }) => compareBytes(encodeKey(key), to) < 0)
    const last = histories.at(-1)
    if (over) return { histories, to }
    return last === undefined ? null : { histories, to: justAfter(encodeKey(last.key)) }
  }

  end(reading: number): void {
    this.#readings.delete(reading)
  }
}
