/** The tree as one column of lines, against the plainest way to say the same. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  branchOf,
  lineOf,
  placeAt,
  runsBetween,
  type Branch,
} from '../../../renderer/features/browser/branches.ts'

type Shape = {
  readonly rows: number
  readonly opened: readonly { readonly at: number; readonly shape: Shape }[]
}
type Line = { readonly folder: string; readonly row: number | null }

const shapes = fc.letrec<{ shape: Shape }>((tie) => ({
  shape: fc.record({
    rows: fc.nat(12),
    opened: fc.uniqueArray(
      fc.record({
        at: fc.nat(14),
        shape: fc.oneof({ depthSize: 'small' }, fc.constant({ rows: 2, opened: [] }), tie('shape')),
      }),
      { selector: ({ at }) => at, maxLength: 3 },
    ),
  }),
})).shape

function branch({ rows, opened }: Shape, folder = 'root', level = 1): Branch<string> {
  const children = opened.map(({ at, shape }) => ({
    at,
    branch: branch(shape, `${folder}/${at}`, level + 1),
  }))
  return branchOf(folder, rows, level, children)
}

/** Every line, written out. */
function written({ rows, opened }: Shape, folder = 'root'): Line[] {
  if (rows === 0) return [{ folder, row: null }]
  return Array.from({ length: rows }, (_, row) => row).flatMap((row) => {
    const below = opened.find(({ at }) => at === row)
    return [{ folder, row }, ...(below === undefined ? [] : written(below.shape, `${folder}/${row}`))]
  })
}

describe('a tree as lines', () => {
  test('has on each line what the tree written out has there', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const root = branch(shape)
        const lines = Array.from({ length: root.lineCount }, (_, line) => placeAt(root, line))
        expect(lines.map(({ branch, row }) => ({ folder: branch.folder, row }))).toEqual(written(shape))
      }),
      { numRuns: 500 },
    )
  })

  test('finds the line of every row', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const root = branch(shape)
        for (const [line, { folder, row }] of written(shape).entries()) {
          if (row !== null) expect(lineOf(root, folder, row)).toBe(line)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('names the rows on any range of lines, in order and each once', () => {
    fc.assert(
      fc.property(shapes, fc.nat(40), fc.nat(40), (shape, start, length) => {
        const runs = runsBetween(branch(shape), start, start + length)
        const rows = runs.flatMap(({ folder, start, end }) =>
          Array.from({ length: end - start }, (_, at) => ({ folder, row: start + at })),
        )
        const expected = written(shape).slice(start, start + length)
        expect(rows).toEqual(expected.filter(({ row }) => row !== null))
      }),
      { numRuns: 500 },
    )
  })

  test('a folder that is in no tree is on no line', () => {
    expect(lineOf(branch({ rows: 3, opened: [] }), 'elsewhere', 0)).toBeNull()
  })
})
