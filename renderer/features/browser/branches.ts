/** A tree of folders as one column of lines: which line shows what, by counts alone. Pure. */

/** A folder whose rows are shown. `at` of a child is the row it hangs under. */
export type Branch<T> = {
  readonly folder: T
  /** Its own rows; at least one line is always drawn, for what there is to say about an empty folder. */
  readonly rowCount: number
  /** In the order of their rows. */
  readonly children: readonly { readonly at: number; readonly branch: Branch<T> }[]
  /** All lines of it, those of its children included. */
  readonly lineCount: number
  readonly level: number
}

/** `row` is null on the line of a folder that has no rows. */
export type Place<T> = { readonly branch: Branch<T>; readonly row: number | null }

export function branchOf<T>(
  folder: T,
  rowCount: number,
  level: number,
  children: Branch<T>['children'],
): Branch<T> {
  const shown = children.filter(({ at }) => at < rowCount).toSorted((a, b) => a.at - b.at)
  const inner = shown.reduce((sum, { branch }) => sum + branch.lineCount, 0)
  return { folder, rowCount, level, children: shown, lineCount: Math.max(1, rowCount) + inner }
}

/** What line `line` (0 to lineCount - 1) shows. */
export function placeAt<T>(branch: Branch<T>, line: number): Place<T> {
  let before = 0
  for (const { at, branch: child } of branch.children) {
    const first = at + before + 1
    if (line < first) break
    if (line < first + child.lineCount) return placeAt(child, line - first)
    before += child.lineCount
  }
  return { branch, row: branch.rowCount === 0 ? null : line - before }
}

/** The line of a folder's row; null when the folder is not in the tree. */
export function lineOf<T>(root: Branch<T>, folder: T, row: number): number | null {
  if (root.folder === folder) {
    const above = root.children.filter(({ at }) => at < row)
    return row + above.reduce((sum, { branch }) => sum + branch.lineCount, 0)
  }
  let before = 0
  for (const { at, branch } of root.children) {
    const inner = lineOf(branch, folder, row)
    if (inner !== null) return at + before + 1 + inner
    before += branch.lineCount
  }
  return null
}

/** A run of rows of one folder that stand on lines next to each other. */
export type Run<T> = {
  readonly folder: T
  readonly start: number
  readonly end: number
}

/** The rows on lines [start, end), as runs in the order of the lines. Lines without rows are left out. */
export function runsBetween<T>(root: Branch<T>, start: number, end: number): readonly Run<T>[] {
  const runs: Run<T>[] = []
  for (let line = Math.max(0, start); line < Math.min(end, root.lineCount);) {
    const { branch, row } = placeAt(root, line)
    if (row === null) {
      line += 1
      continue
    }
    // Up to the next row that has a folder opened under it, lines and rows go side by side.
    const next = branch.children.find(({ at }) => at >= row)?.at ?? branch.rowCount - 1
    const count = Math.min(next - row + 1, end - line)
    runs.push({ folder: branch.folder, start: row, end: row + count })
    line += count
  }
  return runs
}
