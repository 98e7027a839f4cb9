/** Figures for people: columns that stand under each other. */

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

/** The first and the last column are words, the others numbers. */
export function printTable(title: string, lines: readonly (readonly string[])[]): void {
  const columns = lines[0]?.length ?? 0
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(...lines.map((line) => line[at]?.length ?? 0)),
  )
  const padded = (cell: string, at: number): string =>
    at === 0 || at === columns - 1 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)
  console.log(`\n${title}`)
  for (const line of lines) console.log(line.map(padded).join('  ').trimEnd())
}
