/** Nothing axe knows to be wrong with what the window shows now, in light, and in dark as far as colours matter. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

export async function expectAccessible(page: Page, face: string): Promise<void> {
  expect(await wrong(new AxeBuilder({ page })), face).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  // Colours on their way have the contrast of neither.
  await page.evaluate(async () => {
    await new Promise((painted) => requestAnimationFrame(painted))
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished))
  })
  expect(await wrong(new AxeBuilder({ page }).withRules('color-contrast')), `${face}, dark`).toEqual([])
  await page.emulateMedia({ colorScheme: 'light' })
}

async function wrong(axe: AxeBuilder): Promise<readonly string[]> {
  const { violations } = await axe.analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
}
