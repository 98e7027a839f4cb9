/** Where a key is saved: always inside the chosen folder, never over anything that is there. */
import { link, lstat, mkdir, open, realpath, rename, rm } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { failed } from '../../shared/failure.ts'
import { delimiter } from '../../shared/key.ts'
import { safeName } from './safeName.ts'

/** `a.txt`, then `a (2).txt`, `a (3).txt`… */
function numbered(name: string, attempt: number): string {
  if (attempt === 1) return name
  const dot = name.lastIndexOf('.')
  return dot > 0 ? `${name.slice(0, dot)} (${attempt})${name.slice(dot)}` : `${name} (${attempt})`
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

/** Makes folders for the keys of one download and remembers under which names. */
export class SaveFolder {
  readonly #root: string
  readonly #folders = new Map<string, Promise<string>>()

  constructor(root: string) {
    this.#root = root
  }

  /** The folder on disk for a key's folder part (`''` is the root), made when it isn't there. */
  folderFor(prefix: string): Promise<string> {
    const known = this.#folders.get(prefix)
    if (known) return known
    const made = this.#make(prefix)
    this.#folders.set(prefix, made)
    return made
  }

  async #make(prefix: string): Promise<string> {
    if (prefix === '') {
      await mkdir(this.#root, { recursive: true })
      return realpath(this.#root)
    }
    const bare = prefix.slice(0, -1)
    const cut = bare.lastIndexOf(delimiter) + 1
    const parent = await this.folderFor(bare.slice(0, cut))
    const folder = await makeFolder(parent, safeName(bare.slice(cut)))
    await this.#requireInside(folder)
    return folder
  }

  /** A link in the chosen folder may lead out of it: nothing is written through it. */
  async #requireInside(folder: string): Promise<void> {
    const root = await this.folderFor('')
    const real = await realpath(folder)
    if (real === root || real.startsWith(root.endsWith(sep) ? root : root + sep)) return
    throw failed({
      code: 'invalid-request',
      reason: 'leads-outside',
      message: `“${folder}” is a link that leads out of the folder you chose. Nothing was written there.`,
      advice: 'Remove the link, or choose another folder.',
    })
  }
}

/** A folder of this name; beside a file of that name, one with a number. */
async function makeFolder(parent: string, name: string): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const path = join(parent, numbered(name, attempt))
    try {
      await mkdir(path)
      return path
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
      const there = await lstat(path)
      if (there.isDirectory() || there.isSymbolicLink()) return path
    }
  }
}

/** Moves a finished file to its name without ever replacing one: answers with the path it got. */
export async function placeFile(partPath: string, folder: string, name: string): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const path = join(folder, numbered(name, attempt))
    try {
      await link(partPath, path)
      await rm(partPath)
      return path
    } catch (error) {
      const code = codeOf(error)
      if (code === 'EEXIST') continue
      // Some file systems (FAT, exFAT, some network drives) have no links: there the name is reserved first.
      if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EISDIR'].includes(code)) throw error
      if (await reserve(path)) {
        await rename(partPath, path)
        return path
      }
    }
  }
}

async function reserve(path: string): Promise<boolean> {
  try {
    const handle = await open(path, 'wx')
    await handle.close()
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}
