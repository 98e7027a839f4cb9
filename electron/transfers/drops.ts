/** Files a person has chosen to upload, known by an id: the renderer never names a path. */
import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { failed } from '../../shared/failure.ts'
import { findLocalFiles, type Found, type LocalFile } from './localFiles.ts'

type Drop =
  | { readonly kind: 'paths'; readonly paths: readonly string[] }
  | {
      readonly kind: 'staged'
      readonly folder: string
      readonly found: readonly Found[]
      readonly names: readonly string[]
    }

export class Drops {
  readonly #drops = new Map<string, Drop>()

  /** Files and folders of this computer, from a drop or a dialog of the host. */
  register(paths: readonly string[]): string {
    return this.#keep({ kind: 'paths', paths })
  }

  /** Files a browser sent us, lying in a staging folder of ours that goes when they are uploaded. */
  registerStaged(
    folder: string,
    files: readonly LocalFile[],
    emptyFolders: readonly (readonly string[])[],
  ): string {
    const found: Found[] = [
      ...files.map((file) => ({ kind: 'file' as const, file })),
      ...emptyFolders.map((segments) => ({ kind: 'empty-folder' as const, segments })),
    ]
    const names = new Set([
      ...files.map(({ segments }) => segments[0] ?? ''),
      ...emptyFolders.map(([first = '']) => first),
    ])
    return this.#keep({ kind: 'staged', folder, found, names: [...names] })
  }

  /** What was dropped, for a title: the names at its top. */
  names(dropId: string): readonly string[] {
    const drop = this.#find(dropId)
    return drop.kind === 'staged' ? drop.names : drop.paths.map((path) => path.split(/[/\\]/).at(-1) ?? path)
  }

  async *find(dropId: string): AsyncGenerator<Found, void, void> {
    const drop = this.#find(dropId)
    if (drop.kind === 'paths') yield* findLocalFiles(drop.paths)
    else yield* drop.found
  }

  /** Forgets the drop and removes what was staged for it. */
  async release(dropId: string): Promise<void> {
    const drop = this.#drops.get(dropId)
    this.#drops.delete(dropId)
    if (drop?.kind === 'staged') await rm(drop.folder, { recursive: true, force: true })
  }

  #keep(drop: Drop): string {
    const dropId = randomUUID()
    this.#drops.set(dropId, drop)
    return dropId
  }

  #find(dropId: string): Drop {
    const drop = this.#drops.get(dropId)
    if (drop) return drop
    throw failed({
      code: 'not-found',
      reason: 'drop-gone',
      message: 'The dropped files are not known any more.',
      advice: 'Drop them again.',
    })
  }
}
