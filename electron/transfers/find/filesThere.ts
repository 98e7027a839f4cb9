/** What lies in the folders of a download already. */
import { readdir, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { NewItem } from '../transferItemTable.ts'
import { FoldersOnTheWay } from './foldersOnTheWay.ts'

export class FilesThere {
  readonly #folders = new FoldersOnTheWay(sep, namesIn)

  /** The file of this name, as a disk may mean it that takes `A` and `a` for one. */
  async at(folder: string, name: string): Promise<NewItem['collision']> {
    const names = await this.#folders.of(folder)
    if (!names.has(folded(name))) return null
    const there = await stat(join(folder, name)).catch(() => null)
    return there?.isFile() === true ? { sizeBytes: there.size, modifiedMs: there.mtimeMs } : null
  }
}

const namesIn = async (folder: string): Promise<ReadonlySet<string>> =>
  new Set((await readdir(folder).catch(() => [])).map(folded))

const folded = (name: string): string => name.normalize('NFC').toUpperCase().toLowerCase()
