/** What a page costs, as Chromium tells: long tasks, frames, memory. */
import type { Browser, Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'

export const longTasks = (durationsMs: readonly number[]): string =>
  durationsMs.length === 0 ? 'none' : `${durationsMs.length}, at most ${Math.max(...durationsMs)} ms`

/** Runs in the page. */
export function watchLongTasks(): void {
  const durationsMs: number[] = []
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) durationsMs.push(Math.round(duration))
  }).observe({ type: 'longtask' })
  Object.assign(globalThis, { takeLongTasks: () => durationsMs.splice(0) })
}

/** Runs in the page: what took longer than 50 ms since it was asked last. */
export function takeLongTasks(): number[] {
  return Reflect.apply(Reflect.get(globalThis, 'takeLongTasks'), null, [])
}

/** Runs in the page. */
export function usedBytes(): number {
  return Reflect.get(Reflect.get(performance, 'memory'), 'usedJSHeapSize')
}

/** Runs in the page: counts frames from now on. */
export function watchFrames(): void {
  const timesMs: number[] = []
  const frame = (ms: number): void => {
    timesMs.push(ms)
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
  Object.assign(globalThis, { takeFrames: () => timesMs.splice(0) })
}

/** Runs in the page: when each frame since it was asked last was drawn, in milliseconds. */
export function takeFrames(): number[] {
  return Reflect.apply(Reflect.get(globalThis, 'takeFrames'), null, [])
}

const processesSchema = z.object({ processInfo: z.array(z.object({ type: z.string(), id: z.number() })) })

const memoryOf = (status: string, field: 'VmRSS' | 'RssAnon'): number =>
  Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) * 1024

export type ProcessMemory = { readonly ownBytes: number; readonly residentBytes: number }

/** Memory of the biggest renderer process: its own, and with the program's pages that all of Chromium shares. */
export async function rendererMemory(browser: Browser): Promise<ProcessMemory> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = processesSchema.parse(await session.send('SystemInfo.getProcessInfo'))
  const renderers = processInfo.filter(({ type }) => type === 'renderer')
  const all = await Promise.all(
    renderers.map(async ({ id }) => {
      const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '')
      return { ownBytes: memoryOf(status, 'RssAnon'), residentBytes: memoryOf(status, 'VmRSS') }
    }),
  )
  return all.toSorted((a, b) => b.ownBytes - a.ownBytes)[0] ?? { ownBytes: 0, residentBytes: 0 }
}

const eventSchema = z.looseObject({
  name: z.string(),
  ph: z.string().default(''),
  pid: z.number(),
  tid: z.number(),
  dur: z.number().optional(),
  tdur: z.number().optional(),
  args: z.looseObject({ name: z.string().optional() }).optional(),
})
const traceSchema = z.object({ traceEvents: z.array(eventSchema) })

export type Tasks = { readonly longest: readonly number[]; readonly longestOwn: readonly number[] }

/**
 * The tasks of the page's main thread while the body ran, longest first, in milliseconds: by the clock, and what the
 * thread itself worked. The difference is what other programs took from it.
 */
export async function tasksDuring(browser: Browser, page: Page, body: () => Promise<void>): Promise<Tasks> {
  const categories = ['disabled-by-default-devtools.timeline', '__metadata']
  await browser.startTracing(page, { categories })
  await body()
  const { traceEvents } = traceSchema.parse(JSON.parse((await browser.stopTracing()).toString()))
  const threads = traceEvents.filter(({ args }) => args?.name === 'CrRendererMain')
  const mains = new Set(threads.map(({ pid, tid }) => `${pid} ${tid}`))
  const tasks = traceEvents.filter(({ name, pid, tid }) => name === 'RunTask' && mains.has(`${pid} ${tid}`))
  const longest = (times: readonly number[]): readonly number[] =>
    times.map((us) => us / 1000).toSorted((a, b) => b - a)
  return {
    longest: longest(tasks.map(({ dur = 0 }) => dur)),
    longestOwn: longest(tasks.map(({ tdur = 0 }) => tdur)),
  }
}
