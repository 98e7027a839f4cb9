/** What plans are tried on: small random histories, and what must come of them. */
import { listVersionsPage } from '../../electron/s3/listVersions.ts'
import type { S3Server } from '../../electron/s3/server.ts'
import { historiesOf, liveAt } from '../../shared/history.ts'
import type { VersionEntry } from '../../shared/model/version.ts'
import { deleted, type Histories } from './bucketWith.ts'
import type { Random } from './random.ts'

/** Every entry of a bucket, in the server's order. */
export async function everything(server: S3Server, bucket: string): Promise<VersionEntry[]> {
  const entries: VersionEntry[] = []
  let after = null
  do {
    const page: Awaited<ReturnType<typeof listVersionsPage>> = await listVersionsPage(
      server,
      { bucket, prefix: '', folded: false, after },
      { signal: AbortSignal.timeout(20_000) },
    )
    entries.push(...page.entries)
    after = page.next
  } while (after !== null)
  return entries
}

/** Key → ETag, as a reader meets it then. */
export const viewOf = (entries: readonly VersionEntry[], atMs = Number.POSITIVE_INFINITY) =>
  Object.fromEntries(
    [...liveAt(historiesOf(entries), { atMs, before: null })].map(([key, { etag }]) => [key, etag]),
  )
/** Every data version there is. */
export const dataIds = (entries: readonly VersionEntry[]) =>
  new Set(entries.filter((entry) => !entry.isMarker).map(({ key, versionId }) => `${key} ${versionId}`))

/** A few keys with a few writes and deletes each. */
export function randomHistories(random: Random): Histories {
  const keys = Array.from(
    { length: 4 + random.below(10) },
    (_, at) => `${random.pick(['a', 'b/', 'b/c/', 'ü '])}${at}`,
  )
  const step = (key: string, at: number) => (random.below(3) === 0 ? deleted : `${key} ${at}`)
  return Object.fromEntries(
    keys.map((key) => [key, Array.from({ length: 1 + random.below(4) }, (_, at) => step(key, at))]),
  )
}

/** The view an uninterrupted plan of the whole bucket ends with. */
export function expectedView(
  kind: 'rewind' | 'undelete' | 'delete',
  before: readonly VersionEntry[],
  atMs: number,
) {
  if (kind === 'rewind') return viewOf(before, atMs)
  if (kind === 'delete') return {}
  const newest = historiesOf(before).flatMap(({ entries }) => entries.find((entry) => !entry.isMarker) ?? [])
  return Object.fromEntries(newest.map(({ key, etag }) => [key, etag]))
}
