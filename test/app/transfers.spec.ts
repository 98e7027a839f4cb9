/** Files in and out of the window: dropped as people drop them, with real paths, and saved byte for byte. */
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3'
import type { Page } from '@playwright/test'
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { bucketWith } from '../support/bucketWith.ts'
import { clientFor, type TestServer } from '../support/testServer.ts'
import { dropFiles } from './dropFiles.ts'
import { expect, serverNamed, serverNames, test } from './fixtures.ts'

async function keysOf(server: TestServer, bucket: string): Promise<string[]> {
  const answer = await clientFor(server).send(new ListObjectsV2Command({ Bucket: bucket }))
  return (answer.Contents ?? []).map(({ Key }) => Key ?? '').toSorted()
}

async function bytesOf(server: TestServer, bucket: string, key: string): Promise<Buffer> {
  const { Body } = await clientFor(server).send(new GetObjectCommand({ Bucket: bucket, Key: key }))
  return Buffer.from((await Body?.transformToByteArray()) ?? [])
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

const notices = (page: Page) => page.getByRole('region', { name: 'Notices' })

const done = async (page: Page): Promise<void> =>
  await expect(notices(page)).toContainText(/uploaded to|saved in/)

for (const name of serverNames) {
  test(`a folder dropped on a folder goes up whole, and comes down the same, ${name}`, async ({
    window,
    page,
    app,
    store,
    ceph,
  }) => {
    const server = serverNamed(name, { store, ceph })
    const { bucket } = await bucketWith(server, { 'archive/old.txt': ['old'] })
    const kit = join(app.folder, 'brand kit')
    const big = randomBytes(12_000_000)
    await mkdir(join(kit, 'deep', 'er'), { recursive: true })
    await mkdir(join(kit, 'empty folder'))
    await writeFile(join(kit, 'a b+c%.txt'), 'odd')
    await writeFile(join(kit, 'nothing.txt'), '')
    await writeFile(join(kit, 'deep', 'er', '\u{1f600}.bin'), big)
    await window.open(server, bucket)
    await dropFiles(page, window.row('archive'), [kit])
    await done(page)
    expect(await keysOf(server, bucket)).toEqual([
      'archive/brand kit/a b+c%.txt',
      'archive/brand kit/deep/er/\u{1f600}.bin',
      'archive/brand kit/empty folder/',
      'archive/brand kit/nothing.txt',
      'archive/old.txt',
    ])
    expect(sha256(await bytesOf(server, bucket, 'archive/brand kit/deep/er/\u{1f600}.bin'))).toBe(sha256(big))

    await window.row('archive').dblclick()
    await window.row('brand kit').click()
    await page.keyboard.press('Control+d')
    await expect(notices(page)).toContainText('saved in')
    const saved = join(app.downloads, 'brand kit')
    expect(sha256(await readFile(join(saved, 'deep', 'er', '\u{1f600}.bin')))).toBe(sha256(big))
    expect(await readFile(join(saved, 'a b+c%.txt'), 'utf8')).toBe('odd')
    expect(await readFile(join(saved, 'nothing.txt'), 'utf8')).toBe('')
  })
}

test('two thousand small files go up from one drop, and the tree shows them without being asked', async ({
  window,
  page,
  app,
  store,
}) => {
  test.slow()
  const { bucket } = await bucketWith(store)
  const many = join(app.folder, 'many')
  await mkdir(many)
  await Promise.all(
    Array.from({ length: 2000 }, (_, index) => writeFile(join(many, `f${index}.txt`), String(index))),
  )
  await window.open(store, bucket)
  await dropFiles(page, window.tree, [many])
  await expect(window.row('many')).toBeVisible()
  await expect(notices(page)).toContainText('2,000 files are uploaded', {
    timeout: 60_000,
  })
  await window.row('many').dblclick()
  await expect(window.status).toContainText('2,000 items')
})

test('a file chosen by the button goes up as a new version of the one that is there', async ({
  window,
  page,
  store,
}) => {
  const { bucket } = await bucketWith(store, { 'a.txt': ['one'] })
  await window.open(store, bucket)
  const chooser = page.waitForEvent('filechooser')
  await window.button('Upload files or a folder').click()
  await page.getByRole('menuitem', { name: 'Upload Files…' }).click()
  await (await chooser).setFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('two') })
  await done(page)
  expect(await bytesOf(store, bucket, 'a.txt')).toEqual(Buffer.from('two'))
  await window.showDeleted()
  await expect(window.row('a.txt').locator('.count-tag')).toHaveText('2')
})

test('where no versions are kept nothing is overwritten without a yes of its own', async ({
  window,
  page,
  app,
  store,
}) => {
  const { bucket } = await bucketWith(store, { 'a.txt': ['one'] }, { versioning: 'never' })
  await writeFile(join(app.folder, 'a.txt'), 'two')
  await window.open(store, bucket)
  await dropFiles(page, window.tree, [join(app.folder, 'a.txt')])
  await notices(page).getByRole('button', { name: 'Decide…' }).click()
  await window.dialog.getByText('Replace', { exact: true }).click()
  await window.dialog.getByRole('button', { name: 'Replace 1 file' }).click()
  const question = page.getByRole('alertdialog')
  await expect(question).toContainText('Replace 1 file for good?')
  await question.getByRole('button', { name: 'Cancel' }).click()
  expect(await bytesOf(store, bucket, 'a.txt')).toEqual(Buffer.from('one'))
  await window.dialog.getByRole('button', { name: 'Replace 1 file' }).click()
  await question.getByRole('button', { name: 'Replace 1 file' }).click()
  await expect.poll(async () => (await bytesOf(store, bucket, 'a.txt')).toString()).toBe('two')
})

test('a download goes to a folder chosen in the app, made there if need be, and never out of it', async ({
  window,
  page,
  app,
  store,
}) => {
  const { bucket } = await bucketWith(store, { '../../x.txt': ['inside'] })
  await clientFor(store).send(new PutObjectCommand({ Bucket: bucket, Key: 'a/../../y.txt', Body: 'inside' }))
  await window.open(store, bucket)
  await window.tree.focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+Shift+d')
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('option', { name: basename(app.folder) }).dblclick()
  await sheet.getByRole('button', { name: 'New folder…' }).click()
  await sheet.getByLabel('Name of the new folder').fill('chosen')
  await sheet.getByRole('button', { name: 'Make folder' }).click()
  await sheet.getByRole('button', { name: /^Save/ }).click()
  await done(page)
  const saved = await readdir(join(app.folder, 'chosen'), { recursive: true })
  expect(
    saved
      .map((path) => basename(path))
      .filter((name) => name.endsWith('.txt'))
      .toSorted(),
  ).toEqual(['x.txt', 'y.txt'])
  expect(await readdir(app.folder)).not.toContain('y.txt')
  expect(await readdir(dirname(app.folder))).not.toContain('x.txt')
})

test('a running upload can be cancelled, and leaves nothing behind', async ({ window, page, app, store }) => {
  const { bucket } = await bucketWith(store)
  await writeFile(join(app.folder, 'huge.bin'), randomBytes(400_000_000))
  await window.open(store, bucket)
  await page.keyboard.press('Control+j')
  await dropFiles(page, window.tree, [join(app.folder, 'huge.bin')])
  await page.getByRole('button', { name: /^Cancel huge\.bin/ }).click()
  await expect(page.getByRole('list', { name: 'List of transfers' })).not.toContainText('of 400 MB')
  expect(await keysOf(store, bucket)).toEqual([])
})
