/** A copy into another bucket: the current version of every chosen key, each under its own name below a prefix. */
import { keyByteLength, parentPrefix } from '../../../shared/key.ts'
import type { Scope } from '../../../shared/model/plan.ts'
import type { BucketRef, PrefixRef } from '../../../shared/model/selection.ts'
import type { VersioningState } from '../../../shared/model/bucket.ts'
import { intoPrefix } from '../../plans/draft/targets.ts'
import { listObjectsPage } from '../../s3/listObjects.ts'
import type { S3Server } from '../../s3/server.ts'
import type { NewItem } from '../transferItemTable.ts'
import { keyTooLong, mostKeyBytes, problemFound, taskFound } from './found.ts'
import { NamesTaken } from './namesTaken.ts'

type Copies = {
  readonly source: S3Server
  readonly target: S3Server
  readonly from: BucketRef
  readonly scope: Scope
  readonly to: PrefixRef
  /** Of the bucket they go to. */
  readonly versioning: VersioningState
}

export async function* findCopies(copies: Copies, signal: AbortSignal): AsyncGenerator<NewItem, void, void> {
  const { target, to, versioning, scope } = copies
  const taken = versioning === 'enabled' ? null : new NamesTaken(target, to, signal)
  const mapping = intoPrefix(scope, to.prefix)
  for await (const { key, sizeBytes } of sources(copies, signal)) {
    const arrival = mapping(key)
    if (keyByteLength(arrival) > mostKeyBytes) yield problemFound(key, keyTooLong(arrival))
    else {
      const item = taskFound(key, { kind: 'copy', key, to: arrival }, sizeBytes)
      yield taken === null ? item : { ...item, collision: await taken.at(arrival) }
    }
  }
}

type Source = { readonly key: string; readonly sizeBytes: number }

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
    if (found) yield found
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
    yield* page.objects
    after = page.next
  } while (after !== null)
}
