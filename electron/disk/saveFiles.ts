/** Files under their final names: whole, on the disk for good, never over anything that is not to give way. */
import { hash } from 'node:crypto'
import { closeSync, fsync, futimesSync, linkSync, openSync, renameSync, rmSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { errorCode } from '../platform/errorCode.ts'
import { numbered } from './numbered.ts'
import { saving, savingLater } from './unwritable.ts'
import { writeAll } from './writeAll.ts'

/** `tag` makes it ours: nobody else's file is called so, and a later start finds it again. */
export type PartFile = { readonly folder: string; readonly name: string; readonly tag: string }

export type Placing = {
  readonly partPath: string
  readonly folder: string
  readonly name: string
  /** A file of this name that is there is replaced; else a number is put behind the name. */
  readonly replaces: boolean
  /** The time it is given; null: that of its writing. */
  readonly modifiedMs: number | null
}

export type NewFile = Omit<Placing, 'partPath'> & {
  readonly tag: string
  readonly bytes: Uint8Array
  /** Hex; null: there is nothing to compare them with. */
  readonly md5: string | null
}

const syncFile = promisify(fsync)
const nothing = new Uint8Array()

export const partPathOf = ({ folder, name, tag }: PartFile): string => join(folder, `${name}.${tag}.part`)

export const openPart = (part: PartFile): string =>
  saving(part.name, () => {
    closeSync(newPart(part))
    return partPathOf(part)
  })

/** The file is on the disk for good before it has its name. */
export async function placeFile(placing: Placing): Promise<string> {
  await finish(
    saving(placing.name, () => openSync(placing.partPath, 'r+')),
    placing,
  )
  return saving(placing.name, () => place(placing))
}

/** null: the bytes are not those of the MD5, and nothing is saved. */
export async function saveSmall({ bytes, md5, tag, ...to }: NewFile): Promise<string | null> {
  if (md5 !== null && hash('md5', bytes) !== md5) return null
  const part = { folder: to.folder, name: to.name, tag }
  const partPath = partPathOf(part)
  const file = saving(to.name, () => newPart(part))
  try {
    await finish(file, to, bytes)
    return saving(to.name, () => place({ ...to, partPath }))
  } catch (error) {
    rmSync(partPath, { force: true })
    throw error
  }
}

/** Only the disk's own work is waited for: others go on meanwhile. */
async function finish(
  file: number,
  { name, modifiedMs }: Omit<Placing, 'partPath'>,
  bytes: Uint8Array = nothing,
): Promise<void> {
  try {
    saving(name, () => {
      writeAll(file, [bytes], 0)
      if (modifiedMs !== null) futimesSync(file, new Date(), new Date(modifiedMs))
    })
    await savingLater(name, syncFile(file))
  } finally {
    closeSync(file)
  }
}

/** What an earlier start left of it goes. */
function newPart(part: PartFile): number {
  const path = partPathOf(part)
  try {
    return openSync(path, 'wx')
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
    // Not emptied: it may be another name of the finished file.
    rmSync(path, { force: true })
    return openSync(path, 'wx')
  }
}

function place({ partPath, folder, name, replaces }: Placing): string {
  if (!replaces) return placeBeside(partPath, folder, name)
  const path = join(folder, name)
  renameSync(partPath, path)
  return path
}

/** Some file systems (FAT, exFAT, some network drives) have no links. */
const noLinks: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EISDIR'])

/** Never replaces anything: answers with the path it got. */
function placeBeside(partPath: string, folder: string, name: string): string {
  for (let attempt = 1; ; attempt++) {
    const path = join(folder, numbered(name, attempt))
    try {
      linkSync(partPath, path)
      unlinkSync(partPath)
      return path
    } catch (error) {
      const code = errorCode(error)
      if (code === 'EEXIST') continue
      if (!noLinks.has(code)) throw error
      if (!isReserved(path)) continue
      renameSync(partPath, path)
      return path
    }
  }
}

/** Without links the name is taken first. */
function isReserved(path: string): boolean {
  try {
    closeSync(openSync(path, 'wx'))
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
}
