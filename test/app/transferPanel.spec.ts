/** The list of transfers: what it shows, what can be done from it, and how uploads are set up. */
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import type { Locator, Page } from '@playwright/test'
import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bucketWith } from '../support/bucketWith.ts'
import { clientFor } from '../support/testServer.ts'
import { dropFiles } from './dropFiles.ts'
import type { AppWindow } from './appWindow.ts'
import { expectAccessible } from './expectAccessible.ts'
import { expect, test } from './fixtures.ts'

const list = (page: Page): Locator => page.getByRole('list', { name: 'List of transfers' })

/** The button of a line that opens its files. */
const line = (page: Page, title: string): Locator =>
  list(page).getByRole('button', { name: new RegExp(`^(Upload|Download|Copy) ${title}`) })

const menuOfAll = async (page: Page, entry: string): Promise<void> => {
  await page.getByRole('button', { name: 'More for all transfers' }).click()
  await page.getByRole('menuitem', { name: entry }).click()
}

/** In MB/s; null: no limit. The list of transfers is open. */
async function limitUploads(window: AppWindow, figure: string | null): Promise<void> {
  await menuOfAll(window.page, 'Limits…')
  await window.dialog.getByRole('button', { name: /Uploads: unit/ }).click()
  await window.page.getByRole('option', { name: figure === null ? 'No limit' : 'MB/s' }).click()
  if (figure !== null) await window.dialog.getByLabel('Uploads: how much a second').fill(figure)
  await window.dialog.getByRole('button', { name: 'Save' }).click()
  await expect(window.dialog).toBeHidden()
}

const panel = (page: Page): Locator => page.getByRole('region', { name: 'Transfers' })

test('what failed is tried again from its line, once its reason is gone', async ({
  window,
  page,
  app,
  store,
}) => {
  const { bucket } = await bucketWith(store, { 'a.txt': ['one'] })
  const at = { Bucket: bucket, Key: 'a.txt' }
  await window.open(store, bucket)
  await window.row('a.txt').click()
  await clientFor(store).send(new DeleteObjectCommand(at))
  await page.keyboard.press('Control+d')
  await page.keyboard.press('Control+j')
  await expect(panel(page)).toContainText('1 failed')
  await clientFor(store).send(new PutObjectCommand({ ...at, Body: 'again' }))
  await page.getByRole('button', { name: 'Try a.txt again' }).click()
  await expect(panel(page)).toContainText('1 done')
  expect(await readFile(join(app.downloads, 'a.txt'), 'utf8')).toBe('again')
})

test('an upload that something stops says what, and goes on when it is put right', async ({
  window,
  page,
  app,
  store,
}) => {
  const { bucket } = await bucketWith(store)
  await writeFile(join(app.folder, 'a.txt'), 'one')
  await window.open(store, bucket)
  await clientFor(store).send(new DeleteBucketCommand({ Bucket: bucket }))
  await dropFiles(page, window.tree, [join(app.folder, 'a.txt')])
  await expect(window.notice('“a.txt” stopped on its way.')).toBeVisible()
  await expect(window.status).toContainText('Stopped')
  await window.status.getByRole('button', { name: /Stopped/ }).click()
  await expect(panel(page)).toContainText('1 stopped')
  await clientFor(store).send(new CreateBucketCommand({ Bucket: bucket }))
  await page.getByRole('button', { name: 'Resume a.txt' }).click()
  await expect(panel(page)).toContainText('1 done')
  await clientFor(store).send(new HeadObjectCommand({ Bucket: bucket, Key: 'a.txt' }))
})

test('an upload is paused, stays so while the window is away, and goes on where it was told to', async ({
  window,
  page,
  app,
  store,
}) => {
  const { bucket } = await bucketWith(store)
  const bytes = randomBytes(20_000_000)
  await writeFile(join(app.folder, 'big.bin'), bytes)
  await window.open(store, bucket)
  await page.keyboard.press('Control+j')
  await limitUploads(window, '1')
  await dropFiles(page, window.tree, [join(app.folder, 'big.bin')])
  // The window has handed it over: from here on it may go away.
  await expect(list(page).getByRole('listitem')).toHaveText(/(?<!0 )\d MB of 20 MB(?!.*handing over)/)
  await page.getByRole('button', { name: 'Pause big.bin' }).click()
  await expect(panel(page)).toContainText('1 paused')
  await page.reload()
  await expect(window.status).toContainText('Paused')
  await page.keyboard.press('Control+j')
  await limitUploads(window, null)
  await page.getByRole('button', { name: 'Resume big.bin' }).click()
  await expect(panel(page)).toContainText('1 done')
  const { Body } = await clientFor(store).send(new GetObjectCommand({ Bucket: bucket, Key: 'big.bin' }))
  expect(bytes.equals((await Body?.transformToByteArray()) ?? new Uint8Array())).toBe(true)
})

