import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { Disk } from '../../../electron/disk/disk.ts'

const disk = new Disk()
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'strata-save-'))
  return () => rmSync(folder, { recursive: true })
})
afterAll(() => disk.close())

const bytes = Buffer.from('what arrived')
const md5 = createHash('md5').update(bytes).digest('hex')
const file = (name: string) => ({ folder, name, tag: 'ours', replaces: false, bytes, md5, modifiedMs: null })
const contents = () =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]))

it('a small file stands under its name, with its time, and nothing else is left', async () => {
  const modifiedMs = Date.UTC(2020, 1, 29, 12)
  expect(await disk.saveSmall({ ...file('a.txt'), modifiedMs })).toBe(join(folder, 'a.txt'))
  expect(contents()).toEqual({ 'a.txt': 'what arrived' })
  expect(statSync(join(folder, 'a.txt')).mtimeMs).toBe(modifiedMs)
})

it('an empty one, too', async () => {
  await disk.saveSmall({ ...file('empty'), bytes: Buffer.alloc(0), md5: null })
  expect(contents()).toEqual({ empty: '' })
})

it('other bytes than those of its MD5 are not saved', async () => {
  expect(await disk.saveSmall({ ...file('a.txt'), md5: '0'.repeat(32) })).toBeNull()
  expect(contents()).toEqual({})
})

it('nothing is replaced unless it is asked for', async () => {
  writeFileSync(join(folder, 'a.txt'), 'theirs')
  expect(await disk.saveSmall(file('a.txt'))).toBe(join(folder, 'a (2).txt'))
  expect(contents()).toEqual({ 'a.txt': 'theirs', 'a (2).txt': 'what arrived' })
  expect(await disk.saveSmall({ ...file('a.txt'), replaces: true })).toBe(join(folder, 'a.txt'))
  expect(contents()).toEqual({ 'a.txt': 'what arrived', 'a (2).txt': 'what arrived' })
})

it('what an earlier start left of it goes; another one’s stays', async () => {
  writeFileSync(join(folder, 'a.txt.ours.part'), 'half of something longer than that')
  writeFileSync(join(folder, 'a.txt.other.part'), 'half')
  await disk.saveSmall(file('a.txt'))
  expect(contents()).toEqual({ 'a.txt': 'what arrived', 'a.txt.other.part': 'half' })
})

it('a folder that is gone, and a name that the disk refuses, are told in words', async () => {
  const gone = { ...file('a.txt'), folder: join(folder, 'gone') }
  await expect(disk.saveSmall(gone)).rejects.toMatchObject({
    failure: { code: 'conflict', reason: 'folder-gone', wayOn: 'retry' },
  })
  await expect(disk.saveSmall(file('x'.repeat(300)))).rejects.toMatchObject({
    failure: { code: 'conflict', reason: 'name-too-long' },
  })
  expect(contents()).toEqual({})
})

it('many of one name get numbers, each whole', async () => {
  const place = async (at: number): Promise<string> => {
    const partPath = await disk.openPart({ folder, name: 'same.txt', tag: String(at) })
    writeFileSync(partPath, `content ${at}`)
    return disk.placeFile({ partPath, folder, name: 'same.txt', replaces: false, modifiedMs: null })
  }
  const paths = await Promise.all(Array.from({ length: 8 }, (_, at) => place(at)))
  expect(readdirSync(folder).toSorted()).toEqual([
    ...Array.from({ length: 7 }, (_, at) => `same (${at + 2}).txt`),
    'same.txt',
  ])
  expect(paths.map((path) => readFileSync(path, 'utf8'))).toEqual(paths.map((_, at) => `content ${at}`))
})
