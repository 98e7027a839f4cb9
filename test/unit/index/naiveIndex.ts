/** What the index must answer, worked out the slow way from histories. */
import { childOf, compareKeys } from '../../../shared/key.ts'
import { stateAt, type Instant, type KeyHistory } from '../../../shared/history.ts'
import type { VersionEntry } from '../../../shared/model/version.ts'

export type NaiveChild = {
  readonly key: string
  readonly versionId: string | null
  readonly certain: boolean | null
}

export function childrenAt(
  histories: readonly KeyHistory[],
  prefix: string,
  instant: Instant,
): readonly NaiveChild[] {
  const children = new Map<string, NaiveChild>()
  for (const history of histories) {
    const state = stateAt(history, instant)
    const child = childOf(prefix, history.key)
    if (child === null || state.kind !== 'live') continue
    const isFolder = child !== history.key || (child.length > prefix.length && child.endsWith('/'))
    children.set(
      child,
      isFolder
        ? { key: child, versionId: null, certain: null }
        : { key: child, versionId: state.version.versionId, certain: state.certain },
    )
  }
  return [...children.values()].sort((a, b) => compareKeys(a.key, b.key))
}

export function sizeAt(histories: readonly KeyHistory[], prefix: string, instant: Instant) {
  const live = histories
    .filter(({ key }) => key.startsWith(prefix))
    .flatMap((history) => {
      const state = stateAt(history, instant)
      return state.kind === 'live' ? [state.version] : []
    })
  return {
    count: live.length,
    bytes: live.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0),
    newestMs: live.length === 0 ? null : Math.max(...live.map(({ modifiedMs }) => modifiedMs)),
  }
}

const bytesOf = (entries: readonly VersionEntry[]): number =>
  entries.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0)

export function sumsUnder(histories: readonly KeyHistory[], prefix: string) {
  const under = histories.filter(({ key }) => key.startsWith(prefix))
  const current = under.flatMap(({ entries: [newest] }) => (newest && !newest.isMarker ? [newest] : []))
  const data = under.flatMap(({ entries }) => entries.filter(({ isMarker }) => !isMarker))
  return {
    currentCount: current.length,
    currentBytes: bytesOf(current),
    noncurrentCount: data.length - current.length,
    noncurrentBytes: bytesOf(data) - bytesOf(current),
    markerCount: under.flatMap(({ entries }) => entries.filter(({ isMarker }) => isMarker)).length,
    deletedCount: under.filter(({ entries: [newest] }) => newest?.isMarker).length,
  }
}

export type NaiveEvent = {
  readonly key: string
  readonly versionId: string
  readonly kind: 'added' | 'replaced' | 'deleted'
  readonly modifiedMs: number
  readonly bytes: number
}

/** What people would call an event: a file came, was overwritten, or went. */
export function eventsUnder(histories: readonly KeyHistory[], prefix: string): readonly NaiveEvent[] {
  return histories
    .filter(({ key }) => key.startsWith(prefix))
    .flatMap(({ key, entries }) =>
      entries.flatMap((entry, at): NaiveEvent[] => {
        const beneath = entries[at + 1]
        const wasLive = beneath !== undefined && !beneath.isMarker
        const { versionId, modifiedMs } = entry
        if (entry.isMarker && !wasLive) return []
        const kind = entry.isMarker ? 'deleted' : wasLive ? 'replaced' : 'added'
        return [
          { key, versionId, kind, modifiedMs, bytes: (entry.isMarker ? beneath : entry)?.sizeBytes ?? 0 },
        ]
      }),
    )
}

export function summed(events: readonly NaiveEvent[]) {
  const count = (kind: NaiveEvent['kind']): number => events.filter((event) => event.kind === kind).length
  const bytes = (deleted: boolean): number =>
    events
      .filter((event) => (event.kind === 'deleted') === deleted)
      .reduce((sum, event) => sum + event.bytes, 0)
  return {
    added: count('added'),
    replaced: count('replaced'),
    deleted: count('deleted'),
    writtenBytes: bytes(false),
    deletedBytes: bytes(true),
  }
}

export function binsOf(events: readonly NaiveEvent[], stepMs: number, fromMs: number, toMs: number) {
  const slots = new Map<number, NaiveEvent[]>()
  for (const event of events) {
    const slot = Math.floor(event.modifiedMs / stepMs)
    if (slot < Math.floor(fromMs / stepMs) || slot > Math.floor(toMs / stepMs)) continue
    slots.set(slot, [...(slots.get(slot) ?? []), event])
  }
  return [...slots]
    .sort(([a], [b]) => a - b)
    .map(([slot, inSlot]) => ({ startMs: slot * stepMs, ...summed(inSlot) }))
}

export function burstsOf(events: readonly NaiveEvent[], gapMinutes: number) {
  const minuteOf = ({ modifiedMs }: NaiveEvent): number => Math.floor(modifiedMs / 60_000)
  const clusters: NaiveEvent[][] = []
  for (const event of events.toSorted((a, b) => b.modifiedMs - a.modifiedMs)) {
    const last = clusters.at(-1)
    const earliest = last?.at(-1)
    if (last && earliest && minuteOf(earliest) - minuteOf(event) - 1 <= gapMinutes) last.push(event)
    else clusters.push([event])
  }
  return clusters.map((cluster) => ({
    ...summed(cluster),
    fromMs: Math.min(...cluster.map(({ modifiedMs }) => modifiedMs)),
    toMs: Math.max(...cluster.map(({ modifiedMs }) => modifiedMs)),
    folder: commonFolder(cluster.map(({ key }) => key)),
  }))
}

function commonFolder([first = '', ...others]: readonly string[]): string {
  const ends = [...first.matchAll(/\//g)].map(({ index }) => first.slice(0, index + 1))
  return ends.findLast((folder) => others.every((key) => key.startsWith(folder))) ?? ''
}

export const writtenUnder = (
  histories: readonly KeyHistory[],
  prefix: string,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): number =>
  bytesOf(
    histories
      .filter(({ key }) => key.startsWith(prefix))
      .flatMap(({ entries }) => entries)
      .filter(({ modifiedMs }) => modifiedMs >= fromMs && modifiedMs < toMs),
  )
