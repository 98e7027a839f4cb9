/** Nothing axe knows to be wrong with what the window shows now, in light, and in dark as far as colours matter. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

export async function expectAccessible(page: Page, face: string): Promise<void> {
  expect(await wrong(new AxeBuilder({ page })), face).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  // Colours on their way have the contrast of neither; where they stay, what is wrong with them stays, too.
  await expect(async () => {
    const found = await wrong(new AxeBuilder({ page }).withRules('color-contrast'))
    expect(found, `${face}, dark`).toEqual([])
  }).toPass({ timeout: 5000 })
  await page.emulateMedia({ colorScheme: 'light' })
}

async function wrong(axe: AxeBuilder): Promise<readonly string[]> {
  const { violations } = await axe.analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
}
