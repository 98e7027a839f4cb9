/** What every test of the window has: the servers of its worker, and an app of its own, open in a browser. */
import { expect, test as base, type Locator, type Page } from '@playwright/test'
import { startApp, type TestApp } from '../support/app.ts'
import { cephOfTheRun, type CephOfTheRun } from './cephForTheRun.ts'
import { startStore, type TestStore } from '../support/localStore.ts'
import type { TestServer } from '../support/testServer.ts'

export const serverNames = ['local store', 'Ceph RGW'] as const
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

/** The window, in the words of somebody who uses it. */
export class AppWindow {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  get tree(): Locator {
    return this.page.getByRole('treegrid')
  }

  /** The rows in sight, by name, as they stand. */
  get names(): Locator {
    return this.tree.locator('[data-line] .name-text')
  }

  row(name: string): Locator {
    return this.tree
      .locator('[data-line]')
      .filter({ has: this.page.locator('.name-text', { hasText: exactly(name) }) })
  }

  get inspector(): Locator {
    return this.page.getByRole('complementary', { name: 'Inspector' })
  }

  get status(): Locator {
    return this.page.getByRole('contentinfo')
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  notice(text: string | RegExp): Locator {
    return this.page.getByRole('region', { name: 'Messages' }).getByText(text)
  }

  /** Connects to a server by the dialog, as a person does. */
  async connect(server: TestServer, name: string = server.name): Promise<void> {
    await this.openNewConnection()
    await this.fillConnection({ ...server, name })
    await this.dialog.getByRole('button', { name: 'Connect', exact: true }).click()
    await expect(this.dialog).toBeHidden()
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog')
  }

  async openNewConnection(): Promise<void> {
    await this.button('New connection…').first().click()
    await this.dialog.getByRole('button', { name: /Service/ }).click()
    await this.page.getByRole('option', { name: 'Other' }).click()
  }

  async fillConnection({
    endpoint,
    accessKeyId,
    secretAccessKey,
    name,
  }: Omit<TestServer, 'name'> & { readonly name: string }): Promise<void> {
    const field = (label: string): Locator => this.dialog.getByLabel(label, { exact: true })
    await field('Endpoint').fill(endpoint)
    await field('Region').fill('us-east-1')
    await field('Access key').fill(accessKeyId)
    await field('Secret').fill(secretAccessKey)
    await field('Name').fill(name)
  }

  async openBucket(bucket: string): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Places' }).getByText(bucket, { exact: true }).click()
    await expect(this.tree).toHaveAttribute('aria-busy', 'false')
  }

  /** Connects and opens one of the server's buckets. */
  async open(server: TestServer, bucket: string): Promise<void> {
    await this.connect(server)
    await this.openBucket(bucket)
  }

  async showDeleted(): Promise<void> {
    await this.button('Show deleted files').click()
  }
}

export const exactly = (text: string): RegExp =>
  new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}$`)
