/** Restore: an old version becomes the current one again, and nothing is destroyed on the way. */
import { FailureError } from '../../../shared/failure.ts'
import type { Outcome } from '../../../shared/model/outcome.ts'
import type { VersionEntry } from '../../../shared/model/version.ts'
import type { ActionContext } from './actionContext.ts'
import { copyVersion } from './copyVersion.ts'
import { changeOf, readKeyState, remainsOf, type KeyState } from './keyState.ts'
import { isMarker, versionGone, wouldDestroy } from './refusals.ts'
import { removeMarkers } from './undeleteKey.ts'
import { victimOf } from './victim.ts'

/**
 * The cheapest way that keeps everything: where only delete markers lie above the version they are removed,
 * else it is copied on top. Failures: not-found (version-gone), invalid-request (is-marker), conflict (cold,
 * would-destroy unless `mayDestroy`), unsupported (customer-key), access-denied.
 */
export async function restoreVersion(
  context: ActionContext,
  versionId: string,
  mayDestroy: boolean,
): Promise<Outcome> {
  const { key } = context.object
  const versioning = await context.versioning()
  const before = await readKeyState(context, (entries) =>
    entries.some((entry) => entry.versionId === versionId),
  )
  const at = before.entries.findIndex((entry) => entry.versionId === versionId)
  const source = before.entries[at]
  if (source === undefined) throw versionGone(key)
  if (source.isMarker) throw isMarker(key)
  if (at === 0) return { kind: 'already-current', key, versionId }
  const above = before.entries.slice(0, at)
  if (above.every((entry) => entry.isMarker) && !versioning.mfaDelete) {
    const unmarked = await unmark(context, above, source)
    if (unmarked !== null) return unmarked
  }
  const victim = victimOf(versioning.state, before.entries)
  if (victim !== null && victim.versionId !== versionId && !mayDestroy)
    throw wouldDestroy(versioning.state, victim)
  return copyOnTop(context, before, source)
}

/** null where this key may not remove markers: then the copy is the way. */
async function unmark(
  context: ActionContext,
  markers: readonly VersionEntry[],
  source: VersionEntry,
): Promise<Outcome | null> {
  try {
    const after = await removeMarkers(context, markers)
    return {
      ...restoredFrom(source),
      how: 'unmarked',
      versionId: source.versionId,
      lost: [],
      raced: after.entries[0]?.versionId !== source.versionId,
      remains: remainsOf(after),
    }
  } catch (error) {
    if (error instanceof FailureError && error.failure.code === 'access-denied') return null
    throw error
  }
}

async function copyOnTop(context: ActionContext, before: KeyState, source: VersionEntry): Promise<Outcome> {
  const { server, object, signal } = context
  const { bucket, key } = object
  const { versionId, lost } = await copyVersion(
    server,
    { bucket, key, versionId: source.versionId },
    { bucket, key },
    { signal },
  )
  const after = await readKeyState(context)
  context.publish(changeOf(context, after))
  const top = after.entries[0]
  const ours = versionId === null || top?.versionId === versionId
  // In a suspended bucket the copy takes the place of the `null` entry instead of covering it.
  const expectedBeneath = before.entries.find((entry) => entry.versionId !== top?.versionId)
  const undisturbed = ours && after.entries[1]?.versionId === expectedBeneath?.versionId
  return {
    ...restoredFrom(source),
    how: 'copied',
    versionId: versionId ?? top?.versionId ?? null,
    lost: [...lost],
    raced: !undisturbed,
    remains: remainsOf(after),
  }
}

const restoredFrom = (source: VersionEntry) =>
  ({
    kind: 'restored',
    key: source.key,
    fromVersionId: source.versionId,
    fromMs: source.modifiedMs,
    sizeBytes: source.sizeBytes ?? 0,
  }) as const
