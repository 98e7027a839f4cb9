/** Where dropped files go, and what the list of transfers does with the keyboard. */
import { ListObjectsV2Command } from '@aws-sdk/client-s3'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bucketWith } from '../support/bucketWith.ts'
import { clientFor, type TestServer } from '../support/testServer.ts'
import { dropFiles } from './dropFiles.ts'
import { expect, test } from './fixtures.ts'
import { withApi } from './withApi.ts'

async function keysOf(server: TestServer, bucket: string): Promise<readonly string[]> {
  const answer = await clientFor(server).send(new ListObjectsV2Command({ Bucket: bucket }))
  return (answer.Contents ?? []).map(({ Key = '' }) => Key)
}

test('a folder row, the breadcrumb and the list of transfers take drops; beside them nothing happens', async ({
  window,
  page,
  app,
  store,
}) => {
  const { bucket } = await bucketWith(store, { 'a/b/c.txt': ['1'] })
  const file = join(app.folder, 'new.txt')
  await writeFile(file, 'new')
  await window.open(store, bucket)
  await dropFiles(page, window.row('a'), [file])
  await expect.poll(() => keysOf(store, bucket)).toEqual(['a/b/c.txt', 'a/new.txt'])
  await window.row('a').dblclick()
  await expect(window.row('new.txt')).toBeVisible()
  const path = page.getByRole('navigation', { name: 'Path' })
  await dropFiles(page, path.getByRole('button').first(), [file])
  await expect.poll(() => keysOf(store, bucket)).toContain('new.txt')
  const before = page.url()
  const places = page.getByRole('navigation', { name: 'Places' })
  await dropFiles(page, places, [file])
  await expect(window.row('new.txt')).toBeVisible()
  expect(page.url()).toBe(before)
  await window.row('b').dblclick()
  await expect(window.row('c.txt')).toBeVisible()
  await page.keyboard.press('Control+j')
  await dropFiles(page, page.getByRole('list', { name: 'List of transfers' }), [file])
  await expect(window.row('new.txt')).toBeVisible()
})

test('a handover that was cancelled is off the list, and Escape closes the list afterwards', async ({
  window,
  page,
  app,
  store,
}) => {
  const { bucket } = await bucketWith(store)
  const file = join(app.folder, 'big.bin')
  await writeFile(file, Buffer.alloc(200 * 1024 ** 2, 7))
  await window.open(store, bucket)
  await page.keyboard.press('Control+j')
  const panel = page.getByRole('region', { name: 'Transfers' })
  await dropFiles(page, window.tree, [file])
  await expect(panel).toContainText('handing over')
  // What is cancelled before its upload began leaves no line behind.
  const begun = () => withApi(page, async (api) => (await api.transfers.state()).batches.length)
  await expect.poll(begun).toBe(1)
  await page.getByRole('button', { name: 'Cancel big.bin' }).click()
  await expect(panel).toContainText('Cancelled')
  await page.getByRole('button', { name: 'Clear finished' }).click()
  await expect(panel).toContainText('Nothing is on its way')
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  expect(await keysOf(store, bucket)).toEqual([])
})

test('the folder chooser opens on its first folder and leads back up by the keyboard alone', async ({
  window,
  page,
  store,
}) => {
  const { bucket } = await bucketWith(store, { 'a.txt': ['1'] })
  await window.open(store, bucket)
  await window.row('a.txt').click()
  await page.keyboard.press('Control+Shift+d')
  const sheet = page.getByRole('dialog', { name: 'Where shall it be saved?' })
  await expect(sheet.getByRole('option').first()).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(sheet.getByRole('button', { name: 'New folder…' })).toBeVisible()
  // In an empty folder the words that say so have the focus.
  await expect(sheet.locator('[role=option]:focus, p:focus')).toHaveCount(1)
  await page.keyboard.press('Backspace')
  await expect(sheet.getByRole('button', { name: 'New folder…' })).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
})
