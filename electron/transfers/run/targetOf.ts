/** Under which key an object arrives where its name may be taken. */
import type { VersioningState } from '../../../shared/model/bucket.ts'
import type { CollisionChoice } from '../../../shared/model/transfer.ts'
import type { VersionEntry } from '../../../shared/model/version.ts'
import { failed } from '../../../shared/failure.ts'
import { parentPrefix } from '../../../shared/key.ts'
import { wouldDestroy } from '../../plans/actions/refusals.ts'
import { victimOf } from '../../plans/actions/victim.ts'
import { keyHistoryPage } from '../../s3/keyHistory.ts'
import type { Over } from '../../s3/putObject.ts'
import type { S3Server } from '../../s3/server.ts'
import { numbered } from '../../disk/numbered.ts'

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
  /** It may have arrived before, and nobody could note it. */
  readonly isDoubtful: boolean
  /** When the batch began: what is younger on the server may be ours. */
  readonly createdMs: number
  readonly signal: AbortSignal
}

/** `there`: an earlier try has arrived. `leave`: what is there stays. */
export type Arrival =
  | { readonly kind: 'write'; readonly key: string; readonly over: Over }
  | { readonly kind: 'there'; readonly key: string; readonly entry: VersionEntry }
  | { readonly kind: 'leave' }

const leave: Arrival = { kind: 'leave' }

/**
 * What is to be written once nothing speaks against it. With versions on, nothing ever does.
 * Failures: conflict (would-destroy) where nobody was asked yet.
 */
export async function targetOf(writing: Writing, incoming: Incoming, key: string): Promise<Arrival> {
  const { versioning, mayDestroy, choice, server } = writing
  const anything: Arrival = { kind: 'write', key, over: 'anything' }
  const mayOverwrite = mayDestroy || choice === 'replace'
  // A look at what goes anyway only teaches what the server heeds.
  const teaches = choice === 'replace' && server.capabilities.known.putConditions === 'unknown'
  if (versioning === 'enabled' || (mayOverwrite && !teaches)) return anything
  const entries = await entriesOf(writing, key)
  const write: Arrival = { kind: 'write', key, over: overOf(entries) }
  if (mayOverwrite) return write.over === 'nothing' ? anything : write
  const victim = victimOf(versioning, entries)
  if (victim === null) return write
  if (await isOurs(writing, incoming, victim)) return { kind: 'there', key, entry: victim }
  switch (choice) {
    case 'keep-both':
      return freeKey(writing, incoming, key)
    case 'newer':
      return (await incoming.modifiedMs()) > victim.modifiedMs ? write : leave
    case 'compare':
      return (await incoming.isOther(victim)) ? write : leave
    case 'skip':
      return leave
    case null:
      throw wouldDestroy(versioning, victim)
  }
}

/** Failures: conflict (changed-meanwhile) where the answer is another one by now. */
export async function sameTarget(
  writing: Writing,
  incoming: Incoming,
  key: string,
  before: Arrival,
): Promise<void> {
  const now = await targetOf(writing, incoming, key)
  const isSame = now.kind === 'write' && before.kind === 'write' && now.key === before.key
  if (!isSame) throw takenMeanwhile(key)
}

const takenMeanwhile = (key: string) =>
  failed({
    code: 'conflict',
    reason: 'changed-meanwhile',
    message: `Somebody else wrote “${key}” meanwhile.`,
    advice: 'Theirs is left as it is. Look at it, then decide.',
    wayOn: 'retry',
  })

/** A version with an id of its own stays, whatever is written. */
function overOf([top]: readonly VersionEntry[]): Over {
  if (top === undefined || top.isMarker) return 'nothing'
  return top.versionId === 'null' ? 'something' : 'anything'
}

/** Servers count in whole seconds. */
const secondMs = 1000

async function isOurs(
  { isDoubtful, createdMs, server }: Writing,
  incoming: Incoming,
  there: VersionEntry,
): Promise<boolean> {
  const isYoung = there.modifiedMs >= createdMs + (server.clockOffsetMs ?? 0) - secondMs
  return isDoubtful && isYoung && !(await incoming.isOther(there))
}

async function entriesOf({ server, signal, to }: Writing, key: string): Promise<readonly VersionEntry[]> {
  const object = { bucket: to.bucket, key }
  return (await keyHistoryPage(server, object, null, { signal, priority: 'transfer' })).entries
}

/** `a (2).txt`, `a (3).txt`… */
async function freeKey(writing: Writing, incoming: Incoming, key: string): Promise<Arrival> {
  const folder = parentPrefix(key)
  for (let attempt = 2; ; attempt++) {
    const candidate = folder + numbered(key.slice(folder.length), attempt)
    const entries = await entriesOf(writing, candidate)
    if (entries.length === 0) return { kind: 'write', key: candidate, over: 'nothing' }
    const [entry] = entries
    if (entry !== undefined && !entry.isMarker && (await isOurs(writing, incoming, entry)))
      return { kind: 'there', key: candidate, entry }
  }
}
