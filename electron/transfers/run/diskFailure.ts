/** What this computer's disk says when something can't be saved. */
import { failed, type FailureError } from '../../../shared/failure.ts'

const full = 'Make room, then go on with it.'
const elsewhere = 'Choose another folder.'

const words: Readonly<Record<string, readonly [reason: string, why: string, advice: string]>> = {
  ENOSPC: ['disk-full', 'the disk is full', full],
  EDQUOT: ['disk-full', 'your share of the disk is used up', full],
  EACCES: ['folder-unwritable', 'this computer does not let Strata write there', elsewhere],
  EPERM: ['folder-unwritable', 'this computer does not let Strata write there', elsewhere],
  EROFS: ['folder-unwritable', 'the disk is read-only', elsewhere],
  EFBIG: ['file-too-big', 'the disk takes no files of that size', elsewhere],
  EIO: ['disk-broken', 'the disk reports an error', elsewhere],
}

/** null where it wasn't the disk. */
export function diskFailure(error: unknown, name: string): FailureError | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const known = words[code]
  if (known === undefined) return null
  const [reason, why, advice] = known
  return failed(
    { code: 'conflict', reason, message: `“${name}” could not be saved: ${why}.`, advice, wayOn: 'retry' },
    { cause: error },
  )
}
