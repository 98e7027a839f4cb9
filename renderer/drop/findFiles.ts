/** What lies behind a drop or a choice of files: every file and every empty folder, found as they are asked for. */

export type Found =
  | { readonly kind: 'file'; readonly segments: readonly string[]; readonly file: File }
  | { readonly kind: 'empty-folder'; readonly segments: readonly string[] }
  | { readonly kind: 'unreadable'; readonly segments: readonly string[] }

/** What a person dropped or chose; it can be searched more than once. */
export type Source = {
  /** The names at its top. */
  readonly names: readonly string[]
  readonly find: () => AsyncIterable<Found>
}

/** Must be called while the drop event is being handled: afterwards the browser forgets what was in it. */
export function sourceOfDrop({ items }: DataTransfer): Source {
  const roots = [...items].filter(({ kind }) => kind === 'file').flatMap(rootOf)
  return { names: [...new Set(roots.map(({ name }) => name))], find: () => findAmong(roots) }
}

/** Of a file input; a folder's files come with their way below it. */
export function sourceOfFiles(list: readonly File[]): Source {
  const files = list.map((file): Found => {
    const segments = file.webkitRelativePath === '' ? [file.name] : file.webkitRelativePath.split('/')
    return { kind: 'file', segments, file }
  })
  return {
    names: [...new Set(files.map(({ segments }) => segments[0] ?? ''))],
    async *find() {
      yield* files
    },
  }
}

type Root = FileSystemEntry | File

function rootOf(item: DataTransferItem): readonly Root[] {
  const root = item.webkitGetAsEntry() ?? item.getAsFile()
  return root === null ? [] : [root]
}

async function* findAmong(roots: readonly Root[]): AsyncGenerator<Found, void, void> {
  for (const root of roots) {
    if (root instanceof File) yield { kind: 'file', segments: [root.name], file: root }
    else yield* findAt(root, [])
  }
}

async function* findAt(entry: FileSystemEntry, above: readonly string[]): AsyncGenerator<Found, void, void> {
  const segments = [...above, entry.name]
  if (isFolder(entry)) yield* findIn(entry, segments)
  else if (isFile(entry)) yield fileAt(entry, segments)
}

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile

async function* findIn(
  folder: FileSystemDirectoryEntry,
  segments: readonly string[],
): AsyncGenerator<Found, void, void> {
  const reader = folder.createReader()
  let isEmpty = true
  try {
    // A folder is read in parts of a hundred or so; an empty part is the end of it.
    for (let entries = await readSome(reader); entries.length > 0; entries = await readSome(reader)) {
      isEmpty = false
      yield* await Promise.all(entries.filter(isFile).map((file) => fileAt(file, [...segments, file.name])))
      for (const inner of entries.filter(isFolder)) yield* findIn(inner, [...segments, inner.name])
    }
    if (isEmpty) yield { kind: 'empty-folder', segments }
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
    yield { kind: 'unreadable', segments }
  }
}

const readSome = (reader: FileSystemDirectoryReader): Promise<readonly FileSystemEntry[]> =>
  new Promise((resolve, reject) => reader.readEntries(resolve, reject))

function fileAt(entry: FileSystemFileEntry, segments: readonly string[]): Promise<Found> {
  return new Promise((resolve) =>
    entry.file(
      (file) => resolve({ kind: 'file', segments, file }),
      () => resolve({ kind: 'unreadable', segments }),
    ),
  )
}
