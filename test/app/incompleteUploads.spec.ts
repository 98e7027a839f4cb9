/** Uploads that somebody began and never completed: shown with what they hold, and taken away. */
import {
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bucketWith } from '../support/bucketWith.ts'
import { clientFor, type TestServer } from '../support/testServer.ts'
import { expect, test } from './fixtures.ts'

async function begin(server: TestServer, bucket: string, key: string, ...parts: string[]): Promise<void> {
  const client = clientFor(server)
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key: key }))
  for (const [at, Body] of parts.entries())
    await client.send(new UploadPartCommand({ Bucket: bucket, Key: key, UploadId, PartNumber: at + 1, Body }))
}

async function begunIn(server: TestServer, bucket: string): Promise<string[]> {
  const { Uploads = [] } = await clientFor(server).send(new ListMultipartUploadsCommand({ Bucket: bucket }))
  return Uploads.map(({ Key }) => Key ?? '')
}

test('what uploads left behind is listed, aborted after one question, and gone', async ({
  window,
  page,
  store,
}) => {
  const { bucket } = await bucketWith(store, { 'film/cut.mov': ['whole'] })
  await begin(store, bucket, 'film/cut.mov', 'x'.repeat(3000), 'y'.repeat(400))
  await begin(store, bucket, 'a b+c%.txt', 'z'.repeat(600))
  await begin(store, bucket, 'nothing yet.bin')
  await window.open(store, bucket)
  const places = page.getByRole('navigation', { name: 'Places' })
  await places.getByText(bucket, { exact: true }).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Incomplete Uploads…' }).click()
  const sheet = page.getByRole('dialog')
  const row = (name: string) => sheet.getByRole('row').filter({ hasText: name })
  await expect(sheet).toContainText('3 uploads, 4 KB.')
  await expect(row('cut.mov').getByRole('gridcell')).toContainText(['', 'just now', '2', '3.4 KB'])
  await expect(row('a b+c%.txt').getByRole('gridcell')).toContainText(['', 'may be running', '1', '600 B'])
  await expect(row('nothing yet.bin').getByRole('gridcell')).toContainText(['', '', '0', '0 B'])
  await expect(row('cut.mov').getByText('just now')).toHaveAttribute('title', /\d\d:\d\d:\d\d UTC/)
  await expect(sheet.getByRole('button', { name: 'Abort…' })).toBeDisabled()

  await row('cut.mov').click()
  await row('nothing yet.bin').click()
  await expect(sheet.getByRole('status')).toHaveText('2 selected, 3.4 KB')
  await sheet.getByRole('button', { name: 'Abort 2 uploads…' }).click()
  const question = page.getByRole('alertdialog')
  await expect(question).toContainText('Abort 2 uploads (3.4 KB) for good?')
  await expect(question).toContainText('may be running right now, on this or another computer')
  await question.getByRole('button', { name: 'Cancel' }).click()
  expect(await begunIn(store, bucket)).toHaveLength(3)
  await sheet.getByRole('button', { name: 'Abort 2 uploads…' }).click()
  await question.getByRole('button', { name: 'Abort 2 uploads' }).click()
  await expect(window.notice('2 uploads aborted, 3.4 KB freed.')).toBeVisible()
  await expect(sheet).toContainText('1 upload, 600 B.')
  expect(await begunIn(store, bucket)).toEqual(['a b+c%.txt'])

  // The last one by the keyboard alone.
  await row('a b+c%.txt').press('Control+a')
  await sheet.getByRole('button', { name: 'Abort 1 upload…' }).press('Enter')
  await question.getByRole('button', { name: 'Abort 1 upload' }).press('Enter')
  await expect(sheet).toContainText('No incomplete uploads')
  expect(await begunIn(store, bucket)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await expect(window.row('film')).toBeVisible()
})

test('what broke off goes on with its file, and another one is refused', async ({
  window,
  page,
  app,
  store,
}) => {
  const { bucket } = await bucketWith(store, { 'a.txt': ['one'] })
  const film = 'x'.repeat(5 * 1024 ** 2) + 'y'.repeat(100)
  await begin(store, bucket, 'cut.mov', film.slice(0, 5 * 1024 ** 2))
  await writeFile(join(app.folder, 'other.mov'), film.replace('x', 'z'))
  await writeFile(join(app.folder, 'my film.mov'), film)
  await window.open(store, bucket)
  const resumeWith = async (name: string): Promise<void> => {
    const places = page.getByRole('navigation', { name: 'Places' })
    await places.getByText(bucket, { exact: true }).click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Incomplete Uploads…' }).click()
    const sheet = page.getByRole('dialog')
    await expect(sheet.getByRole('button', { name: 'Resume with its file…' })).toBeDisabled()
    await sheet.getByRole('row').filter({ hasText: 'cut.mov' }).click()
    const chooser = page.waitForEvent('filechooser')
    await sheet.getByRole('button', { name: 'Resume with its file…' }).click()
    await (await chooser).setFiles(join(app.folder, name))
    await expect(sheet).toBeHidden()
  }
  const panel = page.getByRole('region', { name: 'Transfers' })
  await resumeWith('other.mov')
  await expect(panel).toContainText('This is not the file that the upload of “cut.mov” was begun with')
  expect(await begunIn(store, bucket)).toEqual(['cut.mov'])
  await resumeWith('my film.mov')
  await expect(panel).toContainText('1 done')
  await page.keyboard.press('Control+j')
  await expect(window.row('cut.mov')).toBeVisible()
  expect(await begunIn(store, bucket)).toEqual([])
})

test('what uploads left behind is among the sums of storage, read when somebody looks', async ({
  window,
  page,
  store,
}) => {
  const { bucket } = await bucketWith(store, { 'film/cut.mov': ['whole'] })
  await begin(store, bucket, 'film/cut.mov', 'x'.repeat(3000))
  await begin(store, bucket, 'notes.txt', 'z'.repeat(600))
  await window.openCounted(store, bucket)
  expect(store.counts()).not.toHaveProperty('ListMultipartUploads')
  await page.getByRole('navigation', { name: 'Places' }).getByText('Storage and cost').click()
  const sheet = page.getByRole('dialog')
  await expect(sheet).toContainText('Incomplete uploads: 2 uploads, 3.6 KB')
  await sheet.getByRole('button', { name: 'film', exact: true }).click()
  await expect(sheet).toContainText('Incomplete uploads: 1 upload, 3 KB')
  await sheet.getByRole('button', { name: 'Show…' }).click()
  const uploads = page.getByRole('dialog', { name: `Incomplete uploads in “${bucket}”` })
  await expect(uploads).toContainText('2 uploads, 3.6 KB.')
})
