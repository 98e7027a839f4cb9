/** Nothing axe knows to be wrong with what the window shows now, in light, and in dark as far as colours matter. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

export async function expectAccessible(page: Page, face: string): Promise<void> {
  await expectNothingWrong(axeIn(page), face)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectNothingWrong(axeIn(page).withRules('color-contrast'), `${face}, dark`)
  await page.emulateMedia({ colorScheme: 'light' })
}

/** The window has no frames: axe needs no blank page of its own to put together what it finds in each. */
const axeIn = (page: Page): AxeBuilder => new AxeBuilder({ page }).setLegacyMode()

/** Colours on their way have the contrast of neither; where they stay, what is wrong with them stays, too. */
const expectNothingWrong = (axe: AxeBuilder, face: string): Promise<void> =>
  expect(async () => expect(await wrong(axe), face).toEqual([])).toPass({ timeout: 5000 })

async function wrong(axe: AxeBuilder): Promise<readonly string[]> {
  const { violations } = await axe.analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
}
