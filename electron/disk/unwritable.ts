/** What this computer's disk says when something can't be saved. */
import { failed, FailureError } from '../../shared/failure.ts'
import { errorCode } from '../platform/errorCode.ts'

const full = 'Make room, then go on with it.'
const elsewhere = 'Choose another folder.'

type Words = readonly [reason: string, why: string, advice: string]

const words: Readonly<Record<string, Words>> = {
  ENOSPC: ['disk-full', 'the disk is full', full],
  EDQUOT: ['disk-full', 'your share of the disk is used up', full],
  EACCES: ['folder-unwritable', 'this computer does not let Strata write there', elsewhere],
  EPERM: ['folder-unwritable', 'this computer does not let Strata write there', elsewhere],
  EROFS: ['folder-unwritable', 'the disk is read-only', elsewhere],
  EFBIG: ['file-too-big', 'the disk takes no files of that size', elsewhere],
  ENAMETOOLONG: ['name-too-long', 'the disk takes no names that long', elsewhere],
  ENOENT: ['folder-gone', 'its folder is gone', elsewhere],
  EIO: ['disk-broken', 'the disk reports an error', elsewhere],
}

/** null where it wasn't the disk. */
export function diskFailure(error: unknown, name: string): FailureError | null {
  const known = words[errorCode(error)]
  return known === undefined ? null : notSaved(error, name, known)
}

/** What fails here can only be the disk. */
export function saving<Saved>(name: string, save: () => Saved): Saved {
  try {
    return save()
  } catch (error) {
    throw unwritable(error, name)
  }
}

export const savingLater = <Saved>(name: string, saved: Promise<Saved>): Promise<Saved> =>
  saved.catch((error: unknown) => {
    throw unwritable(error, name)
  })

const unwritable = (error: unknown, name: string): FailureError =>
  error instanceof FailureError
    ? error
    : (diskFailure(error, name) ??
      notSaved(error, name, [
        'disk-broken',
        `the disk reports an error (${errorCode(error) || String(error)})`,
        elsewhere,
      ]))

const notSaved = (error: unknown, name: string, [reason, why, advice]: Words): FailureError =>
  failed(
    { code: 'conflict', reason, message: `“${name}” could not be saved: ${why}.`, advice, wayOn: 'retry' },
    { cause: error },
  )
