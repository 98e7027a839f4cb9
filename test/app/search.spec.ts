/** The search through a whole bucket: as it is typed, everything that ever was, and from there to the file. */
import type { Locator, Page } from '@playwright/test'
import { bucketWith, deleted } from '../support/bucketWith.ts'
import { expectAccessible } from './expectAccessible.ts'
import { expect, test } from './fixtures.ts'

const found = (page: Page): Locator => page.getByRole('listbox', { name: 'Found files' }).getByRole('option')

test('finds deleted files and old versions by words and filters, and goes to the file', async ({
  window,
  page,
  store,
}) => {
  const { bucket } = await bucketWith(store, {
    'film/hero/cut.mov': ['x'.repeat(3000), 'y'],
    'film/hero/notes.txt': ['1'],
    'film/old/hero-draft.psd': ['12', deleted],
    'readme.md': ['1'],
  })
  await window.open(store, bucket)
  await page.keyboard.press('Control+Shift+f')
  const field = page.getByRole('combobox', { name: `Search ${bucket}` })
  await expect(field).toBeFocused()
  await field.fill('hero')
  await expect(found(page)).toHaveCount(3)
  await expect(page.getByRole('dialog')).toContainText(/Every version of .* \(6 entries, read just now\)/)
  await expect(found(page).filter({ hasText: 'hero-draft.psd' })).toContainText('deleted')

  await field.fill('hero size:>2KB')
  await expect(found(page)).toHaveCount(1)
  await expect(found(page)).toContainText(['older version'])
  await page.getByRole('button', { name: /^Remove the filter “At least 2 KB/ }).click()
  await expect(field).toHaveValue('hero')
  await expect(found(page)).toHaveCount(3)
  await page.getByRole('button', { name: 'Add the filter “Deleted”' }).click()
  await expect(found(page)).toHaveCount(1)
  await expectAccessible(page, 'what was found')

  await field.press('Enter')
  await expect(window.row('hero-draft.psd')).toHaveAttribute('aria-selected', 'true')

  // In the folder that is open already, with another row chosen.
  await page.keyboard.press('Control+Shift+f')
  await field.fill('*.md')
  await field.press('Enter')
  await expect(window.row('readme.md')).toHaveAttribute('aria-selected', 'true')
  await window.row('film').click()
  await page.keyboard.press('Control+Shift+f')
  await field.fill('readme')
  await expect(found(page)).toHaveCount(1)
  await field.press('Enter')
  await expect(window.row('readme.md')).toHaveAttribute('aria-selected', 'true')
})

test('the newest question wins, nothing found says so, and a long list is drawn in part', async ({
  window,
  page,
  store,
}) => {
  const names = Array.from({ length: 450 }, (_, at) => `many/file-${String(at).padStart(3, '0')}.txt`)
  const { bucket } = await bucketWith(store, Object.fromEntries(names.map((name) => [name, ['1']])))
  await window.open(store, bucket)
  await page.getByRole('button', { name: 'Search the whole bucket' }).click()
  const field = page.getByRole('combobox')
  await field.pressSequentially('file-44', { delay: 5 })
  await expect(page.getByText('10 found')).toBeVisible()
  await expect(found(page)).toHaveCount(10)
  await field.fill('no such thing')
  await expect(page.getByText('Nothing found')).toBeVisible()
  await field.fill('file')
  await expect(found(page).first()).toContainText('file-000.txt')
  expect(await found(page).count()).toBeLessThan(40)
  for (let press = 0; press < 60; press += 1) await field.press('PageDown')
  await expect(found(page).last()).toContainText('file-449.txt')
  await expect(page.getByText('450 found')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('a bucket that keeps no versions is searched by its listing, and that is said', async ({
  window,
  page,
  store,
}) => {
  const { bucket } = await bucketWith(store, { 'a/hero.txt': ['1'], 'b.txt': ['1'] }, { versioning: 'never' })
  await window.open(store, bucket)
  await page.keyboard.press('Control+Shift+f')
  await page.getByRole('combobox').fill('hero')
  await expect(found(page)).toHaveCount(1)
  await expect(page.getByRole('dialog')).toContainText(`Only the listing of ${bucket}: 2 files read so far`)
  await page.getByRole('combobox').fill('deleted:')
  await expect(page.getByText('The versions of this bucket have not been read yet')).toBeVisible()
})
