/** The rows on a range of lines, across folders; those that aren't known are asked for. */
import type { Row } from '../../../shared/model/listing.ts'
import { runsBetween, type Branch } from './branches.ts'
import type { OpenFolder } from './openFolder.ts'
import type { Item } from './picked.ts'

export async function rowsBetween(
  root: Branch<OpenFolder>,
  start: number,
  end: number,
): Promise<readonly Item[]> {
  const runs = runsBetween(root, start, end)
  const rows = await Promise.all(
    runs.map(async ({ folder, start, end }) => {
      const found = knownRows(folder, start, end) ?? (await folder.read(start, end))
      return found.map((row) => ({ folder, key: row.key, row }))
    }),
  )
  return rows.flat()
}

/** The rows [start, end), when all of them are known. */
function knownRows({ view }: OpenFolder, start: number, end: number): readonly Row[] | null {
  const rows: Row[] = []
  for (let index = start; index < end; index += 1) {
    const row = view.rows.get(index)
    if (row === undefined) return null
    rows.push(row)
  }
  return rows
}
