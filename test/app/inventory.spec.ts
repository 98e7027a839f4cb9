/** The index of a bucket, filled from an inventory: looked at first, then filled, then told. */
import { historiesOf } from '../../shared/history.ts'
import { bucketWith, deleted } from '../support/bucketWith.ts'
import { filesOf, publishInventory } from '../support/inventory.ts'
import { everything } from '../support/planCases.ts'
import { s3ServerFor } from '../support/s3ServerFor.ts'
import { expectAccessible } from './expectAccessible.ts'
import { expect, test } from './fixtures.ts'

test('an inventory is found in its folder, checked, and fills the index', async ({ window, page, store }) => {
  const { bucket } = await bucketWith(store, { 'a/1': ['x', 'y'], 'b/2': ['z', deleted] })
  const server = s3ServerFor(store)
  const entries = historiesOf(await everything(server, bucket)).flatMap((history) => history.entries)
  server.close()
  const files = filesOf('Parquet', bucket, entries, 1)
  await publishInventory(store, `${bucket}-reports`, {
    format: 'Parquet',
    sourceBucket: bucket,
    files,
    createdMs: Date.now() - 600_000,
  })
  await window.connect(store)
  await page
    .getByRole('navigation', { name: 'Places' })
    .getByText(bucket, { exact: true })
    .click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Fill the Index from an S3 Inventory…' }).click()
  const { dialog } = window
  await dialog.getByLabel('Address', { exact: true }).fill(bucket)
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('There is no inventory in')).toBeVisible()
  await dialog.getByLabel('Address', { exact: true }).fill(`s3://${bucket}-reports/`)
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('Parquet, 1 file')).toBeVisible()
  await expectAccessible(page, 'an inventory that was found')
  await dialog.getByRole('button', { name: 'Fill the index' }).click()
  await expect(dialog.getByText('The index is filled')).toBeVisible()
  await expect(dialog.getByText(/^4 entries as of/)).toBeVisible()
  await expectAccessible(page, 'a filled index')
  await dialog.getByRole('button', { name: 'Close' }).click()
  await window.openBucket(bucket)
  await page.keyboard.press('Control+y')
  await expect(page.getByRole('button', { name: /All events of an inventory, 1\d min/ })).toBeVisible()
})

test('while it is filled the time bar tells how far, and leads back to it', async ({
  window,
  page,
  store,
}) => {
  const { bucket } = await bucketWith(store, { a: ['x'] })
  const server = s3ServerFor(store)
  const [like] = await everything(server, bucket)
  server.close()
  if (like === undefined) throw new Error('nothing is there')
  const entries = Array.from({ length: 25_000 }, (_, index) => ({ ...like, key: `${index % 7}/${index}` }))
  const files = filesOf('CSV', bucket, entries, 2)
  const reports = `${bucket}-reports`
  // Younger than what the index has read by itself.
  const createdMs = Date.now() + 60_000
  await publishInventory(store, reports, { format: 'CSV', sourceBucket: bucket, files, createdMs })
  await window.open(store, bucket)
  await page.keyboard.press('Control+y')
  await page.getByRole('button', { name: /^Index of this bucket: / }).click()
  await page.getByRole('menuitem', { name: 'Fill from an S3 Inventory…' }).click()
  const { dialog } = window
  await dialog.getByLabel('Address', { exact: true }).fill(reports)
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Fill the index' }).click()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: /^Index of this bucket: (Reading|Sorting|Writing|Putting)/ }).click()
  await page.getByRole('menuitem', { name: 'Show the Filling from an Inventory…' }).click()
  await expect(dialog.getByText('The index is filled')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(
    page.getByRole('button', { name: /^Index of this bucket: All events of an inventory/ }),
  ).toBeVisible()
})
