/**
 * What is known of folders, each read once, for keys in their order: `a/1`, `a/b/2`, `a/3` is back in `a/` after
 * `a/b/`. Folders that lie behind are forgotten. `separator` ends a folder's name on the way to what is in it.
 */
export class FoldersOnTheWay<Known> {
  readonly #read: (folder: string) => Promise<Known>
  readonly #separator: string
  readonly #known = new Map<string, Known>()

  constructor(separator: string, read: (folder: string) => Promise<Known>) {
    this.#separator = separator
    this.#read = read
  }

  async of(folder: string): Promise<Known> {
    const known = this.#known.get(folder)
    if (known !== undefined) return known
    for (const before of this.#known.keys()) if (!this.#leadsTo(before, folder)) this.#known.delete(before)
    const read = await this.#read(folder)
    this.#known.set(folder, read)
    return read
  }

  #leadsTo(before: string, folder: string): boolean {
    return folder.startsWith(
      before === '' || before.endsWith(this.#separator) ? before : before + this.#separator,
    )
  }
}
