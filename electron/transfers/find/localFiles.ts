/** What lies behind a drop: files found one by one, with what can't be uploaded named instead of passed over. */
import { constants } from 'node:fs'
import { access, lstat, opendir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { failureOf, type Failure } from '../../../shared/failure.ts'
import { unreadable } from '../../disk/unreadable.ts'

export type LocalFile = {
  readonly filePath: string
  /** Segments below the drop's own folder, to be joined with the delimiter. */
  readonly segments: readonly string[]
  readonly sizeBytes: number
  readonly modifiedMs: number
}

/** A folder without anything in it becomes an empty object whose key ends in the delimiter. */
export type Found =
  | { readonly kind: 'file'; readonly file: LocalFile }
  | { readonly kind: 'empty-folder'; readonly segments: readonly string[] }
  | { readonly kind: 'problem'; readonly segments: readonly string[]; readonly failure: Failure }

/** Walks files and folders in the order the disk gives them; links to folders are not followed. */
export async function* findLocalFiles(paths: readonly string[]): AsyncGenerator<Found, void, void> {
  for (const path of paths) yield* findAt(path, [basename(path)])
}

async function* findAt(path: string, segments: readonly string[]): AsyncGenerator<Found, void, void> {
  try {
    const link = await lstat(path)
    const info = link.isSymbolicLink() ? await stat(path) : link
    if (info.isFile()) {
      await access(path, constants.R_OK)
      yield {
        kind: 'file',
        file: { filePath: path, segments, sizeBytes: info.size, modifiedMs: info.mtimeMs },
      }
    } else if (!info.isDirectory()) {
      yield { kind: 'problem', segments, failure: notAFile(segments, 'It is a device, a pipe or a socket.') }
    } else if (link.isSymbolicLink()) {
      yield {
        kind: 'problem',
        segments,
        failure: notAFile(segments, 'It is a link to a folder, which may lead in circles.'),
      }
    } else {
      yield* findIn(path, segments)
    }
  } catch (error) {
    yield { kind: 'problem', segments, failure: unreadable(nameOf(segments), error) }
  }
}

async function* findIn(folder: string, segments: readonly string[]): AsyncGenerator<Found, void, void> {
  let empty = true
  for await (const entry of await opendir(folder)) {
    empty = false
    yield* findAt(join(folder, entry.name), [...segments, entry.name])
  }
  if (empty) yield { kind: 'empty-folder', segments }
}

const nameOf = (segments: readonly string[]): string => segments.join('/')

const notAFile = (segments: readonly string[], why: string): Failure =>
  failureOf({
    code: 'unsupported',
    reason: 'not-a-file',
    message: `“${nameOf(segments)}” was left out. ${why}`,
  })
