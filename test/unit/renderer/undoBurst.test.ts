/** What takes a burst back, as the planner is asked for it and as people read it. */
import { describe, expect, it } from 'vitest'
import { planSpecSchema } from '../../../shared/model/plan.ts'
import { formatDate } from '../../../renderer/format/times.ts'
import { planTitle } from '../../../renderer/strings/plans.ts'
import { undeleteSpec } from '../../../renderer/verbs/undoBurst.ts'

const [fromMs, toMs] = [Date.UTC(2026, 10, 21, 9, 30), Date.UTC(2026, 10, 21, 9, 40)]
const burst = {
  fromMs,
  toMs,
  added: 0,
  replaced: 0,
  deleted: 70_000,
  writtenBytes: 0,
  deletedBytes: 0,
  folder: '',
}

describe('a mass deletion too long to name', () => {
  it.each([
    ['a/reports/', 'reports'],
    ['', 'studio'],
  ])('under “%s” is asked for by its time', (prefix, said) => {
    const spec = undeleteSpec({ connectionId: 'c', bucket: 'studio', prefix }, burst)
    expect(planSpecSchema.parse(spec)).toEqual({
      kind: 'undelete',
      connectionId: 'c',
      bucket: 'studio',
      scope: { keys: [], prefixes: [prefix] },
      deletedIn: { fromMs, toMs },
    })
    expect(planTitle(spec)).toBe(`Undelete what was deleted in ${said} on ${formatDate(fromMs)}`)
  })
})
