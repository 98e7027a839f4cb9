/** What plans are tried on: small random histories, and what must come of them. */
import { Planner } from '../../electron/plans/planner.ts'
import { listVersionsPage } from '../../electron/s3/listVersions.ts'
import type { S3Server } from '../../electron/s3/server.ts'
import { readVersioning } from '../../electron/s3/versioning.ts'
import type { Storage } from '../../electron/storage/storage.ts'
import { historiesOf, liveAt } from '../../shared/history.ts'
import type { PlanSpec } from '../../shared/model/plan.ts'
import type { VersionEntry } from '../../shared/model/version.ts'
import { bucketWith, deleted, type Histories } from './bucketWith.ts'
import type { Random } from './random.ts'
import { s3ServerFor } from './s3ServerFor.ts'
import type { TestServer } from './testServer.ts'

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

const kinds = ['rewind', 'undelete', 'delete'] as const
type Kind = (typeof kinds)[number]

/** A bucket with a history, a plan of all of it, and what must come of that. */
export async function randomCase(server: TestServer, random: Random) {
  const { bucket } = await bucketWith(server, randomHistories(random))
  /** Nothing disturbs this one. */
  const calm = s3ServerFor(server)
  const before = await everything(calm, bucket)
  const kind = random.pick(kinds)
  const atMs = random.pick(before.map(({ modifiedMs }) => modifiedMs))
  const all = { connectionId: 'c', bucket, scope: { keys: [], prefixes: [''] } }
  const spec: PlanSpec = kind === 'rewind' ? { kind, ...all, moment: { atMs } } : { kind, ...all }
  return {
    calm,
    before,
    spec,
    wanted: expectedView(kind, before, atMs),
    after: () => everything(calm, bucket),
    planner: (s3: S3Server, storage: Storage, patience: { readonly patienceMs?: number } = {}) =>
      new Planner({
        storage,
        server: async () => s3,
        versioning: () => readVersioning(calm, bucket, { signal: AbortSignal.timeout(10_000) }),
        publish: () => undefined,
        ...patience,
      }),
  }
}

/** The view an uninterrupted plan of the whole bucket ends with. */
function expectedView(kind: Kind, before: readonly VersionEntry[], atMs: number) {
  if (kind === 'rewind') return viewOf(before, atMs)
  if (kind === 'delete') return {}
  const newest = historiesOf(before).flatMap(({ entries }) => entries.find((entry) => !entry.isMarker) ?? [])
  return Object.fromEntries(newest.map(({ key, etag }) => [key, etag]))
}

const groups = ['come-back', 'replace', 'remove'] as const

/** Every item of a small plan. */
export async function itemsOf(planner: Planner, planId: string) {
  const windows = groups.map((group) => planner.items({ planId, group, search: '', start: 0, end: 1000 }))
  return (await Promise.all(windows)).flatMap(({ items }) => items)
}

/** Copies the report calls made. */
export async function countCopies(planner: Planner, planId: string): Promise<number> {
  const items = await itemsOf(planner, planId)
  return items.filter(
    ({ action, state }) => action.kind === 'copy' && (state === 'done' || state === 'raced'),
  ).length
}
