/** Nothing axe knows to be wrong, in light and dark, on every face of the window. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { bucketWith, deleted } from '../support/bucketWith.ts'
import { expect, test } from './fixtures.ts'

async function expectAccessible(page: Page, face: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
  expect(found, face).toEqual([])
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    // Half faded in nothing has the contrast it is going to have.
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } })

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

    test('an empty bucket, and one that keeps no versions', async ({ window, page, store }) => {
      const { bucket } = await bucketWith(store, {}, { versioning: 'never' })
      await window.open(store, bucket)
      await expect(page.getByText('This bucket is empty')).toBeVisible()
      await expectAccessible(page, 'an empty bucket')
    })
  })
}
