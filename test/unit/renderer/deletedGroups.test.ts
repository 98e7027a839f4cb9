/** Deleted files in groups, and what is chosen among them. */
import { describe, expect, test } from 'vitest'
import type { DeletedFile } from '../../../shared/model/activity.ts'
import {
  choiceOf,
  groupsByFolder,
  groupsByTime,
  linesOf,
  toggledLine,
} from '../../../renderer/features/deleted/deletedGroups.ts'

const minute = 60_000

function file(key: string, deletedMs: number, sizeBytes: number | null = 10): DeletedFile {
  const lastVersion = {
    key,
    versionId: 'v',
    isMarker: false,
    isLatest: false,
    modifiedMs: 0,
    sizeBytes,
    etag: null,
    storageClass: null,
    owner: null,
  }
  return { key, deletedMs, lastVersion: sizeBytes === null ? null : lastVersion }
}

const files = [
  file('a/late.txt', 100 * minute, 5),
  file('a/b/one.txt', 60 * minute),
  file('a/two.txt', 55 * minute),
  file('c.txt', 46 * minute),
  file('a/old.txt', 10 * minute, null),
]

describe('deleted files', () => {
  test('that went within ten minutes of each other are one group', () => {
    expect(groupsByTime(files).map((group) => group.files.map(({ key }) => key))).toEqual([
      ['a/late.txt'],
      ['a/b/one.txt', 'a/two.txt', 'c.txt'],
      ['a/old.txt'],
    ])
    expect(groupsByTime(files)[1]).toMatchObject({
      fromMs: 46 * minute,
      toMs: 60 * minute,
      folder: '',
      sizeBytes: 30,
    })
  })

  test('lie in the innermost folder that held all of them', () => {
    expect(groupsByTime(files.slice(1, 3))[0]?.folder).toBe('a/')
  })

  test('are grouped by folder, the latest deletion first', () => {
    expect(groupsByFolder(files).map(({ folder, files }) => [folder, files.length])).toEqual([
      ['a/', 3],
      ['a/b/', 1],
      ['', 1],
    ])
  })

  test('are chosen one by one or by group, and only where something can come back', () => {
    const [, , group] = groupsByTime(files)
    const lines = linesOf(groupsByFolder(files))
    const [head, late] = lines
    if (head === undefined || late === undefined || group === undefined) throw new Error('too few lines')
    const all = toggledLine(new Set<string>(), head)
    expect([...all]).toEqual(['a/late.txt', 'a/two.txt'])
    expect(choiceOf(head.group, all)).toBe('all')
    const some = toggledLine(all, late)
    expect([...some]).toEqual(['a/two.txt'])
    expect(choiceOf(head.group, some)).toBe('some')
    expect(choiceOf(group, all)).toBe('none')
    expect([...toggledLine(some, head)]).toHaveLength(2)
  })
})
