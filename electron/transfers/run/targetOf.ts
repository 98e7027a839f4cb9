/** Under which key an object arrives where its name may be taken. */
import type { VersioningState } from '../../../shared/model/bucket.ts'
import type { CollisionChoice } from '../../../shared/model/transfer.ts'
import type { VersionEntry } from '../../../shared/model/version.ts'
import { parentPrefix } from '../../../shared/key.ts'
import { wouldDestroy } from '../../plans/actions/refusals.ts'
import { victimOf } from '../../plans/actions/victim.ts'
import { keyHistoryPage } from '../../s3/keyHistory.ts'
import type { S3Server } from '../../s3/server.ts'
import { numbered } from '../savePath.ts'

/** What is asked of the object that would take the name, where the choice depends on it. */
export type Incoming = {
  readonly modifiedMs: () => Promise<number>
  /** Whether its bytes are others than those that are there, as far as an ETag can tell. */
  readonly isOther: (there: VersionEntry) => Promise<boolean>
}

type Writing = {
  readonly server: S3Server
  readonly to: { readonly bucket: string }
  readonly versioning: VersioningState
  /** A yes to overwriting where no versions are kept. */
  readonly mayDestroy: boolean
  readonly choice: CollisionChoice | null
  readonly signal: AbortSignal
}

/**
 * The key to write once nothing speaks against it; null: leave what is there. With versions on, nothing ever does.
 * Failures: conflict (would-destroy) where nobody was asked yet.
 */
export async function targetOf(writing: Writing, incoming: Incoming, key: string): Promise<string | null> {
  const { versioning, mayDestroy, choice } = writing
  if (versioning === 'enabled' || mayDestroy || choice === 'replace') return key
  const victim = victimOf(versioning, await entriesOf(writing, key))
  if (victim === null) return key
  switch (choice) {
    case 'keep-both':
      return freeKey(writing, key)
    case 'newer':
      return (await incoming.modifiedMs()) > victim.modifiedMs ? key : null
    case 'compare':
      return (await incoming.isOther(victim)) ? key : null
    case 'skip':
      return null
    case null:
      throw wouldDestroy(versioning, victim)
  }
}

async function entriesOf({ server, signal, to }: Writing, key: string): Promise<readonly VersionEntry[]> {
  const object = { bucket: to.bucket, key }
  return (await keyHistoryPage(server, object, null, { signal, priority: 'transfer' })).entries
}

/** `a (2).txt`, `a (3).txt`… */
async function freeKey(writing: Writing, key: string): Promise<string> {
  const folder = parentPrefix(key)
  for (let attempt = 2; ; attempt++) {
    const candidate = folder + numbered(key.slice(folder.length), attempt)
    if ((await entriesOf(writing, candidate)).length === 0) return candidate
  }
}
