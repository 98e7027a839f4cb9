/** The story of a bad day: found on the time bar, looked at just before, rewound, and taken back. */
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import type { Page } from '@playwright/test'
import type { AppWindow } from './appWindow.ts'
import { bucketWith } from '../support/bucketWith.ts'
import { clientFor, type TestServer } from '../support/testServer.ts'
import { expect, test } from './fixtures.ts'

const good = {
  'hero/one.txt': ['the first one, as it should be'],
  'hero/two.txt': ['the second one'],
  'hero/deep/three.txt': ['the third one'],
  'other.txt': ['never touched'],
}

/** Files deleted and overwritten, and one that nobody asked for. */
async function badDay(server: TestServer, bucket: string): Promise<void> {
  const client = clientFor(server)
  try {
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'hero/one.txt', Body: 'spoilt' }))
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'hero/two.txt' }))
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'hero/deep/three.txt' }))
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'hero/ransom.txt', Body: 'pay' }))
  } finally {
    client.destroy()
  }
}

const bar = (page: Page) => page.getByRole('region', { name: 'Time', exact: true })
const slider = (page: Page) => page.getByRole('slider', { name: 'Moment that is shown' })

/** Opens the bar, waits for the events, and goes to just before the bad day by the keys. */
async function travel(page: Page): Promise<void> {
  await page
    .getByRole('banner')
    .getByRole('button', { name: /^History/ })
    .click()
  await expect(bar(page).getByRole('button', { name: /Index of this bucket: All events/ })).toBeVisible()
  await slider(page).focus()
  // What happened may have fallen into more than one second, each a resting place.
  let steps = 0
  await expect(async () => {
    steps = (steps % 4) + 1
    await page.keyboard.press('End')
    for (let step = 0; step < steps; step += 1) await page.keyboard.press('ArrowLeft')
    await expect(bar(page)).toContainText('just before 2 deletes, 2 writes', { timeout: 1000 })
  }).toPass()
}

/** A second passes: the bar parts what happened in different ones. */
async function nextSeconds(): Promise<void> {
  const start = Math.floor(Date.now() / 1000)
  await expect.poll(() => Math.floor(Date.now() / 1000) - start, { intervals: [200] }).toBeGreaterThan(2)
}

async function openBadDay(window: AppWindow, store: TestServer): Promise<string> {
  const { bucket } = await bucketWith(store, good)
  await nextSeconds()
  await badDay(store, bucket)
  await window.open(store, bucket)
  await window.row('hero').dblclick()
  await expect(window.row('ransom.txt')).toBeVisible()
  return bucket
}

test('a bad day is found, looked at just before, rewound and taken back', async ({ window, page, store }) => {
  await openBadDay(window, store)
  await expect(window.names).toHaveText(['one.txt', 'ransom.txt'])

  await travel(page)
  await expect(window.names).toHaveText(['deep', 'one.txt', 'two.txt'])
  await expect(window.row('deep'), 'the size of then').toContainText('13 B')
  await expect(page.getByRole('banner').getByRole('button', { name: /^as of/ })).toBeVisible()
  await expect(page).toHaveTitle(/^hero as of/)

  await window.row('one.txt').click()
  await expect(window.inspector).toContainText('the first one, as it should be')
  await page.keyboard.press('Space')
  await expect(window.dialog).toContainText('the first one, as it should be')
  await page.keyboard.press('Space')

  await page.getByRole('button', { name: 'Rewind folder…' }).click()
  await expect(window.dialog).toContainText('Brings back 2 files')
  await window.dialog.getByRole('button', { name: 'Rewind 4 files' }).click()
  await expect(window.dialog).toContainText('4 files done.')
  await window.dialog.getByRole('button', { name: 'Close' }).click()

  await window.tree.focus()
  await page.keyboard.press('Escape')
  await expect(bar(page)).toContainText('hero as it is now')
  await expect(window.names).toHaveText(['deep', 'one.txt', 'two.txt'])
  await expect(window.inspector).toContainText('the first one, as it should be')

  await page.keyboard.press('Control+z')
  await window.dialog.getByRole('button', { name: /^Undo 4 files/ }).click()
  await expect(window.dialog).toContainText('4 files done.')
  await window.dialog.getByRole('button', { name: 'Close' }).click()
  await expect(window.names).toHaveText(['one.txt', 'ransom.txt'])
})

test('nothing is written in the past, but it is copied out, and Back leaves it', async ({
  window,
  page,
  store,
}) => {
  const { bucket: other } = await bucketWith(store)
  await openBadDay(window, store)
  await travel(page)
  await window.row('two.txt').click()
  await window.tree.focus()
  await page.keyboard.press('Delete')
  await expect(window.notice('This is the past: nothing can be written here.')).toBeVisible()
  await window.row('two.txt').click({ button: 'right' })
  await expect(page.getByRole('menuitem', { name: 'Rewind Selection to Here…' })).toBeEnabled()
  await expect(page.getByRole('menuitem', { name: 'Delete', exact: true })).toBeHidden()
  await page.getByRole('menuitem', { name: 'Copy Out As of Then…' }).click()
  await expect(window.dialog).toContainText('Copies each file as it was on')
  await window.dialog.getByRole('button', { name: store.name }).click()
  await window.enter(other)
  await window.dialog.getByRole('button', { name: /^Copy to/ }).click()
  await window.dialog.getByRole('button', { name: 'Copy 1 file' }).click()
  await expect(window.dialog).toContainText('1 file done.')
  await window.dialog.getByRole('button', { name: 'Close' }).click()
  const copied = await clientFor(store).send(new GetObjectCommand({ Bucket: other, Key: 'two.txt' }))
  expect(await copied.Body?.transformToString()).toBe('the second one')

  await window.row('deep').dblclick()
  await expect(window.names).toHaveText(['three.txt'])
  await page.getByRole('button', { name: 'Back', exact: true }).click()
  await expect(window.names).toHaveText(['deep', 'one.txt', 'two.txt'])
  await page.getByRole('button', { name: 'Back', exact: true }).click()
  await expect(window.names).toHaveText(['one.txt', 'ransom.txt'])
  await expect(bar(page)).toContainText('hero as it is now')
})

test('a moment is typed, and what can’t be understood is said', async ({ window, page, store }) => {
  await openBadDay(window, store)
  await page.keyboard.press('Control+y')
  const field = page.getByRole('textbox', { name: 'Go to a moment' })
  await field.fill('the day before')
  await page.keyboard.press('Enter')
  await expect(bar(page)).toContainText('Not understood.')
  await field.fill('an hour ago')
  await expect(bar(page).getByRole('status')).toContainText('↩')
  await page.keyboard.press('Enter')
  await expect(window.tree).toContainText('Nothing was here then')
})
