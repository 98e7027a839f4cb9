/** Folders of this computer that a person may choose from, known to the window by ids, never by paths. */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, join, parse } from 'node:path'
import { failed } from '../../shared/failure.ts'
import { errorCode } from '../platform/errorCode.ts'
import type { Target } from '../../shared/contract/folders.ts'

export type Folder = { readonly folderId: string; readonly name: string }
export type FolderView = { readonly path: Folder[]; readonly folders: Folder[] }

export class Folders {
  readonly #downloadFolder: string
  readonly #paths = new Map<string, string>()
  readonly #ids = new Map<string, string>()
  readonly #targets = new Map<string, string>()

  constructor(downloadFolder: string) {
    this.#downloadFolder = downloadFolder
  }

  /** What a folder holds, hidden folders left out; null: the places to start from. Failures: access-denied, not-found. */
  async browse(folderId: string | null): Promise<FolderView> {
    if (folderId === null) return { path: [], folders: this.#places().map((path) => this.#folder(path)) }
    const path = this.#path(folderId)
    try {
      const entries = await readdir(path, { withFileTypes: true })
      const names = entries
        .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
        .map(({ name }) => name)
      const folders = names.sort((a, b) => a.localeCompare(b)).map((name) => this.#folder(join(path, name)))
      return { path: ancestors(path).map((each) => this.#folder(each)), folders }
    } catch (error) {
      throw folderFailure(error, basename(path))
    }
  }

  /** Makes a folder; its name may not lead elsewhere. */
  async make(folderId: string, name: string): Promise<Folder> {
    if (name === '' || name === '.' || name === '..' || /[/\\\0]/.test(name)) {
      throw failed({
        code: 'invalid-request',
        reason: 'bad-folder-name',
        message: `“${name}” can't be the name of a folder.`,
      })
    }
    const path = join(this.#path(folderId), name)
    try {
      await mkdir(path, { recursive: true })
    } catch (error) {
      throw folderFailure(error, name)
    }
    return this.#folder(path)
  }

  /** A folder of the in-app chooser, or a path from a dialog of the host, as a place for downloads. */
  target(from: { readonly folderId: string } | { readonly path: string }): Target {
    const path = 'path' in from ? from.path : this.#path(from.folderId)
    const targetId = randomUUID()
    this.#targets.set(targetId, path)
    return { targetId, label: basename(path) || path }
  }

  /** The path behind a target; null is the download folder. */
  targetPath(targetId: string | null): string {
    if (targetId === null) return this.#downloadFolder
    const path = this.#targets.get(targetId)
    if (path !== undefined) return path
    throw failed({
      code: 'not-found',
      reason: 'target-gone',
      message: 'The chosen folder is not known any more.',
      advice: 'Choose it again.',
    })
  }

  #places(): readonly string[] {
    const home = homedir()
    const usual = ['Downloads', 'Documents', 'Desktop', 'Pictures'].map((name) => join(home, name))
    return [...new Set([home, ...usual, dirname(this.#downloadFolder), parse(home).root])].filter((path) =>
      existsSync(path),
    )
  }

  #folder(path: string): Folder {
    const folderId = this.#ids.get(path) ?? randomUUID()
    this.#ids.set(path, folderId)
    this.#paths.set(folderId, path)
    return { folderId, name: path === homedir() ? 'Home' : basename(path) || path }
  }

  #path(folderId: string): string {
    const path = this.#paths.get(folderId)
    if (path !== undefined) return path
    throw failed({
      code: 'not-found',
      reason: 'folder-gone',
      message: 'This folder is not known any more.',
      wayOn: 'retry',
    })
  }
}

/** From the root of the disk, or from the home folder, down to the folder itself. */
function ancestors(path: string): readonly string[] {
  const parent = dirname(path)
  return path === homedir() || parent === path ? [path] : [...ancestors(parent), path]
}

function folderFailure(error: unknown, name: string) {
  const code = errorCode(error)
  const denied = code === 'EACCES' || code === 'EPERM' || code === 'EROFS'
  return failed({
    code: denied ? 'access-denied' : 'not-found',
    reason: denied ? 'folder-unreadable' : 'folder-gone',
    message: denied
      ? `This computer does not let Strata into “${name}”.`
      : `“${name}” is not there any more.`,
    wayOn: 'none',
  })
}
