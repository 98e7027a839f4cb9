/** Histories from the server: everything under a prefix in one pass, or one key; and look-ups in ascending order. */
import { HistoryCutter, type KeyHistory } from '../../shared/history.ts'
import { compareKeys } from '../../shared/key.ts'
import { entryOrderAt } from '../s3/entryOrder.ts'
import { keyHistoryPage } from '../s3/keyHistory.ts'
import { listVersionsPage } from '../s3/listVersions.ts'
import type { VersionMarker } from '../s3/versionsPage.ts'
import type { RequestOptions, S3Server } from '../s3/server.ts'
import type { VersionEntry } from '../../shared/model/version.ts'

export type Place = { readonly server: S3Server; readonly bucket: string }

export type Pass = {
  readonly prefix: string
  /** Only keys behind this one; null begins with the first. */
  readonly after?: string | null
  /** Only keys that lie directly under the prefix. */
  readonly folded?: boolean
}

/** Every key under a prefix with its whole history, in the order of the keys: ⌈entries/1000⌉ requests. */
export async function* historiesUnder(
  { server, bucket }: Place,
  { prefix, after = null, folded = false }: Pass,
  options: RequestOptions,
): AsyncGenerator<KeyHistory, void, void> {
  let marker: VersionMarker | null = after === null ? null : { keyMarker: after, versionIdMarker: '' }
  let cutter: HistoryCutter | null = null
  do {
    const page = await listVersionsPage(server, { bucket, prefix, folded, after: marker }, options)
    cutter ??= new HistoryCutter(entryOrderAt(server, page.entries))
    yield* cutter.add(page.entries)
    marker = page.next
  } while (marker !== null)
  yield* cutter.end()
}

const firstEntries = 50

/** The whole history of one key: mostly one request. Without entries when there is nothing. */
export async function historyOf(
  { server, bucket }: Place,
  key: string,
  options: RequestOptions,
): Promise<KeyHistory> {
  const entries: VersionEntry[] = []
  let after: VersionMarker | null = null
  // Most keys have few versions, and what follows them in the answer costs the server as much.
  let pageSize = firstEntries
  do {
    const page = await keyHistoryPage(server, { bucket, key }, after, { ...options, pageSize })
    pageSize = 1000
    entries.push(...page.entries)
    after = page.next
  } while (after !== null)
  return { key, entries: entryOrderAt(server, entries) === 'newest-first' ? entries : entries.reverse() }
}

/**
 * Answers for keys asked in ascending order from one pass over their prefix; for keys out of order, and where so
 * few are asked that a pass would cost more, from a listing of the key alone.
 */
export class HistoryLookup {
  readonly #place: Place
  readonly #options: RequestOptions
  readonly #pass: AsyncGenerator<KeyHistory, void, void> | null
  #ahead: KeyHistory | null = null
  #passed: string | null
  #over = false

  /** `pass` null: each key by itself. */
  constructor(place: Place, pass: Pass | null, options: RequestOptions) {
    this.#place = place
    this.#options = options
    this.#passed = pass?.after ?? null
    this.#pass = pass === null ? null : historiesUnder(place, pass, options)
  }

  async at(key: string): Promise<KeyHistory> {
    const behind = this.#passed !== null && compareKeys(key, this.#passed) <= 0
    if (this.#pass === null || behind) return historyOf(this.#place, key, this.#options)
    this.#passed = key
    while (!this.#over && (this.#ahead === null || compareKeys(this.#ahead.key, key) < 0)) {
      const { value, done } = await this.#pass.next()
      this.#over = done === true
      this.#ahead = value ?? null
    }
    return this.#ahead?.key === key ? this.#ahead : { key, entries: [] }
  }

  async close(): Promise<void> {
    await this.#pass?.return()
  }
}
