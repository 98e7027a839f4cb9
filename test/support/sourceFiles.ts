/** Folders full of files that no server and no disk can make smaller. */
import { randomFillSync } from 'node:crypto'
import { mkdir, open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

const perFolder = 100
const mostAtOnceBytes = 8 * 1024 ** 2

export type SourceFile = { readonly key: string; readonly sizeBytes: number }

/** Writes so many files of that size, a hundred per folder; their keys begin with the folder's own name. */
export async function makeSource(
  folder: string,
  name: string,
  count: number,
  sizeBytes: number,
): Promise<readonly SourceFile[]> {
  const bytes = new Uint8Array(Math.min(sizeBytes, mostAtOnceBytes))
  const files: SourceFile[] = []
  for (let at = 0; at < count; at++) {
    const inside = `part-${String(Math.floor(at / perFolder)).padStart(3, '0')}`
    if (at % perFolder === 0) await mkdir(join(folder, name, inside), { recursive: true })
    const path = `${name}/${inside}/file-${String(at).padStart(5, '0')}.bin`
    await writeRandom(join(folder, path), bytes, sizeBytes)
    files.push({ key: path, sizeBytes })
  }
  return files
}

async function writeRandom(path: string, bytes: Uint8Array, sizeBytes: number): Promise<void> {
  const file = await open(path, 'wx')
  try {
    for (let left = sizeBytes; left > 0; left -= bytes.byteLength) {
      randomFillSync(bytes)
      await file.write(bytes, 0, Math.min(left, bytes.byteLength))
    }
  } finally {
    await file.close()
  }
}

/** How many files lie below a folder, and how many bytes. */
export async function measureFolder(folder: string): Promise<{ fileCount: number; sizeBytes: number }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  let sizeBytes = 0
  for (const { parentPath, name } of files) sizeBytes += (await stat(join(parentPath, name))).size
  return { fileCount: files.length, sizeBytes }
}
