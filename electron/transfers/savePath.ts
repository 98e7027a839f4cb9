/** Where a key is saved: always inside the chosen folder. */
import { lstat, mkdir, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { failed } from '../../shared/failure.ts'
import { delimiter, nameOf } from '../../shared/key.ts'
import { numbered } from '../disk/numbered.ts'
import { errorCode } from '../platform/errorCode.ts'
import { safeName } from './safeName.ts'

/** The name of a key's file: what ends in the delimiter and has bytes needs one, too. */
export const savedName = (key: string): string => (key.endsWith(delimiter) ? '_' : safeName(nameOf(key)))

/** The names of the folders on a key's way below the chosen one. */
export const wayBelow = (folder: string): readonly string[] =>
  folder === '' ? [] : folder.slice(0, -1).split(delimiter).map(safeName)

/** Makes folders for the keys of one download and remembers under which names. */
export class SaveFolder {
  readonly #root: string
  readonly #claimed = new Set<string>()
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

  /** Says that a file is one of this download; false: it is another one's already. */
  claim(path: string): boolean {
    if (this.#claimed.has(path)) return false
    this.#claimed.add(path)
    return true
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
      if (errorCode(error) !== 'EEXIST') throw error
      const there = await lstat(path)
      if (there.isDirectory() || there.isSymbolicLink()) return path
    }
  }
}
