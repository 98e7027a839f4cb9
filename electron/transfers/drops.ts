/** Files a person has chosen to upload, known by an id: the renderer never names a path. */
import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { cancelledFailure, failed, failureOf } from '../../shared/failure.ts'
import type { Found } from './find/localFiles.ts'
import { StagedDrop } from './stagedDrop.ts'
import type { BatchSpec } from './tasks.ts'

type UploadFrom = Extract<BatchSpec, { kind: 'upload' }>['from']

export class Drops {
  readonly #paths = new Map<string, readonly string[]>()
  readonly #staged = new Map<string, StagedDrop>()
  /** Those that an upload has begun with. */
  readonly #taken = new Set<string>()

  /** Files and folders of this computer, from a drop or a dialog of the host. */
  register(paths: readonly string[]): string {
    const dropId = randomUUID()
    this.#paths.set(dropId, paths)
    return dropId
  }

  /** Files a browser is sending us into a folder of ours; `names` are those at the top of the drop. */
  registerStaged(dropId: string, folder: string, names: readonly string[]): StagedDrop {
    const drop = new StagedDrop(folder, names)
    this.#staged.set(dropId, drop)
    return drop
  }

  /** What a batch keeps of a drop. Failures: not-found (drop-gone). */
  take(dropId: string): { readonly from: UploadFrom; readonly names: readonly string[] } {
    const paths = this.#paths.get(dropId)
    const staged = this.#staged.get(dropId)
    if (staged) this.#taken.add(dropId)
    if (staged) return { from: { kind: 'staged', dropId, folder: staged.folder }, names: staged.names }
    if (paths === undefined) throw dropGone()
    this.#paths.delete(dropId)
    const names = paths.map((path) => path.split(/[/\\]/).at(-1) ?? path)
    return { from: { kind: 'paths', paths: [...paths] }, names }
  }

  /** What has been staged, and what still comes. Failures: unexpected (handover-broken) after a restart. */
  async *staged(dropId: string, signal: AbortSignal): AsyncGenerator<Found, void, void> {
    const drop = this.#staged.get(dropId)
    if (drop === undefined) throw failed(handoverBroken)
    yield* drop.files(signal)
  }

  /** A file of it was uploaded. */
  async sent(from: UploadFrom, filePath: string): Promise<void> {
    if (from.kind === 'staged') await this.#staged.get(from.dropId)?.sent(filePath)
  }

  /** No more will come. An upload that has begun with it keeps what has come. */
  async abandon(dropId: string): Promise<void> {
    const drop = this.#staged.get(dropId)
    drop?.breakOff(cancelledFailure)
    if (drop === undefined || this.#taken.has(dropId)) return
    this.#staged.delete(dropId)
    await rm(drop.folder, { recursive: true, force: true })
  }

  /** Nobody needs it any more: what was staged for it goes. */
  async release(from: UploadFrom): Promise<void> {
    if (from.kind !== 'staged') return
    this.#staged.get(from.dropId)?.breakOff(failureOf(handoverBroken))
    this.#staged.delete(from.dropId)
    this.#taken.delete(from.dropId)
    await rm(from.folder, { recursive: true, force: true })
  }
}

const handoverBroken = {
  code: 'unexpected',
  reason: 'handover-broken',
  message: 'Not all of these files had come over from the browser when Strata ended or its page was closed.',
  advice: 'What had come is uploaded. Drop the others again.',
} as const

const dropGone = () =>
  failed({
    code: 'not-found',
    reason: 'drop-gone',
    message: 'The dropped files are not known any more.',
    advice: 'Drop them again.',
  })
