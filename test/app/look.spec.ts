/** Screenshots of the window in light and dark, in test-results/look; with STRATA_SCREENSHOTS=yes those of the README too. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from './fixtures.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

const grounds = { light: 'rgb(255, 255, 255)', dark: 'rgb(26, 29, 34)' } as const

test.use({ contextOptions: { reducedMotion: 'reduce' } })

test('the window follows the system, and looks like this', async ({ window, page }) => {
  await window.showDeleted()
  for (const name of ['photos', 'notes', 'brand']) {
    await window.row(name).locator('[data-twist]').click()
  }
  await window.row('tea hills.jpg').click()
  await expect(window.versions).toHaveCount(2)
  await expect(window.inspector.getByRole('img')).toBeVisible()
  await window.versions.nth(1).hover()
  const folder =
    process.env['STRATA_SCREENSHOTS'] === 'yes'
      ? join(root, '.github', 'screenshots')
      : join(root, 'test-results', 'look')
  await mkdir(folder, { recursive: true })
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expect(page.locator('body')).toHaveCSS('background-color', grounds[colorScheme])
    await page.screenshot({
      path: join(folder, colorScheme === 'light' ? 'window.png' : 'window.dark.png'),
    })
  }
})

test('what closes while the system changes its colours is gone, with little motion too', async ({
  window,
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' })
  await expect(window.row('README.md')).toBeVisible()
  for (let round = 0; round < 8; round++) {
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('searchbox', { name: 'Commands' })).toBeFocused()
    await page.emulateMedia({ colorScheme: 'dark' })
    await expect(page.locator('body')).toHaveCSS('background-color', grounds.dark)
    await page.emulateMedia({ colorScheme: 'light' })
    await page.keyboard.press('Escape')
    await expect(page.locator('.veil')).toBeHidden()
  }
})
