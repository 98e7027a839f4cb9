/** Folders and selections: shown before, carried out, told after, and taken back. */
import { ListObjectsV2Command, ListObjectVersionsCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bucketWith, deleted } from '../support/bucketWith.ts'
import { clientFor, type TestServer } from '../support/testServer.ts'
import { startApp } from '../support/app.ts'
import { AppWindow } from './appWindow.ts'
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
  await sheet.getByRole('option', { name: 'diary' }).click()
  await sheet.getByRole('button', { name: 'New folder…' }).click()
  await page.keyboard.type('deep')
  await page.keyboard.press('Enter')
  await sheet.getByRole('button', { name: 'Move to “deep”…' }).click()
  await sheet.getByText('its ACL').click()
  await sheet.getByRole('button', { name: 'Move 1 file' }).click()
  await expect(sheet).toContainText('1 file done, 1 without its ACL (this bucket has none).')
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
  // At once: the window may not have heard yet that the plan is over, and has heard of the one before.
  await page.keyboard.press('Control+z')
  await sheet.getByRole('button', { name: 'Undo 2 files' }).click()
  await expect(sheet).toContainText('2 files done.')
  await sheet.getByRole('button', { name: 'Close' }).click()
  await expect(window.row('a.txt')).toBeVisible()
})

test('old versions are purged by a rule that is shown first, and asks twice', async ({
  window,
  page,
  store,
}) => {
  const { bucket } = await bucketWith(store, {
    'a.txt': ['1', '2', '3', '4'],
    'gone.txt': ['1', '2', deleted],
  })
  await window.open(store, bucket)
  const places = page.getByRole('navigation', { name: 'Places' })
  await places.getByText(bucket, { exact: true }).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Purge Old Versions…' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('Keep the newest').fill('1')
  await sheet.getByLabel('Older than days').fill('')
  await sheet.getByRole('button', { name: 'Look at the plan' }).click()
  await expect(sheet).toContainText('Destroys 2 files. This can’t be undone.')
  await sheet.getByRole('button', { name: 'Purge 2 files' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Destroy for good' }).click()
  await expect(sheet).toContainText('2 files done.')
  await sheet.getByRole('button', { name: 'Close' }).click()
  const { Versions = [] } = await clientFor(store).send(new ListObjectVersionsCommand({ Bucket: bucket }))
  // The current version, and the last one of the deleted file.
  expect(Versions.map(({ Key }) => Key)).toEqual(['a.txt', 'gone.txt'])
})

test('whether a delete was real is told in words, and leads to the way back', async ({
  window,
  page,
  store,
}) => {
  const { bucket } = await bucketWith(store, { 'a.txt': ['one', 'two', deleted] })
  await window.open(store, bucket)
  await window.showDeleted()
  await window.row('a.txt').click()
  await window.versions.first().getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Was This Delete Real?' }).click()
  const answer = page.getByRole('alertdialog')
  await expect(answer).toContainText('it hides the file and destroys nothing')
  await expect(answer).toContainText('2 versions (6 B) are kept')
  await answer.getByRole('button', { name: 'Undelete' }).click()
  await expect(window.notice(/is back/)).toBeVisible()
})

test('one deleted file comes back with Ctrl+Z at once', async ({ window, page, store }) => {
  const { bucket } = await bucketWith(store, { 'a.txt': ['one', 'two'], 'b.txt': ['b'] })
  await window.open(store, bucket)
  await window.row('b.txt').click()
  await page.keyboard.press('Delete')
  await expect(window.row('b.txt')).toBeHidden()
  await page.keyboard.press('Control+z')
  await expect(window.notice('Undone: Delete b.txt.')).toBeVisible()
  await expect(window.row('b.txt')).toBeVisible()
})

test('files and folders are deleted forever, with every version, after being asked twice', async ({
  window,
  page,
  store,
}) => {
  const { bucket } = await bucketWith(store, {
    'a.txt': ['1', '2', deleted],
    'f/b.txt': ['1', '2'],
    'f/c.txt': ['1'],
    'kept.txt': ['1'],
  })
  await window.open(store, bucket)
  await window.showDeleted()
  await window.row('f').click()
  await window.row('a.txt').click({ modifiers: ['Shift'], button: 'left' })
  await window.row('a.txt').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Delete All Versions Forever…' }).click()
  const sheet = page.getByRole('dialog')
  await expect(sheet).toContainText('Destroys 3 files. This can’t be undone.')
  await sheet.getByRole('button', { name: 'Delete 3 files forever' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Destroy for good' }).click()
  await expect(sheet).toContainText('3 files done.')
  await sheet.getByRole('button', { name: 'Close' }).click()
  const { Versions = [], DeleteMarkers = [] } = await clientFor(store).send(
    new ListObjectVersionsCommand({ Bucket: bucket }),
  )
  expect([...Versions, ...DeleteMarkers].map(({ Key }) => Key)).toEqual(['kept.txt'])
  await page.keyboard.press('Control+Shift+j')
  await expect(page.getByRole('dialog')).toContainText('Delete 2 items forever')
})

test('a plan that broke off with the app is told at the next start, and goes on from there', async ({
  store,
  browser,
}) => {
  const files = Array.from({ length: 600 }, (_, at) => [`in/${at}.txt`, [`${at}`]] as const)
  const { bucket } = await bucketWith(store, Object.fromEntries(files))
  const first = await startApp()
  const page = await (await browser.newContext()).newPage()
  await page.goto(first.url)
  const window = new AppWindow(page)
  await window.open(store, bucket)
  await window.row('in').click()
  await page.keyboard.press('F2')
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('textbox').fill('out')
  await page.keyboard.press('Enter')
  await sheet.getByRole('button', { name: 'Rename 600 files' }).click()
  await sheet.getByRole('button', { name: 'Pause' }).click()
  await expect(sheet).toContainText('It is paused')
  await first.kill()
  const second = await startApp({ folder: first.folder })
  await page.goto(second.url)
  await expect(window.notice('“Rename in to out” broke off. It goes on where it was.')).toBeVisible()
  await page
    .getByRole('region', { name: 'Notices' })
    .getByRole('button', { name: 'Show', exact: true })
    .click()
  await expect(sheet.getByRole('button', { name: 'Go on', exact: true })).toBeVisible()
  await second.close()
})