test('names that are taken on this computer are decided one by one, or for all', async ({
  window,
  page,
  app,
  store,
}) => {
  const names = ['a.txt', 'b.txt', 'c.txt']
  const { bucket } = await bucketWith(store, Object.fromEntries(names.map((name) => [name, ['new']])))
  await mkdir(app.downloads, { recursive: true })
  for (const name of names) await writeFile(join(app.downloads, name), 'old')
  await window.open(store, bucket)
  await window.tree.focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+d')
  await expect(window.notice(/Some names of .* are taken in downloads/)).toBeVisible()
  await window.status.getByRole('button', { name: /names are taken/ }).click()
  await list(page).getByRole('button', { name: 'Decide about the taken names' }).click()
  await expect(window.dialog).toContainText('3 names are taken')
  await window.dialog.getByRole('button', { name: 'What becomes of b.txt' }).click()
  await page.getByRole('menuitem', { name: 'Replace', exact: true }).click()
  await expect(window.dialog).toContainText('2 names are taken')
  await window.dialog.getByRole('button', { name: 'What becomes of c.txt' }).click()
  await page.getByRole('menuitem', { name: 'Skip', exact: true }).click()
  await expect(window.dialog).toContainText('A name is taken')
  await window.dialog.getByText('Keep both', { exact: true }).click()
  await window.dialog.getByRole('button', { name: 'Keep both of 1 file' }).click()
  await expect(window.dialog).toBeHidden()
  await expect(panel(page)).toContainText('1 done')
  await expect(list(page)).toContainText('1 skipped')
  const read = (name: string): Promise<string> => readFile(join(app.downloads, name), 'utf8')
  expect(await Promise.all(names.map(read))).toEqual(['old', 'new', 'old'])
  const others = (await readdir(app.downloads)).filter((name) => !names.includes(name))
  expect(await Promise.all(others.map(read))).toEqual(['new'])
})

test('the list is worked with the keys: Space opens files, Delete takes a finished line off', async ({
  window,
  page,
  app,
  store,
}) => {
  const { bucket } = await bucketWith(store)
  await window.open(store, bucket)
  for (const name of ['one.txt', 'two.txt']) {
    await writeFile(join(app.folder, name), name)
    await dropFiles(page, window.tree, [join(app.folder, name)])
    await expect(window.row(name)).toBeVisible()
  }
  await page.keyboard.press('Control+j')
  await expect(page.getByText('2 done', { exact: true })).toBeVisible()
  await expect(line(page, 'two.txt')).toBeFocused()
  await page.keyboard.press('Space')
  await expect(page.getByRole('group', { name: 'Files of two.txt' })).toContainText('7 B · checked')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('group', { name: 'Files of two.txt' })).toBeHidden()
  await page.keyboard.press('Delete')
  await expect(line(page, 'two.txt')).toBeHidden()
  await expect(line(page, 'one.txt')).toBeFocused()
  await page.keyboard.press('Delete')
  await expect(page.getByText('Nothing is on its way')).toBeVisible()
  // Nothing but the list was meant.
  await expect(window.row('two.txt')).toBeVisible()
  await page.reload()
  await expect(window.tree).toBeVisible()
  await page.keyboard.press('Control+j')
  await expect(page.getByText('Nothing is on its way')).toBeVisible()
})

test('finished transfers are cleared all at once', async ({ window, page, app, store }) => {
  const { bucket } = await bucketWith(store, { 'b.txt': ['one'] })
  await writeFile(join(app.folder, 'a.txt'), 'one')
  await window.open(store, bucket)
  await page.keyboard.press('Control+j')
  await expect(window.button('Clear finished')).toBeDisabled()
  await dropFiles(page, window.tree, [join(app.folder, 'a.txt')])
  await expect(panel(page)).toContainText('1 done')
  await window.button('Clear finished').click()
  await expect(page.getByText('Nothing is on its way')).toBeVisible()
})

test('limits are checked as they are typed, kept, and shown while they hold', async ({ window, page }) => {
  await expect(window.tree).toBeVisible()
  await page.keyboard.press('Control+j')
  await menuOfAll(page, 'Limits…')
  const save = window.dialog.getByRole('button', { name: 'Save' })
  await window.dialog.getByRole('button', { name: /Uploads: unit/ }).click()
  await page.getByRole('option', { name: 'MB/s' }).click()
  await expect(save).toBeDisabled()
  await window.dialog.getByLabel('Uploads: how much a second').fill('0.001')
  await expect(window.dialog).toContainText('at least 2 KB/s')
  await window.dialog.getByLabel('Uploads: how much a second').fill('2.5')
  await window.dialog.getByLabel('Files at once').fill('65')
  await expect(save).toBeDisabled()
  await window.dialog.getByLabel('Files at once').fill('8')
  await save.click()
  await expect(window.button('Limited: up 2.5 MB/s')).toBeVisible()

  await page.reload()
  await expect(window.tree).toBeVisible()
  await page.keyboard.press('Control+j')
  await window.button('Limited: up 2.5 MB/s').click()
  await expect(window.dialog.getByLabel('Uploads: how much a second')).toHaveValue('2.5')
  await expect(window.dialog.getByRole('button', { name: /Downloads: unit/ })).toContainText('No limit')
  await expect(window.dialog.getByLabel('Files at once')).toHaveValue('8')
  await window.dialog.getByRole('button', { name: /Uploads: unit/ }).click()
  await page.getByRole('option', { name: 'No limit' }).click()
  await save.click()
  await expect(window.button('Limited: up 2.5 MB/s')).toBeHidden()
})

