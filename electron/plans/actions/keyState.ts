/** A key as its history tells it: what is on top, what lies beneath, what remains. */
import type { Change } from '../../../shared/model/change.ts'
import type { Remains } from '../../../shared/model/outcome.ts'
import type { VersionEntry } from '../../../shared/model/version.ts'
import { keyHistoryPage } from '../../s3/keyHistory.ts'
import type { VersionMarker } from '../../s3/listVersions.ts'
import type { ActionContext } from './actionContext.ts'

export type KeyState = {
  /** Newest first, in the server's order. */
  readonly entries: readonly VersionEntry[]
  /** false: there are more entries than were read. */
  readonly complete: boolean
  /** false: the server keeps no versions. */
  readonly versioned: boolean
}

const pageSize = 1000
/** Enough to say what remains; a key with more versions than this is reported as "more than". */
const usualPages = 3

/** Reads until all is known, or until `enough` is content and the usual number of pages was read. */
export async function readKeyState(
  context: ActionContext,
  enough: (entries: readonly VersionEntry[]) => boolean = () => true,
): Promise<KeyState> {
  const { server, object, signal } = context
  const entries: VersionEntry[] = []
  let after: VersionMarker | null = null
  for (let pages = 1; ; pages++) {
    const page = await keyHistoryPage(server, object, after, { signal, pageSize })
    entries.push(...page.entries)
    if (page.next === null) return { entries, complete: true, versioned: page.versioned }
    if (pages >= usualPages && enough(entries)) return { entries, complete: false, versioned: page.versioned }
    after = page.next
  }
}

/** The delete markers on top of the newest data version, newest first. */
export function markersOnTop(entries: readonly VersionEntry[]): readonly VersionEntry[] {
  const firstData = entries.findIndex((entry) => !entry.isMarker)
  return firstData < 0 ? entries : entries.slice(0, firstData)
}

export function remainsOf({ entries, complete }: KeyState): Remains {
  const versions = entries.filter((entry) => !entry.isMarker)
  return {
    versionCount: versions.length,
    markerCount: entries.length - versions.length,
    sizeBytes: versions.reduce((sum, version) => sum + (version.sizeBytes ?? 0), 0),
    complete,
  }
}

/** What the change feed says after a verb, from the state read back. */
export function changeOf(context: ActionContext, state: KeyState): Change {
  const { connectionId, bucket, key } = context.object
  const versions: Change['versions'] = state.complete
    ? { kind: 'counted', count: remainsOf(state).versionCount }
    : { kind: 'unknown' }
  return { connectionId, bucket, key, latest: state.entries[0] ?? 'nothing', versions }
}
