/** What happened in a folder: seen, looked at from just before, and taken back. */
import { expectAccessible } from './expectAccessible.ts'
import { expect, test } from './fixtures.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

test('a burst of deletions is found, looked at from before, and undone', async ({ window, page }) => {
  await window.openBucket('demo')
  await window.row('brand').dblclick()
  await expect(window.row('logo.svg')).toBeVisible()
  await page.keyboard.press('Control+Shift+l')
  const sheet = page.getByRole('dialog')
  const burst = sheet
    .getByRole('list', { name: 'Changes, newest first' })
    .locator(':scope > li')
    .filter({ hasText: '40 files deleted' })
  await burst.getByRole('button', { expanded: false }).first().click()
  await expect(burst.getByRole('list').getByRole('listitem')).toHaveCount(40)
  await expectAccessible(page, 'a burst with its files')

  await burst.getByRole('button', { name: 'Look just before' }).click()
  await expect(sheet).toBeHidden()
  await expect(window.row('icons')).toBeVisible()
  await page.keyboard.press('Control+Shift+y')

  await page.keyboard.press('Control+Shift+l')
  await burst.getByRole('button', { name: 'Undo this…' }).click()
  await expect(sheet).toContainText('Undelete 40 items')
  await sheet.getByRole('button', { name: 'Undelete 40 files' }).click()
  await expect(sheet).toContainText('40 files done')
  await sheet.getByRole('button', { name: 'Close' }).click()
  await window.row('icons').dblclick()
  await expect(window.row('bell.svg')).toBeVisible()
})

test('what was deleted lately comes back, one file at once and a group as a plan', async ({
  window,
  page,
}) => {
  await window.openBucket('demo')
  await page.getByRole('navigation', { name: 'Places' }).getByText('Recently deleted').click()
  const list = page.getByRole('listbox', { name: 'Deleted files' })
  const row = (name: string) => list.getByRole('option').filter({ hasText: name })
  await expect(row('todo.txt')).toBeVisible()
  await expectAccessible(page, 'deleted files')
  await row('todo.txt').click()
  await page.getByRole('button', { name: 'Bring back 1 file' }).click()
  await expect(row('todo.txt')).toBeHidden()
  await page.getByRole('radio', { name: 'By folder' }).click()
  await list.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Space')
  await expect(page.getByRole('dialog')).toContainText('40 selected')
  await page.getByRole('button', { name: 'Bring back 40 files…' }).click()
  await expect(page.getByRole('dialog')).toContainText('Undelete 40 items')
})

test('storage is told by folder, priced by a table of one’s own, and leads to a purge', async ({
  window,
  page,
}) => {
  await window.openBucket('demo')
  await expect(window.row('campaign')).toContainText(/\d KB/)
  await page.getByRole('navigation', { name: 'Places' }).getByText('Storage and cost').click()
  const sheet = page.getByRole('dialog')
  await expect(sheet.getByRole('row', { name: /^campaign/ })).toContainText('KB')
  await expectAccessible(page, 'storage and cost')
  await sheet.getByRole('button', { name: 'Set prices' }).click()
  const price = sheet.getByRole('textbox', { name: 'STANDARD, per GB' })
  await price.fill('2000000')
  await price.blur()
  await expect(sheet).toContainText('A price is a number, or nothing.')
  await price.fill('20000')
  await price.blur()
  await expect(sheet).toContainText('These are your own prices.')
  await expect(sheet.getByText(/^\$\d/).first()).toBeVisible()
  await sheet.getByRole('tab', { name: 'Folders' }).click()
  await sheet.getByRole('button', { name: 'campaign', exact: true }).click()
  await expect(sheet.getByRole('navigation', { name: 'Folder' })).toContainText('campaign')
  await expect(sheet.getByRole('row', { name: /^slow mornings/ })).toBeVisible()
  await sheet.getByRole('button', { name: 'What can be done with slow mornings' }).click()
  await page.getByRole('menuitem', { name: 'Purge Old Versions…' }).click()
  await expect(page.getByText('Purge old versions in “slow mornings”')).toBeVisible()
})

test('storage is a map that is walked by keys and leads into folders, and tells what grows', async ({
  window,
  page,
}) => {
  await window.openBucket('demo')
  await page.getByRole('navigation', { name: 'Places' }).getByText('Storage and cost').click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('radio', { name: 'Map' }).click()
  const map = sheet.getByRole('list', { name: /^Map of/ })
  const tile = (name: string) => map.getByRole('button', { name })
  await expect(tile('photos')).toHaveAccessibleName(/^photos, \d+ %, .* current, .* in old versions$/)
  await expectAccessible(page, 'the map of a bucket')
  await tile('photos').focus()
  await page.keyboard.press('ArrowRight')
  await expect(tile('campaign')).toBeFocused()
  await expect(sheet.getByText(/^Old versions: \d+ KB in \d+ versions$/)).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(sheet.getByRole('navigation', { name: 'Folder' })).toContainText('campaign')
  await expect(tile('slow mornings')).toBeVisible()
  await expect(map.getByRole('button').first()).toBeFocused()

  await tile('slow mornings').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Purge by a Lifecycle Rule…' }).click()
  await expect(page.getByText('Purge old versions in “slow mornings”')).toBeVisible()
  await page.getByRole('button', { name: 'Look at the rule' }).click()
  await expect(page.getByText('Keep purging by a lifecycle rule')).toBeVisible()
  await page.keyboard.press('Escape')

  await sheet.getByRole('tab', { name: 'What grows' }).click()
  await sheet.getByRole('navigation', { name: 'Folder' }).getByRole('button', { name: 'demo' }).click()
  const row = sheet.getByRole('row', { name: /^brand/ })
  await expect(row.getByRole('img', { name: /^Most was written in/ })).toBeVisible()
  await expect(row).toContainText(/\+\d/)
  await expectAccessible(page, 'what grows')
})
