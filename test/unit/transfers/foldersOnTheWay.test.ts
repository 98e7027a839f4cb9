/** Folders that are read as the keys in them come along. */
import { expect, it } from 'vitest'
import { FoldersOnTheWay } from '../../../electron/transfers/find/foldersOnTheWay.ts'

/** The folders that are read when these are asked for, one after another. */
async function readFor(separator: string, ...asked: readonly string[]): Promise<readonly string[]> {
  const read: string[] = []
  const folders = new FoldersOnTheWay(separator, async (folder) => {
    read.push(folder)
    return folder.toUpperCase()
  })
  for (const folder of asked) expect(await folders.of(folder)).toBe(folder.toUpperCase())
  return read
}

it('each is read once, also when files and folders take turns', async () => {
  expect(await readFor('/', 'a/', 'a/b/', 'a/', 'a/c/', 'a/c/d/', 'a/c/', 'a/', 'b/')).toEqual([
    'a/',
    'a/b/',
    'a/c/',
    'a/c/d/',
    'b/',
  ])
  expect(await readFor('/', '', 'a/', '', 'a//', 'a/', '/', '')).toEqual(['', 'a/', 'a//', '/'])
  expect(await readFor('/', '/home', '/home/x', '/home', '/home-2', '/')).toEqual([
    '/home',
    '/home/x',
    '/home-2',
    '/',
  ])
})

it('what lies behind is forgotten', async () => {
  expect(await readFor('/', 'a/', 'b/', 'a/')).toEqual(['a/', 'b/', 'a/'])
})
