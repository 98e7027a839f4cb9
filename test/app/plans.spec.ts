/** Folders and selections: shown before, carried out, told after, and taken back. */
import { ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bucketWith, deleted } from '../support/bucketWith.ts'
import { clientFor, type TestServer } from '../support/testServer.ts'
import { expect, serverNamed, serverNames, test } from './fixtures.ts'

async function keysOf(server: TestServer, bucket: string): Promise<string[]> {
  const { Contents = [] } = await clientFor(server).send(new ListObjectsV2Command({ Bucket: bucket }))
  return Contents.map(({ Key }) => Key ?? '')
}

for (const name of serverNames) {
  test(`a deleted folder comes back by a plan, and the plan is undone: ${name}`, async ({
    window,
    page,
    app,
    store,
    ceph,
  }) => {
    const server = serverNamed(name, { store, ceph })
    const files = ['old/a.txt', 'old/deep/b.txt', 'old/c+d.txt']
    const { bucket } = await bucketWith(server, {
      ...Object.fromEntries(files.map((key) => [key, ['one', 'two', deleted]])),
      'kept.txt': ['1'],
    })
    await window.open(server, bucket)
    await window.showDeleted()
    await window.row('old').click()
    await page.keyboard.press('Control+Shift+Backspace')
    const sheet = page.getByRole('dialog')
    await expect(sheet).toContainText('Brings back 3 files. Nothing is destroyed, and it can be undone.')
    await expect(sheet).toContainText('old/deep/b.txt')
    expect(await keysOf(server, bucket)).toEqual(['kept.txt'])
    await sheet.getByRole('button', { name: 'Undelete 3 files' }).click()
    await expect(sheet).toContainText('3 files done.')
    expect(await keysOf(server, bucket)).toEqual(['kept.txt', ...files.toSorted()])
    await sheet.getByRole('button', { name: 'Save list…' }).click()
    await expect(window.notice(/The list is saved as/)).toBeVisible()
    const report = (await readdir(app.downloads)).find((file) => file.endsWith('.csv')) ?? ''
    expect(
      (await readFile(join(app.downloads, report), 'utf8')).split('\r\n').filter((line) => line !== ''),
    ).toHaveLength(4)
    await sheet.getByRole('button', { name: 'Close' }).click()
    await expect(window.row('old').getByText('deleted', { exact: true })).toBeHidden()

    await page.getByRole('navigation', { name: 'Places' }).getByText('Activity').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Undo…' }).click()
    await expect(sheet).toContainText('gives 3 files a delete marker', { ignoreCase: true })
    await sheet.getByRole('button', { name: 'Undo 3 files' }).click()
    await expect(sheet).toContainText('3 files done.')
    expect(await keysOf(server, bucket)).toEqual(['kept.txt'])
  })
}

test('a folder is renamed, moved, and copied; what changed meanwhile is left alone and said so', async ({
  window,
  page,
  store,
}) => {
  const { bucket } = await bucketWith(store, {
    'notes/a.txt': ['a'],
    'notes/b.txt': ['b'],
    'other.txt': ['o'],
  })
  await window.open(store, bucket)
  await window.row('notes').click()
  await page.keyboard.press('F2')
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('textbox').fill('diary')
  await page.keyboard.press('Enter')
  await expect(sheet).toContainText('diary/a.txt')
  await clientFor(store).send(new PutObjectCommand({ Bucket: bucket, Key: 'notes/b.txt', Body: 'newer' }))
  await sheet.getByRole('button', { name: 'Rename 2 files' }).click()
  await expect(sheet).toContainText('changed by someone meanwhile')
  await sheet.getByRole('button', { name: 'Close' }).click()
  expect(await keysOf(store, bucket)).toEqual(['diary/a.txt', 'notes/b.txt', 'other.txt'])

  await window.row('other.txt').click()
  await page.keyboard.press('Control+Shift+m')
  await sheet.getByRole('textbox').fill('diary/deep')
  await page.keyboard.press('Enter')
  await sheet.getByRole('button', { name: 'Move 1 file' }).click()
  await expect(sheet).toContainText('1 file done.')
  await sheet.getByRole('button', { name: 'Close' }).click()
  expect(await keysOf(store, bucket)).toEqual(['diary/a.txt', 'diary/deep/other.txt', 'notes/b.txt'])
})

test('a folder of its own is made, and several files are deleted by one plan that Ctrl+Z takes back', async ({
  window,
  page,
  store,
}) => {
  const { bucket } = await bucketWith(store, { 'a.txt': ['a'], 'b.txt': ['b'] })
  await window.open(store, bucket)
  await window.tree.click({ button: 'right', position: { x: 200, y: 400 } })
  await page.getByRole('menuitem', { name: 'New Folder…' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('empty one')
  await page.keyboard.press('Enter')
  await expect(window.row('empty one')).toBeVisible()
  await window.row('a.txt').click()
  await window.row('b.txt').click({ modifiers: ['Shift'] })
  await page.keyboard.press('Delete')
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: 'Delete 2 files' }).click()
  await expect(sheet).toContainText('2 files done.')
  await sheet.getByRole('button', { name: 'Close' }).click()
  await expect(window.row('a.txt')).toBeHidden()
  await window.tree.focus()
  await page.keyboard.press('Control+z')
  await sheet.getByRole('button', { name: 'Undo 2 files' }).click()
  await expect(sheet).toContainText('2 files done.')
  await sheet.getByRole('button', { name: 'Close' }).click()
  await expect(window.row('a.txt')).toBeVisible()
})
