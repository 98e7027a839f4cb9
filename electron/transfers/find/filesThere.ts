/** What lies in the folders of a download already: each is read once, as it is asked for. */
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { NewItem } from '../transferItemTable.ts'

export class FilesThere {
  /** The folder that was asked for last: files of a folder come one after another. */
  #last: { readonly folder: string; readonly names: ReadonlySet<string> } | null = null

  /** The file of this name, as a disk may mean it that takes `A` and `a` for one. */
  async at(folder: string, name: string): Promise<NewItem['collision']> {
    if (this.#last?.folder !== folder) this.#last = { folder, names: await namesIn(folder) }
    if (!this.#last.names.has(folded(name))) return null
    const there = await stat(join(folder, name)).catch(() => null)
    return there?.isFile() === true ? { sizeBytes: there.size, modifiedMs: there.mtimeMs } : null
  }
}

const namesIn = async (folder: string): Promise<ReadonlySet<string>> =>
  new Set((await readdir(folder).catch(() => [])).map(folded))

const folded = (name: string): string => name.normalize('NFC').toUpperCase().toLowerCase()
