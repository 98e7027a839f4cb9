/** Deleted files in groups: what went at the same time, or what lay in the same folder. Pure. */
import { parentPrefix } from '../../../shared/key.ts'
import type { DeletedFile } from '../../../shared/model/activity.ts'

export type DeletedGroup = {
  readonly id: string
  /** The latest deletion first. */
  readonly files: readonly DeletedFile[]
  readonly fromMs: number
  readonly toMs: number
  /** The innermost folder that held all of them. */
  readonly folder: string
  /** Of the versions that would come back. */
  readonly sizeBytes: number
}

/** Deletions further apart than this are two events. */
const gapMs = 10 * 60_000

/** `files` with the latest deletion first, and so are the groups. */
export function groupsByTime(files: readonly DeletedFile[]): readonly DeletedGroup[] {
  const runs: DeletedFile[][] = []
  for (const file of files) {
    const run = runs.at(-1)
    const before = run?.at(-1)
    if (run !== undefined && before !== undefined && before.deletedMs - file.deletedMs <= gapMs)
      run.push(file)
    else runs.push([file])
  }
  return runs.map((run) => groupOf(`at ${run[0]?.deletedMs ?? 0}`, run))
}

/** The folder with the latest deletion first. */
export function groupsByFolder(files: readonly DeletedFile[]): readonly DeletedGroup[] {
  const byFolder = Map.groupBy(files, ({ key }) => parentPrefix(key))
  return [...byFolder].map(([folder, inside]) => groupOf(`in ${folder}`, inside))
}

const groupOf = (id: string, files: readonly DeletedFile[]): DeletedGroup => ({
  id,
  files,
  fromMs: files.at(-1)?.deletedMs ?? 0,
  toMs: files[0]?.deletedMs ?? 0,
  folder: folderAround(files.map(({ key }) => parentPrefix(key))),
  sizeBytes: files.reduce((sum, { lastVersion }) => sum + (lastVersion?.sizeBytes ?? 0), 0),
})

function folderAround([first = '', ...others]: readonly string[]): string {
  let around = first
  for (const prefix of others) while (!prefix.startsWith(around)) around = parentPrefix(around)
  return around
}

export type DeletedLine =
  | { readonly kind: 'group'; readonly group: DeletedGroup }
  | { readonly kind: 'file'; readonly file: DeletedFile; readonly group: DeletedGroup }

export const linesOf = (groups: readonly DeletedGroup[]): readonly DeletedLine[] =>
  groups.flatMap((group): readonly DeletedLine[] => [
    { kind: 'group', group },
    ...group.files.map((file): DeletedLine => ({ kind: 'file', file, group })),
  ])

/** Only markers are left of the others. */
export const canComeBack = ({ lastVersion }: DeletedFile): boolean => lastVersion !== null

/** How many of a group are chosen. */
export function choiceOf({ files }: DeletedGroup, chosen: ReadonlySet<string>): 'all' | 'some' | 'none' {
  const possible = files.filter(canComeBack)
  const count = possible.filter(({ key }) => chosen.has(key)).length
  return count === 0 ? 'none' : count === possible.length ? 'all' : 'some'
}

/** A file, or all of a group, is taken in; what is in already is taken out. */
export function toggledLine(chosen: ReadonlySet<string>, line: DeletedLine): ReadonlySet<string> {
  const files = (line.kind === 'file' ? [line.file] : line.group.files).filter(canComeBack)
  const isIn = files.every(({ key }) => chosen.has(key))
  const next = new Set(chosen)
  for (const { key } of files) {
    if (isIn) next.delete(key)
    else next.add(key)
  }
  return next
}
