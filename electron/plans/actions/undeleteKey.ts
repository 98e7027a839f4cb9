/** Undelete: the delete markers on top of a key are removed, and nothing else ever is. */
import type { Outcome } from '../../../shared/model/outcome.ts'
import type { VersionEntry } from '../../../shared/model/version.ts'
import { deleteObject } from '../../s3/deleteObject.ts'
import type { ActionContext } from './actionContext.ts'
import { changeOf, markersOnTop, readKeyState, remainsOf, type KeyState } from './keyState.ts'
import { keyGone, notAMarker, onlyMarkers } from './refusals.ts'

/**
 * Requests: a listing, one per marker, a listing. Failures: not-found (key-gone), conflict (only-markers,
 * not-a-marker), access-denied (removing a marker needs the right to delete versions).
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManagingDelMarkers.html
 */
export async function undeleteKey(context: ActionContext): Promise<Outcome> {
  const { key } = context.object
  const before = await readKeyState(context, (entries) => entries.some((entry) => !entry.isMarker))
  if (before.entries.length === 0) throw keyGone(key)
  const markers = markersOnTop(before.entries)
  const bringsBack = before.entries[markers.length]
  if (bringsBack === undefined) throw onlyMarkers(key)
  if (markers.length === 0) return { kind: 'already-current', key, versionId: bringsBack.versionId }
  const after = await removeMarkers(context, markers)
  return {
    kind: 'undeleted',
    key,
    markersRemoved: markers.length,
    versionId: bringsBack.versionId,
    sizeBytes: bringsBack.sizeBytes ?? 0,
    raced: after.entries[0]?.versionId !== bringsBack.versionId,
    remains: remainsOf(after),
  }
}

/** Removes markers, newest first, and reads the key back; it is told to the change feed even when one fails. */
export async function removeMarkers(
  context: ActionContext,
  markers: readonly VersionEntry[],
): Promise<KeyState> {
  try {
    for (const marker of markers) await removeMarker(context, marker)
  } catch (error) {
    await readBack(context).catch(() => undefined)
    throw error
  }
  return readBack(context)
}

async function removeMarker(context: ActionContext, marker: VersionEntry): Promise<void> {
  const { server, object, signal } = context
  const { deleteMarker } = await deleteObject(server, { ...object, versionId: marker.versionId }, { signal })
  // Servers that say what they removed must say that it was a marker; the others are judged by the listing.
  if (deleteMarker === false) throw notAMarker(object.key)
}

async function readBack(context: ActionContext): Promise<KeyState> {
  const after = await readKeyState(context)
  context.publish(changeOf(context, after))
  return after
}
