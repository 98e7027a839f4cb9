/**
 * The time bar over a big bucket: `npm run bench -- timeBar [KEYS]`. The whole app runs as people run it, in Chromium;
 * the slider is dragged over all the time there is while the folder behind it follows.
 */
import { chromium, expect, type Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppWindow } from '../app/appWindow.ts'
import { startApp } from '../support/app.ts'
import { entriesPerKey, manyVersions } from '../support/manyVersions.ts'
import {
  longTasks,
  rendererMemory,
  takeFrames,
  takeLongTasks,
  tasksDuring,
  usedBytes,
  watchFrames,
  watchLongTasks,
} from '../support/pageCost.ts'
import { startStoreProcess } from '../support/storeProcess.ts'
import { writeStore } from '../unit/index/testIndex.ts'

const keyCount = Number(process.argv[2] ?? 200_000)
const sweeps = 6
const stepsPerSweep = 150

function report(what: string, figure: string): void {
  console.log(`${what.padEnd(58)} ${figure.padStart(24)}`)
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`

async function measure(page: Page, window: AppWindow): Promise<void> {
  await page.evaluate(watchLongTasks)
  await page.evaluate(watchFrames)
  await window.openBucket('big')
  await window.row('incoming').waitFor()
  await page
    .getByRole('banner')
    .getByRole('button', { name: /^History/ })
    .click()
  const startMs = performance.now()
  const button = page.getByRole('button', { name: /Index of this bucket: All events/ })
  await expect(button).toBeVisible({ timeout: 900_000 })
  report('the index was read in', `${Math.round((performance.now() - startMs) / 1000)} s`)
  report('long tasks meanwhile (over 50 ms)', longTasks(await page.evaluate(takeLongTasks)))
  await drag(page, 'at the root')
  await window.row('incoming').dblclick()
  await window.row('upload-00000000.json').waitFor()
  report(`long tasks opening ${keyCount / 5} files`, longTasks(await page.evaluate(takeLongTasks)))
  await drag(page, `among ${keyCount / 5} files`)
  report('heap of the page', megabytes(await page.evaluate(usedBytes)))
  const { ownBytes, residentBytes } = await rendererMemory(browser)
  report(
    'memory of its process, with the program itself',
    `${megabytes(ownBytes)}, ${megabytes(residentBytes)}`,
  )
}

/** From one end of the line to the other and back, some times, as fast as a hand does. */
async function drag(page: Page, where: string): Promise<void> {
  const box = await page.getByRole('slider', { name: 'Moment that is shown' }).boundingBox()
  if (box === null) throw new Error('no slider')
  const metrics = await page.context().newCDPSession(page)
  await metrics.send('Performance.enable')
  const busySeconds = async (): Promise<number> =>
    (await metrics.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')
      ?.value ?? 0
  await page.mouse.move(box.x + box.width - 8, box.y + box.height / 2)
  await page.evaluate(takeLongTasks)
  const before = await busySeconds()
  await page.evaluate(takeFrames)
  const tasks = await tasksDuring(browser, page, () => sweep(page, box))
  const frames = await page.evaluate(takeFrames)
  const busyMs = ((await busySeconds()) - before) * 1000
  const lengths = frames.slice(1).map((ms, at) => ms - (frames[at] ?? ms))
  const seconds = lengths.reduce((sum, ms) => sum + ms, 0) / 1000
  const p99 = lengths.toSorted((a, b) => a - b)[Math.floor(lengths.length * 0.99)] ?? 0
  const long = (times: readonly number[]): string => longTasks(times.filter((ms) => ms > 50).map(Math.round))
  report(`dragged ${where}: long tasks`, long(tasks.longest))
  report(`dragged ${where}: long tasks by the page's own work`, long(tasks.longestOwn))
  report(`dragged ${where}: most work of a task`, `${(tasks.longestOwn[0] ?? 0).toFixed(1)} ms`)
  report(
    `dragged ${where}: frames a second`,
    `${(lengths.length / seconds).toFixed(1)} in ${seconds.toFixed(1)} s`,
  )
  report(`dragged ${where}: time between frames, p99`, `${p99.toFixed(1)} ms`)
  report(`dragged ${where}: work for a frame`, `${(busyMs / lengths.length).toFixed(1)} ms`)
}

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

async function sweep(page: Page, { x, y, width, height }: Box): Promise<void> {
  await page.mouse.down()
  for (let step = 0; step <= sweeps * stepsPerSweep; step += 1) {
    const part = Math.abs(((step / stepsPerSweep + 1) % 2) - 1)
    await page.mouse.move(x + 8 + (1 - part) * (width - 16), y + height / 2)
  }
  await page.mouse.up()
}

const folder = await mkdtemp(join(tmpdir(), 'strata-bench-'))
await writeStore(folder, 'big', manyVersions(keyCount))
const store = await startStoreProcess(folder)
const app = await startApp()
const browser = await chromium.launch({
  executablePath: process.env['STRATA_CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--enable-precise-memory-info'],
})
try {
  report('load of the machine', `${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} processors`)
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  const window = new AppWindow(page)
  await page.goto(app.url)
  await window.connect(store)
  report('entries', String(keyCount * entriesPerKey))
  await measure(page, window)
  report('load of the machine', `${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} processors`)
} finally {
  await browser.close()
  await app.close()
  await store.end()
  await rm(folder, { recursive: true, force: true })
}
