/** Files on their way to another folder, another bucket, another server: chosen in one place, planned or transferred. */
import { ListObjectVersionsCommand } from '@aws-sdk/client-s3'
import type { Page } from '@playwright/test'
import { bucketWith } from '../support/bucketWith.ts'
import { startStore } from '../support/localStore.ts'
import { clientFor, type TestServer } from '../support/testServer.ts'
import type { AppWindow } from './appWindow.ts'
import { expect, test } from './fixtures.ts'

/** Every version and marker, as `key` and `key ×`. */
async function entriesOf(server: TestServer, bucket: string): Promise<readonly string[]> {
  const client = clientFor(server)
  try {
    const { Versions = [], DeleteMarkers = [] } = await client.send(
      new ListObjectVersionsCommand({ Bucket: bucket }),
    )
    return [...Versions.map(({ Key }) => Key ?? ''), ...DeleteMarkers.map(({ Key }) => `${Key} ×`)]
  } finally {
    client.destroy()
  }
}

/** Leads the chooser to a bucket of the connection on its path. */
async function chooseBucket(window: AppWindow, connection: string, bucket: string): Promise<void> {
  const path = window.dialog.getByRole('navigation', { name: 'Path' })
  await path.getByRole('button', { name: connection }).click()
  await window.enter(bucket)
}

async function run({ dialog }: AppWindow, action: string, result: string): Promise<void> {
  await dialog.getByRole('button', { name: action }).click()
  await expect(dialog).toContainText(result)
  await dialog.getByRole('button', { name: 'Close' }).click()
}

const askForCopy = async (window: AppWindow, page: Page, name: string): Promise<void> => {
  await window.row(name).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Copy To…' }).click()
}

test('a folder is copied and a file moved to another bucket, pasted, and taken back; old versions stay', async ({
  window,
  page,
  store,
}) => {
  const { bucket } = await bucketWith(store, {
    'hero/deep/two.txt': ['1'],
    'hero/one.txt': ['1', '2'],
    'x.txt': ['1', '2'],
  })
  const { bucket: other } = await bucketWith(store, { 'archive/old.txt': ['1'] })
  const { dialog } = window
  await window.open(store, bucket)

  await askForCopy(window, page, 'hero')
  await expect(dialog).toContainText('All of it is in this folder already.')
  await expect(dialog.getByRole('button', { name: /^Copy to/ })).toBeDisabled()
  await expect(dialog.getByRole('option', { name: 'hero' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog).toContainText('A folder can’t go into itself.')
  await chooseBucket(window, store.name, other)
  await dialog.getByRole('option', { name: 'archive' }).click()
  await expect(dialog.getByRole('heading')).toHaveText(`Copy “hero” to ${other}/archive`)
  await dialog.getByRole('button', { name: 'Copy to “archive”…' }).click()
  await expect(dialog).toContainText('Writes 2 files. Old versions stay where they are.')
  await run(window, 'Copy 2 files', '2 files done.')
  const copied = ['archive/hero/deep/two.txt', 'archive/hero/one.txt', 'archive/old.txt']
  expect(await entriesOf(store, other)).toEqual(copied)

  await window.row('x.txt').click()
  await page.keyboard.press('Control+Shift+m')
  await chooseBucket(window, store.name, other)
  await dialog.getByRole('button', { name: 'New folder…' }).click()
  await page.keyboard.type('fresh')
  await page.keyboard.press('Enter')
  await expect(dialog).toContainText('Nothing is in here yet.')
  await dialog.getByRole('button', { name: 'Move to “fresh”…' }).click()
  await run(window, 'Move 1 file', '1 file done.')
  expect(await entriesOf(store, other)).toEqual([...copied, 'fresh/x.txt'])
  expect(await entriesOf(store, bucket)).toEqual([
    'hero/deep/two.txt',
    'hero/one.txt',
    'hero/one.txt',
    'x.txt',
    'x.txt',
    'x.txt ×',
  ])

  await window.row('hero').click()
  await page.keyboard.press('Control+c')
  await expect(window.notice('Copied “hero”: paste it into any folder.')).toBeVisible()
  await window.openBucket(other)
  await window.tree.focus()
  await page.keyboard.press('Control+v')
  await run(window, 'Copy 2 files', '2 files done.')
  await expect(window.names).toHaveText(['archive', 'fresh', 'hero'])

  await page.getByRole('navigation', { name: 'Places' }).getByText('Activity').click()
  await dialog.getByRole('button', { name: 'Undo…' }).last().click()
  await run(window, 'Undo 2 files', '2 files done.')
  expect(await entriesOf(store, other)).toEqual(
    expect.arrayContaining(['archive/hero/deep/two.txt ×', 'archive/hero/one.txt ×']),
  )
})

test('a folder is copied to another server, but not moved there in one step', async ({
  window,
  page,
  store,
  ceph,
}) => {
  const own = 'why' in ceph ? await startStore() : null
  const server = own ?? ('why' in ceph ? store : ceph)
  const { bucket } = await bucketWith(store, { 'hero/deep/two.txt': ['1'], 'hero/one.txt': ['1', '2'] })
  const { bucket: other } = await bucketWith(server)
  await window.connect(server, 'The other')
  await window.open(store, bucket)
  const goThere = async (): Promise<void> => {
    await window.dialog
      .getByRole('navigation', { name: 'Path' })
      .getByRole('button', { name: 'Places' })
      .click()
    await window.enter('The other')
    await window.enter(other)
  }
  await window.row('hero').click()
  await page.keyboard.press('Control+Shift+m')
  await goThere()
  await expect(window.dialog).toContainText('Moving to another connection isn’t possible in one step')
  await expect(window.dialog.getByRole('button', { name: /^Move to/ })).toBeDisabled()
  await page.keyboard.press('Escape')

  await askForCopy(window, page, 'hero')
  await goThere()
  await window.dialog.getByRole('button', { name: `Copy to “${other}”` }).click()
  await page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Show' }).click()
  await expect(page.getByRole('region', { name: 'Transfers' })).toContainText('2 files')
  await expect.poll(() => entriesOf(server, other)).toEqual(['hero/deep/two.txt', 'hero/one.txt'])
  await own?.stop()
})
