/** Files get into a bucket and out of it: dropped, chosen, cancelled, refused, replaced, saved. */
import { ListObjectsV2Command } from '@aws-sdk/client-s3'
import type { Page } from '@playwright/test'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bucketWith } from '../support/bucketWith.ts'
import { clientFor, type TestServer } from '../support/testServer.ts'
import { expect, test } from './fixtures.ts'

/** Lets go of files of this computer over a spot of the page, as the system would. */
async function dropAt(page: Page, files: readonly string[], x: number, y: number): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [...files], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x, y, data })
  await session.detach()
}

async function keysOf(server: TestServer, bucket: string): Promise<readonly string[]> {
  const client = clientFor(server)
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket }))
  client.destroy()
  return Contents.map(({ Key = '' }) => Key)
}

async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'strata-drop-'))
  try {
    await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const oddNames = ['a b+c%.txt', 'fox 🦊.txt', 'turned \u202etxt.exe', 'q?&#=.txt', ' lead', 'empty.bin']

test('a dropped folder arrives whole, odd names, empty files and empty folders included', async ({
  window,
  page,
  store,
}) => {
  const { bucket } = await bucketWith(store)
  await window.open(store, bucket)
  await withFolder(async (folder) => {
    await mkdir(join(folder, 'kit/inner/empty'), { recursive: true })
    for (const name of oddNames)
      await writeFile(join(folder, 'kit/inner', name), name === 'empty.bin' ? '' : name)
    await dropAt(page, [join(folder, 'kit')], 600, 500)
    await expect(window.row('kit')).toBeVisible()
    await expect(window.notice('7 files are uploaded')).toBeVisible()
    const expected = [...oddNames, 'empty/'].map((name) => `kit/inner/${name}`)
    expect(new Set(await keysOf(store, bucket))).toEqual(new Set(expected))
  })
})

test('a folder row and the breadcrumb take drops; beside every target nothing happens', async ({
  window,
  page,
  store,
}) => {
  const { bucket } = await bucketWith(store, { 'a/b/c.txt': ['1'] })
  await window.open(store, bucket)
  await withFolder(async (folder) => {
    const file = join(folder, 'new.txt')
    await writeFile(file, 'new')
    const row = await window.row('a').boundingBox()
    await dropAt(page, [file], (row?.x ?? 0) + 300, (row?.y ?? 0) + 10)
    await expect.poll(() => keysOf(store, bucket)).toContain('a/new.txt')
    await window.row('a').dblclick()
    await expect(window.row('new.txt')).toBeVisible()
    const crumb = await page
      .getByRole('navigation', { name: 'Path' })
      .getByRole('button')
      .first()
      .boundingBox()
    await dropAt(page, [file], (crumb?.x ?? 0) + 10, (crumb?.y ?? 0) + 10)
    await expect.poll(() => keysOf(store, bucket)).toContain('new.txt')
    const before = page.url()
    await dropAt(page, [file], 100, 600)
    await expect(window.row('new.txt')).toBeVisible()
    expect(page.url()).toBe(before)
  })
})

test('what would destroy a file for good is asked first, and done after a yes', async ({
  window,
  page,
  store,
}) => {
  const { bucket } = await bucketWith(store, { 'a.txt': ['old'] }, { versioning: 'never' })
  await window.open(store, bucket)
  await withFolder(async (folder) => {
    await writeFile(join(folder, 'a.txt'), 'the new one')
    await dropAt(page, [join(folder, 'a.txt')], 600, 500)
    await expect(window.notice('was not uploaded')).toBeVisible()
    await window.button('Replace…').click()
    const question = page.getByRole('alertdialog', { name: 'Replace 1 file for good?' })
    await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused()
    await question.getByRole('button', { name: 'Replace 1 file' }).click()
    await expect(window.notice('is uploaded')).toBeVisible()
    await expect(window.row('a.txt')).toContainText('11 B')
  })
})

test('a big file can be cancelled on its way, and tried again', async ({ window, page, store }) => {
  const { bucket } = await bucketWith(store)
  await window.open(store, bucket)
  await withFolder(async (folder) => {
    await writeFile(join(folder, 'big.bin'), Buffer.alloc(200 * 1024 ** 2, 7))
    await page.keyboard.press('Control+j')
    const panel = page.getByRole('region', { name: 'Transfers' })
    await dropAt(page, [join(folder, 'big.bin')], 600, 300)
    await expect(panel).toContainText('handing over')
    await page.getByRole('button', { name: 'Cancel big.bin' }).click()
    await expect(panel).toContainText('Nothing is on its way')
    await dropAt(page, [join(folder, 'big.bin')], 600, 300)
    await expect(panel).toContainText('done today', { timeout: 30_000 })
    await page.keyboard.press('Escape')
    await expect(panel).toBeHidden()
    await expect(window.row('big.bin')).toBeVisible()
  })
})

test('files and folders are saved in the download folder, or where somebody says', async ({
  window,
  page,
  store,
  app,
}) => {
  const { bucket } = await bucketWith(store, { 'a/b.txt': ['one', 'two'], 'c.txt': ['three'] })
  await window.open(store, bucket)
  await window.row('a').click()
  await window.row('c.txt').click({ modifiers: ['Control'] })
  await page.keyboard.press('Control+d')
  await expect(window.notice('2 files are saved')).toBeVisible()
  expect(await readFile(join(app.downloads, 'a/b.txt'), 'utf8')).toBe('two')
  await page.keyboard.press('Control+Shift+d')
  const sheet = page.getByRole('dialog', { name: 'Where shall it be saved?' })
  await expect(sheet.getByRole('option').first()).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(sheet.getByRole('button', { name: 'New folder…' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
})
