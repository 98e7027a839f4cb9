/** The history of a file by keyboard. */
import { bucketWith } from '../support/bucketWith.ts'
import { expect, test } from './fixtures.ts'

test('arrows lead through the versions, Tab to what can be done with one and out of the history', async ({
  window,
  store,
  page,
}) => {
  const { bucket } = await bucketWith(store, { 'notes.md': ['one', 'two', 'three', 'four'] })
  await window.open(store, bucket)
  await window.row('notes.md').click()
  await expect(window.versions).toHaveCount(4)
  await window.inspector.getByRole('tab', { name: 'Versions' }).focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  const third = window.versions.nth(2)
  await expect(third.getByRole('button').first()).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(third.getByRole('button', { name: 'Restore' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(third.getByRole('button', { name: 'More' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(window.inspector.locator(':focus')).toHaveCount(0)
})
