/** A copy into another bucket: one version of every chosen key, each under its own name below a prefix. */
import { keyByteLength, parentPrefix } from '../../../shared/key.ts'
import { stateAt } from '../../../shared/history.ts'
import type { Failure } from '../../../shared/failure.ts'
import type { Moment } from '../../../shared/model/moment.ts'
import type { Scope } from '../../../shared/model/plan.ts'
import type { BucketRef, PrefixRef } from '../../../shared/model/selection.ts'
import type { VersioningState } from '../../../shared/model/bucket.ts'
import { instantOf } from '../../plans/draft/instantOf.ts'
import { historiesIn } from '../../plans/draft/scope.ts'
import { intoPrefix } from '../../plans/draft/targets.ts'
import { listObjectsPage, type ListedObject } from '../../s3/listObjects.ts'
import type { S3Server } from '../../s3/server.ts'
import type { NewItem } from '../transferItemTable.ts'
import { keyTooLong, mostKeyBytes, problemFound, taskFound, uncertain } from './found.ts'
import { NamesTaken } from './namesTaken.ts'

type Copies = {
  readonly source: S3Server
  readonly target: S3Server
  readonly from: BucketRef
  readonly scope: Scope
  /** null: the current versions. */
  readonly at: Moment | null
  readonly to: PrefixRef
  /** Of the bucket they go to. */
  readonly versioning: VersioningState
}

export async function* findCopies(copies: Copies, signal: AbortSignal): AsyncGenerator<NewItem, void, void> {
  const { target, to, versioning, scope, at } = copies
  const taken = versioning === 'enabled' ? null : new NamesTaken(target, to, signal)
  const mapping = intoPrefix(scope, to.prefix)
  const found = at === null ? sources(copies, signal) : sourcesAt(copies, at, signal)
  for await (const { key, sizeBytes, versionId, failure } of found) {
    const arrival = mapping(key)
    if (failure !== null) yield problemFound(key, failure)
    else if (keyByteLength(arrival) > mostKeyBytes) yield problemFound(key, keyTooLong(arrival))
    else {
      const item = taskFound(key, { kind: 'copy', key, versionId, to: arrival }, sizeBytes)
      yield taken === null ? item : { ...item, collision: await taken.at(arrival) }
    }
  }
}

type Source = {
  readonly key: string
  readonly sizeBytes: number
  readonly versionId: string | null
  readonly failure: Failure | null
}

const current = ({ key, sizeBytes }: ListedObject): Source => ({
  key,
  sizeBytes,
  versionId: null,
  failure: null,
})

async function* sources(
  { source, from, scope }: Copies,
  signal: AbortSignal,
): AsyncGenerator<Source, void, void> {
  for (const prefix of scope.prefixes) yield* under({ source, from }, prefix, signal)
  // Their sizes come from the listing of their folder, one page each at most.
  for (const key of scope.keys) {
    const query = { bucket: from.bucket, prefix: key, folded: parentPrefix(key) !== key, after: null }
    const { objects } = await listObjectsPage(source, query, { signal, priority: 'transfer' })
    const found = objects.find((object) => object.key === key)
    if (found) yield current(found)
  }
}

async function* under(
  { source, from }: Pick<Copies, 'source' | 'from'>,
  prefix: string,
  signal: AbortSignal,
): AsyncGenerator<Source, void, void> {
  let after: string | null = null
  do {
    const query = { bucket: from.bucket, prefix, folded: false, after }
    const page = await listObjectsPage(source, query, { signal, priority: 'transfer' })
    yield* page.objects.map(current)
    after = page.next
  } while (after !== null)
}

/** What was live at the moment, each by the version it had then. */
async function* sourcesAt(
  { source, from, scope }: Copies,
  moment: Moment,
  signal: AbortSignal,
): AsyncGenerator<Source, void, void> {
  const context = { place: { server: source, bucket: from.bucket }, signal, priority: 'transfer' } as const
  const instant = await instantOf(context, moment)
  for await (const history of historiesIn(context, scope)) {
    const { key } = history
    const then = stateAt(history, instant)
    if (!then.certain) yield { key, sizeBytes: 0, versionId: null, failure: uncertain(key) }
    else if (then.kind === 'live') {
      const { sizeBytes, versionId } = then.version
      yield { key, sizeBytes: sizeBytes ?? 0, versionId, failure: null }
    }
  }
}
