/** What every test of the window has: the servers of its worker, and an app of its own, open in a browser. */
import { expect, test as base } from '@playwright/test'
import { AppWindow } from './appWindow.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { cephOfTheRun, type CephOfTheRun } from './cephForTheRun.ts'
import { startStore, type TestStore } from '../support/localStore.ts'
import type { TestServer } from '../support/testServer.ts'

export const serverNames = ['local store', 'Ceph RGW'] as const
/** Where the window sees the same from any server; what differs is tried on both beneath it. */
export const windowServers: readonly ServerName[] =
  process.env['STRATA_LONG'] === 'yes' ? serverNames : ['local store']
export type ServerName = (typeof serverNames)[number]

type WorkerFixtures = {
  readonly store: TestStore
  readonly ceph: CephOfTheRun
}

type TestFixtures = {
  readonly app: TestApp
  readonly window: AppWindow
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  store: [
    // Playwright reads the fixtures a function needs from its first parameter.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const store = await startStore()
      await use(store)
      await store.stop()
    },
    { scope: 'worker' },
  ],
  ceph: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => use(cephOfTheRun()),
    { scope: 'worker' },
  ],
  // oxlint-disable-next-line no-empty-pattern
  app: async ({}, use) => {
    const app = await startApp()
    await use(app)
    await app.close()
  },
  window: async ({ app, page }, use) => {
    const failures: string[] = []
    page.on('pageerror', (error) => failures.push(error.message))
    await page.goto(app.url)
    await use(new AppWindow(page))
    expect(failures, 'nothing is thrown in the page').toEqual([])
  },
})

export { expect }

/** The server by its name; the test is skipped, with the reason, where there is none. */
export function serverNamed(name: ServerName, { store, ceph }: WorkerFixtures): TestServer {
  if (name === 'local store') return store
  if ('why' in ceph) {
    test.skip(true, ceph.why)
    throw new Error(ceph.why)
  }
  return ceph
}
