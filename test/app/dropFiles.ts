/** Drops files and folders on the window as the desktop does: with their real paths. */
import type { Locator, Page } from '@playwright/test'

/** Playwright's own drop refuses folders; the browser's protocol takes them. */
export async function dropFiles(page: Page, target: Locator, paths: readonly string[]): Promise<void> {
  const box = await target.boundingBox()
  if (box === null) throw new Error('There is nothing to drop on.')
  // The list of transfers may lie over the lower half of the tree.
  const position = { x: box.width / 2, y: box.height * 0.4 }
  // Not before it has come to rest, with nothing in front of it.
  await target.hover({ trial: true, position })
  const protocol = await page.context().newCDPSession(page)
  const place = { x: box.x + position.x, y: box.y + position.y }
  const data = { items: [], files: [...paths], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await protocol.send('Input.dispatchDragEvent', { type, ...place, data })
  }
  await protocol.detach()
}
