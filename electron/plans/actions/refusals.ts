/** Why a verb on one object is refused before anything is written. */
import { failed, type FailureError } from '../../../shared/failure.ts'
import type { VersioningState } from '../../../shared/model/bucket.ts'
import type { VersionEntry } from '../../../shared/model/version.ts'

export const keyGone = (key: string): FailureError =>
  failed({
    code: 'not-found',
    reason: 'key-gone',
    message: `Nothing is left of “${key}”: neither versions nor delete markers.`,
    advice: 'Somebody, or a lifecycle rule, removed it for good.',
    wayOn: 'retry',
  })

export const versionGone = (key: string): FailureError =>
  failed({
    code: 'not-found',
    reason: 'version-gone',
    message: `This version of “${key}” does not exist any more.`,
    advice: 'Somebody, or a lifecycle rule, removed it for good. Look at the versions that are left.',
    wayOn: 'retry',
  })

export const isMarker = (key: string): FailureError =>
  failed({
    code: 'invalid-request',
    reason: 'is-marker',
    message: `This entry of “${key}” is a delete marker: there is no content in it to restore.`,
    advice: 'Choose a version, or use Undelete.',
  })

export const onlyMarkers = (key: string): FailureError =>
  failed({
    code: 'conflict',
    reason: 'only-markers',
    message: `No version of “${key}” is left, only delete markers: there is nothing to bring back.`,
    advice: '',
  })

export const cold = (key: string, storageClass: string | null): FailureError =>
  failed({
    code: 'conflict',
    reason: 'cold',
    message: `This version of “${key}” lies in ${storageClass ?? 'an archive class'} and can't be read now.`,
    advice: 'It must be retrieved first.',
  })

export const customerKey = (key: string): FailureError =>
  failed({
    code: 'unsupported',
    reason: 'customer-key',
    message: `“${key}” is encrypted with a key of your own (SSE-C), which Strata does not have.`,
    advice: '',
  })

export const notAMarker = (key: string): FailureError =>
  failed({
    code: 'conflict',
    reason: 'not-a-marker',
    message: `The server removed something else than a delete marker of “${key}”. Strata stopped at once.`,
    advice: 'Look at its versions, and report this to the operator of the server.',
    wayOn: 'retry',
  })

const whyFinal: Readonly<Record<VersioningState, string>> = {
  enabled: '',
  suspended: 'Versioning is suspended here',
  never: 'Versioning was never switched on here',
  forbidden: 'This key may not ask whether versions are kept here',
  unsupported: 'This server keeps no versions',
}

/** Asks for a yes of its own: the verb would destroy `victim`. */
export const wouldDestroy = (state: VersioningState, victim: VersionEntry): FailureError =>
  failed({
    code: 'conflict',
    reason: 'would-destroy',
    message: `${whyFinal[state]}: this would destroy the version of “${victim.key}” without a ${victim.isMarker ? 'marker' : 'copy'} for good.`,
    advice: 'Switch versioning on first, or go on if you are sure.',
    wayOn: 'confirm',
  })
