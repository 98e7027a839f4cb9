/** Nothing axe knows to be wrong, in light and dark, on every face of the window. */
import { CreateMultipartUploadCommand } from '@aws-sdk/client-s3'
import { bucketWith, deleted } from '../support/bucketWith.ts'
import { clientFor } from '../support/testServer.ts'
import { expectAccessible } from './expectAccessible.ts'
import { expect, test } from './fixtures.ts'

// Half faded in nothing has the contrast it is going to have.
test.use({ contextOptions: { reducedMotion: 'reduce' } })

test('the time bar, now and in the past', async ({ window, page }) => {
  await expect(window.row('README.md')).toBeVisible()
  await window.showDeleted()
  await page.keyboard.press('Control+y')
  await expect(page.getByRole('button', { name: /All events/ })).toBeVisible()
  await expectAccessible(page, 'the time bar')
  const field = page.getByRole('textbox', { name: 'Go to a moment' })
  await field.fill('2 days ago')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Rewind bucket…' })).toBeVisible()
  await window.row('README.md').click()
  await expect(window.inspector).toContainText('As of')
  await field.fill('one day')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Not understood.')).toBeVisible()
  await expectAccessible(page, 'the past, and a date that is not understood')
})

test('the tree, menus, sheets and panels', async ({ window, page, store }) => {
  const { bucket } = await bucketWith(store, {
    'a/b.txt': ['1'],
    'c.txt': ['1', '2'],
    'gone.txt': ['1', deleted],
  })
  await window.open(store, bucket)
  await window.showDeleted()
  await window.row('c.txt').click()
  await expect(window.inspector).toContainText('c.txt')
  await expectAccessible(page, 'the tree and a file')
  await window.row('gone.txt').click()
  await expectAccessible(page, 'a deleted file')
  await window.row('a').click({ button: 'right' })
  await expect(page.getByRole('menu')).toBeVisible()
  await expectAccessible(page, 'a menu')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('searchbox', { name: 'Commands' })).toBeFocused()
  await expectAccessible(page, 'the commands')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+j')
  await expectAccessible(page, 'the transfers')
  await page.keyboard.press('Control+j')
  await window.openNewConnection()
  await expectAccessible(page, 'a new connection')
  await page.keyboard.press('Escape')
  await window.page.getByRole('button', { name: 'New Bucket…' }).first().click()
  await expectAccessible(page, 'a new bucket')
})

test('incomplete uploads, and none of them', async ({ window, page, store }) => {
  const { bucket } = await bucketWith(store, { 'c.txt': ['1'] })
  const openSheet = async (): Promise<void> => {
    const places = page.getByRole('navigation', { name: 'Places' })
    await places.getByText(bucket, { exact: true }).click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Incomplete Uploads…' }).click()
  }
  await window.open(store, bucket)
  await openSheet()
  await expect(page.getByText('No incomplete uploads')).toBeVisible()
  await expectAccessible(page, 'no incomplete uploads')
  await page.keyboard.press('Escape')
  for (const Key of ['a/b.bin', 'c.bin'])
    await clientFor(store).send(new CreateMultipartUploadCommand({ Bucket: bucket, Key }))
  await openSheet()
  await page.getByRole('row', { name: 'c.bin' }).click()
  await expectAccessible(page, 'incomplete uploads')
})

test('an empty bucket, and one that keeps no versions', async ({ window, page, store }) => {
  const { bucket } = await bucketWith(store, {}, { versioning: 'never' })
  await window.open(store, bucket)
  await expect(page.getByText('This bucket is empty')).toBeVisible()
  await expectAccessible(page, 'an empty bucket')
})
