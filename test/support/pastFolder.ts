/** A folder at a moment, asked through the contract as the window asks, and what the histories say of it. */
import { childOf } from '../../shared/key.ts'
import { stateAt, type Instant, type KeyHistory } from '../../shared/history.ts'
import type { ListingState, Row } from '../../shared/model/listing.ts'
import type { Moment } from '../../shared/model/moment.ts'
import type { PrefixRef } from '../../shared/model/selection.ts'
import type { Strata } from './strata.ts'

export type PastFolder = { readonly state: ListingState; readonly rows: readonly Row[] }

/** Opens it, waits until it is read (or a state of one's own), closes it. */
export async function pastFolder(
  { api }: Strata,
  place: PrefixRef & { readonly at: Moment | null; readonly deleted: boolean },
  reached: (state: ListingState) => boolean = ({ live }) => live.complete || live.failure !== null,
): Promise<PastFolder> {
  const order = { by: 'name', direction: 'ascending' } as const
  for await (const state of await api.listings.open({ ...place, order })) {
    if (!reached(state)) continue
    const { listingId, rowCount } = state
    const { rows } = await api.listings.rows({ listingId, start: 0, end: rowCount, keys: [] })
    return { state, rows }
  }
  throw new Error('the listing ended')
}

/** Every row as `key`, version and what else a moment decides; sorted by key. */
export const shortRows = (rows: readonly Row[]): readonly string[] =>
  rows
    .map(({ key, deleted, versionId, versionCount, sizeBytes, certain }) =>
      JSON.stringify([key, deleted, versionId, versionCount, sizeBytes, certain]),
    )
    .toSorted()

/** The same, from the histories alone. */
export function shortChildren(
  histories: readonly KeyHistory[],
  prefix: string,
  instant: Instant,
  deleted: boolean,
): readonly string[] {
  const files: string[] = []
  const folders = new Map<string, boolean>()
  for (const history of histories) {
    const state = stateAt(history, instant)
    const child = childOf(prefix, history.key)
    if (state.kind === 'absent' || child === null) continue
    const top = history.entries.indexOf(state.kind === 'live' ? state.version : state.marker)
    const versions = history.entries.slice(top).filter(({ isMarker }) => !isMarker)
    const [version] = versions
    const gone = state.kind === 'deleted'
    if (version === undefined || (gone && !deleted)) continue
    if (child !== history.key) folders.set(child, (folders.get(child) ?? true) && gone)
    else {
      const { versionId, sizeBytes } = version
      files.push(JSON.stringify([child, gone, versionId, versions.length, sizeBytes, state.certain]))
    }
  }
  const rows = [...folders].map(([key, gone]) => JSON.stringify([key, gone, null, null, null, true]))
  return [...files, ...rows].toSorted()
}