test('options of an upload that no server would take are refused before files are chosen', async ({
  window,
  page,
}) => {
  await window.button('Upload files or a folder').click()
  await page.getByRole('menuitem', { name: 'Upload With Options…' }).click()
  const choose = window.dialog.getByRole('button', { name: 'Choose files…' })
  await window.dialog.getByRole('combobox', { name: 'Content type' }).fill('png')
  await expect(window.dialog).toContainText('looks like image/png')
  await expect(choose).toBeDisabled()
  await window.dialog.getByRole('combobox', { name: 'Content type' }).fill('')
  await window.dialog.getByRole('button', { name: 'Add metadata' }).click()
  await window.dialog.getByLabel('Metadata: value 1').fill('ada')
  await expect(window.dialog).toContainText('A value needs a name.')
  await window.dialog.getByRole('button', { name: 'Metadata: remove 1' }).click()
  await expect(choose).toBeEnabled()
})

test('an upload with options gives each object its class, type, metadata and tags', async ({
  window,
  page,
  store,
}) => {
  const { bucket } = await bucketWith(store)
  await window.open(store, bucket)
  await window.button('Upload files or a folder').click()
  await page.getByRole('menuitem', { name: 'Upload With Options…' }).click()
  const sheet = window.dialog
  await sheet.getByRole('button', { name: /Storage class/ }).click()
  await page.getByRole('option', { name: 'STANDARD_IA', exact: true }).click()
  await sheet.getByRole('combobox', { name: 'Content type' }).fill('text/x-strata')
  await sheet.getByRole('combobox', { name: 'Cache control' }).fill('no-cache')
  await sheet.getByRole('button', { name: 'Add metadata' }).click()
  await sheet.getByLabel('Metadata: name 1').fill('author')
  await sheet.getByLabel('Metadata: value 1').fill('ada')
  await sheet.getByRole('button', { name: 'Add a tag' }).click()
  await sheet.getByLabel('Tags: name 1').fill('team')
  await sheet.getByLabel('Tags: value 1').fill('design')
  const chooser = page.waitForEvent('filechooser')
  await sheet.getByRole('button', { name: 'Choose files…' }).click()
  await (await chooser).setFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('one') })
  await expect(window.row('a.txt')).toBeVisible()
  const at = { Bucket: bucket, Key: 'a.txt' }
  const head = await clientFor(store).send(new HeadObjectCommand(at))
  expect(head).toMatchObject({
    StorageClass: 'STANDARD_IA',
    ContentType: 'text/x-strata',
    CacheControl: 'no-cache',
    Metadata: { author: 'ada' },
  })
  const { TagSet } = await clientFor(store).send(new GetObjectTaggingCommand(at))
  expect(TagSet).toEqual([{ Key: 'team', Value: 'design' }])
})

test.describe('without motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } })

  test('the list and its sheets have nothing that axe knows to be wrong', async ({
    window,
    page,
    app,
    store,
  }) => {
    const { bucket } = await bucketWith(store)
    await writeFile(join(app.folder, 'a.txt'), 'one')
    await window.open(store, bucket)
    await page.keyboard.press('Control+j')
    await dropFiles(page, window.tree, [join(app.folder, 'a.txt')])
    await expect(page.getByText('1 done', { exact: true })).toBeVisible()
    await line(page, 'a.txt').click()
    await expect(list(page)).toContainText('checked')
    await expectAccessible(page, 'a line with its file')
    await line(page, 'a.txt').click({ button: 'right' })
    await expect(page.getByRole('menuitem', { name: 'Take off the list' })).toBeVisible()
    await expectAccessible(page, 'the menu of a line')
    await page.keyboard.press('Escape')
    await menuOfAll(page, 'Limits…')
    await expect(window.dialog).toBeVisible()
    await expectAccessible(page, 'limits')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+Alt+u')
    await window.dialog.getByRole('button', { name: 'Add metadata' }).click()
    await window.dialog.getByRole('button', { name: 'Add a tag' }).click()
    await window.dialog.getByLabel('Tags: value 1').fill('design')
    await expectAccessible(page, 'options of an upload')
  })
})
