/** A key as its history tells it: what is on top, and what remains. */
import type { Remains } from '../../shared/model/outcome.ts'
import type { ObjectRef } from '../../shared/model/selection.ts'
import type { VersionEntry } from '../../shared/model/version.ts'
import { keyHistoryPage } from '../s3/keyHistory.ts'
import type { VersionMarker } from '../s3/versionsPage.ts'
import type { RequestOptions, S3Server } from '../s3/server.ts'

export type KeyState = {
  /** Newest first, in the server's order. */
  readonly entries: readonly VersionEntry[]
  /** false: there are more entries than were read. */
  readonly complete: boolean
}

/** A key with more entries than fit these is reported as "more than". */
const mostPages = 3

export async function readKeyState(
  server: S3Server,
  object: ObjectRef,
  options: RequestOptions,
): Promise<KeyState> {
  const entries: VersionEntry[] = []
  let after: VersionMarker | null = null
  for (let pages = 0; pages < mostPages; pages++) {
    const page = await keyHistoryPage(server, object, after, { ...options, pageSize: 1000 })
    entries.push(...page.entries)
    if (page.next === null) return { entries, complete: true }
    after = page.next
  }
  return { entries, complete: false }
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
