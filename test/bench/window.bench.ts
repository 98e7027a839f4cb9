/**
 * How fast the window is with a big folder: `npm run bench -- window [FILES]`. The whole app runs as people run it,
 * on a local store, in Chromium.
 */
import { chromium, type Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppWindow } from '../app/appWindow.ts'
import { startApp } from '../support/app.ts'
import { writeBigBucket } from '../support/bigBucket.ts'
import { startStore } from '../support/localStore.ts'
import { longTasks, takeLongTasks, usedBytes, watchLongTasks } from '../support/pageCost.ts'

const fileCount = Number(process.argv[2] ?? 100_000)
const wheelSteps = 200

function report(what: string, figure: string): void {
  console.log(`${what.padEnd(58)} ${figure.padStart(16)}`)
}

const folder = await mkdtemp(join(tmpdir(), 'strata-bench-'))
await writeBigBucket(folder, 'big', fileCount, (index) => `file-${String(index).padStart(7, '0')}.txt`)
const store = await startStore({ folder })
const app = await startApp()
const browser = await chromium.launch({
  executablePath: process.env['STRATA_CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--enable-precise-memory-info'],
})
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  const window = new AppWindow(page)
  await page.goto(app.url)
  await window.connect(store)
  await measure(page, window)
} finally {
  await browser.close()
  await app.close()
  await store.stop()
  await rm(folder, { recursive: true, force: true })
}

async function measure(page: Page, window: AppWindow): Promise<void> {
  store.forgetRequests()
  await page.evaluate(watchLongTasks)
  const startMs = performance.now()
  await window.openBucket('big')
  await window.row('file-0000000.txt').waitFor()
  report('first rows after', `${Math.round(performance.now() - startMs)} ms`)
  const all = `Showing all ${fileCount.toLocaleString('en-GB')}`
  await window.status.getByText(all).waitFor({ timeout: 600_000 })
  report(`all ${fileCount} files read after`, `${Math.round(performance.now() - startMs)} ms`)
  report('listing requests', String(store.counts()['ListObjectsV2'] ?? 0))
  report('long tasks while it was read (over 50 ms)', longTasks(await page.evaluate(takeLongTasks)))
  await window.tree.hover()
  for (let step = 0; step < wheelSteps; step += 1) await page.mouse.wheel(0, 700)
  report('long tasks while scrolling', longTasks(await page.evaluate(takeLongTasks)))
  await window.tree.focus()
  await page.keyboard.press('End')
  await window.row(`file-${String(fileCount - 1).padStart(7, '0')}.txt`).waitFor()
  report('long tasks jumping to the end', longTasks(await page.evaluate(takeLongTasks)))
  report('memory of the page', `${Math.round((await page.evaluate(usedBytes)) / 1e6)} MB`)
}
