/** The window for tests, in the words of somebody who uses it. */
import { expect, type Locator, type Page } from '@playwright/test'
import type { TestStore } from '../support/localStore.ts'
import type { TestServer } from '../support/testServer.ts'
import { withApi } from './withApi.ts'

/** Of a bucket that fits one page: a look at how big it is, and its versions. */
const indexRequests = 2

/** What every connection to a server of the tests has. */
const draft = {
  id: null,
  service: 'other',
  region: 'us-east-1',
  pathStyle: true,
  bucket: null,
  prefix: '',
  sessionToken: null,
} as const

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

  /** The entries of the history, newest first. */
  get versions(): Locator {
    return this.inspector.getByRole('list', { name: 'History' }).getByRole('listitem')
  }

  get status(): Locator {
    return this.page.getByRole('contentinfo')
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  notice(text: string | RegExp): Locator {
    return this.page.getByRole('region', { name: 'Notices' }).getByText(text)
  }

  /** Opens a small bucket and waits until its index is read, so that only what people do is counted from now on. */
  async openCounted(store: TestStore, bucket: string): Promise<void> {
    await this.connect(store)
    store.forgetRequests()
    await this.openBucket(bucket)
    await expect.poll(() => store.counts()['ListObjectVersions']).toBe(indexRequests)
    store.forgetRequests()
  }

  /** Connects to a server by the dialog, as a person does. */
  async connectByDialog(server: TestServer, name: string = server.name): Promise<void> {
    await this.openNewConnection()
    await this.fillConnection({ ...server, name })
    await this.dialog.getByRole('button', { name: 'Connect', exact: true }).click()
    await expect(this.dialog).toBeHidden()
  }

  /** Connects to a server and opens it, as if it had been connected to before. */
  async connect({ name, ...server }: TestServer, called: string = name): Promise<void> {
    await withApi(this.page, (api) => api.connections.save({ ...draft, ...server, name: called }))
    await this.page.getByRole('navigation', { name: 'Places' }).getByText(called, { exact: true }).click()
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog')
  }

  /** Goes into a place of a chooser as people do: by the letters of its name, since long lists are drawn in part. */
  async enter(place: string): Promise<void> {
    const option = this.dialog.getByRole('option', { name: place })
    await expect(async () => {
      // The list of the place before may still be there, and takes the letters.
      await this.page.keyboard.press('Home')
      await expect(this.dialog.getByRole('option').first()).toBeFocused({ timeout: 2000 })
      // As fast as people do: an option far down is drawn before it takes the next letter.
      await this.page.keyboard.type(place, { delay: 40 })
      await expect(option).toBeFocused({ timeout: 2000 })
    }).toPass()
    await option.click()
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
    await this.page.getByRole('banner').getByRole('button', { name: 'Show deleted files' }).click()
  }
}

export const exactly = (text: string): RegExp =>
  new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}$`)
