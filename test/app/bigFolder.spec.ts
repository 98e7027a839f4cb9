/** A folder of 100,000 files: its first rows after one page, no blank while it scrolls, and no request too many. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeBigBucket } from '../support/bigBucket.ts'
import { startStore } from '../support/localStore.ts'
import { expect, test } from './fixtures.ts'

const fileCount = 100_000
const nameOf = (index: number): string => `file-${String(index).padStart(6, '0')}.txt`

test('100,000 files open with their first page, and scroll without a blank', async ({ window, page }) => {
  test.slow()
  const folder = await mkdtemp(join(tmpdir(), 'strata-big-'))
  await writeBigBucket(folder, 'big', fileCount, nameOf)
  const store = await startStore({ folder })
  try {
    await window.connect(store)
    store.forgetRequests()
    // What the tree knows when its first row appears.
    const firstCount = page.evaluate(firstRowCount)
    await window.openBucket('big')
    expect(await firstCount).toBeLessThan(fileCount / 10)
    await expect(window.status).toContainText('100,000 items', { timeout: 30_000 })
    await expect(window.status).toContainText('Showing all 100,000')
    expect(store.counts()).toMatchObject({ ListObjectsV2: 100 })
    expect(store.counts()).not.toHaveProperty('HeadObject')

    await window.tree.hover()
    const watched = page.evaluate(watchScrolling, 3000)
    for (let step = 0; step < 60; step += 1) await page.mouse.wheel(0, 300)
    const { frames, blanks } = await watched
    expect(frames).toBeGreaterThan(20)
    expect(blanks).toBe(0)

    await window.tree.focus()
    await page.keyboard.press('End')
    await expect(window.row(nameOf(fileCount - 1))).toHaveAttribute('aria-selected', 'true')
    await expect(window.row(nameOf(fileCount - 1))).toBeInViewport()
    await page.keyboard.press('Home')
    await expect(window.row(nameOf(0))).toBeInViewport()
    expect(store.counts(), 'scrolling asks the server for nothing').toMatchObject({ ListObjectsV2: 100 })
  } finally {
    await store.stop()
    await rm(folder, { recursive: true, force: true })
  }
})

/** Runs in the page: how many rows the tree says it has when the first of them is drawn. */
function firstRowCount(): Promise<number> {
  return new Promise((resolve) => {
    const before = document.querySelector('[role=treegrid]')
    const look = (): void => {
      const tree = document.querySelector('[role=treegrid]')
      if (tree === null || tree === before || tree.querySelector('[data-line]') === null) return
      observer.disconnect()
      resolve(Number(tree.getAttribute('aria-rowcount')) - 1)
    }
    const observer = new MutationObserver(look)
    observer.observe(document.body, { childList: true, subtree: true })
  })
}

/** Runs in the page: frame by frame, whether a row without its name, or none at all, is in the middle of the tree. */
function watchScrolling(durationMs: number): Promise<{ frames: number; blanks: number }> {
  const tree = document.querySelector('[role=treegrid]')
  const { left, top, width, height } = tree?.getBoundingClientRect() ?? new DOMRect()
  const startMs = performance.now()
  let frames = 0
  let blanks = 0
  return new Promise((resolve) => {
    const look = (): void => {
      frames += 1
      const row = document.elementFromPoint(left + width / 3, top + height / 2)?.closest('[data-line]')
      if (row === null || row === undefined) blanks += 1
      if (performance.now() - startMs < durationMs) requestAnimationFrame(look)
      else resolve({ frames, blanks })
    }
    requestAnimationFrame(look)
  })
}
