/** The contents of a window: a page of Chromium, with the preload beside it, shut in as main says. */
import type { CDPSession, Page, Route } from '@playwright/test'
import { EventEmitter } from 'node:events'
import { z } from 'zod'
import { invoke } from './ipcMain.ts'
import { toReal, toShown } from './host.ts'
import type { MessagePortMain } from './ports.ts'
import { pageScript, preloadScript } from './preloadWorld.ts'
import { defaultSession } from './session.ts'
import { decode, encode } from './wire.ts'

const world = 'fake-electron-preload'

const messageSchema = z.object({
  kind: z.enum(['invoke', 'paths', 'port', 'port-closed']),
  id: z.number().optional(),
  channel: z.string().optional(),
  count: z.number().optional(),
  port: z.number().optional(),
  args: z.any().optional(),
  value: z.any().optional(),
})
type FromPreload = z.infer<typeof messageSchema>

type OpenHandler = (details: { readonly url: string }) => { readonly action: 'allow' | 'deny' }

export class WebContents extends EventEmitter {
  readonly #page: Page
  readonly #protocol: CDPSession
  readonly #ports = new Map<number, MessagePortMain>()
  #worldId = 0
  #lastPort = 0
  #loading = false
  #openHandler: OpenHandler | null = null

  constructor(page: Page, protocol: CDPSession) {
    super()
    this.#page = page
    this.#protocol = protocol
  }

  async prepare(preload: string): Promise<void> {
    const page = this.#page
    const protocol = this.#protocol
    protocol.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === world) this.#worldId = context.id
    })
    protocol.on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name === 'fakeElectronToMain') void this.#hear(messageSchema.parse(JSON.parse(payload)))
    })
    await protocol.send('Runtime.enable')
    await protocol.send('Page.enable')
    await protocol.send('Runtime.addBinding', { name: 'fakeElectronToMain', executionContextName: world })
    await protocol.send('Page.addScriptToEvaluateOnNewDocument', {
      source: preloadScript(preload),
      worldName: world,
    })
    await protocol.send('Page.addScriptToEvaluateOnNewDocument', { source: pageScript })
    await page.route('**/*', (route) => this.#answer(route))
    page.on('load', () => this.emit('did-finish-load'))
    page.on('popup', (popup) => {
      const { action } = this.#openHandler?.({ url: toShown(popup.url()) }) ?? { action: 'allow' }
      if (action === 'deny') void popup.close()
    })
  }

  async load(url: string): Promise<void> {
    this.#loading = true
    await this.#page.goto(toReal(url))
    this.#loading = false
  }

  postMessage(channel: string, message: unknown, transfer: readonly MessagePortMain[] = []): void {
    const ports = transfer.map((port) => {
      this.#lastPort += 1
      const id = this.#lastPort
      this.#ports.set(id, port)
      port.sendAway(
        (value) => this.#tell({ kind: 'port', port: id, value: encode(value) }),
        () => this.#tell({ kind: 'port-closed', port: id }),
      )
      return id
    })
    this.#tell({ kind: 'post', channel, value: encode(structuredClone(message)), ports })
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler
  }

  reload(): void {
    this.#loading = true
    void this.#page.reload().then(() => (this.#loading = false))
  }

  async #hear(message: FromPreload): Promise<void> {
    const { kind, id, port } = message
    if (kind === 'port') this.#ports.get(port ?? 0)?.postMessage(decode(message.value))
    else if (kind === 'port-closed') this.#ports.get(port ?? 0)?.close()
    else {
      try {
        const value = kind === 'paths' ? await this.#paths(message.count ?? 0) : await this.#invoke(message)
        this.#tell({ kind: 'answer', id, value: encode(structuredClone(value)) })
      } catch (error) {
        this.#tell({ kind: 'answer', id, error: String(error) })
      }
    }
  }

  async #invoke({ channel = '', args }: FromPreload): Promise<unknown> {
    const senderFrame = { url: toShown(this.#page.url()), parent: null }
    const given = z.array(z.unknown()).parse(decode(args))
    return invoke(channel, { sender: this, senderFrame }, given)
  }

  /** Where the files lie that the preload is asking for; empty for those a page made up. */
  async #paths(count: number): Promise<readonly string[]> {
    return Promise.all(
      Array.from({ length: count }, async (_, index) => {
        const { result } = await this.#protocol.send('Runtime.evaluate', {
          contextId: this.#worldId,
          expression: `fakeElectronFiles[${index}]`,
        })
        if (result.objectId === undefined) return ''
        const { path } = await this.#protocol.send('DOM.getFileInfo', { objectId: result.objectId })
        return path
      }),
    )
  }

  #tell(message: Record<string, unknown>): void {
    const expression = `fakeElectronFromMain(${JSON.stringify(message)})`
    // A page that is gone hears nothing.
    this.#protocol.send('Runtime.evaluate', { contextId: this.#worldId, expression }).catch(() => undefined)
  }

  async #answer(route: Route): Promise<void> {
    const request = route.request()
    const url = toShown(request.url())
    if (
      request.isNavigationRequest() &&
      !this.#loading &&
      !this.#mayNavigate(url, request.frame() === this.#page.mainFrame())
    )
      return route.abort('aborted')
    if (!defaultSession.mayRequest(url)) return route.abort('blockedbyclient')
    const answer = await defaultSession.answer(url, request.method(), await request.allHeaders())
    if (answer === null) return route.abort('failed')
    return route.fulfill({
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    })
  }

  #mayNavigate(url: string, isMainFrame: boolean): boolean {
    let prevented = false
    const event = { url, isMainFrame, preventDefault: () => (prevented = true) }
    this.emit('will-frame-navigate', event)
    if (isMainFrame) this.emit('will-navigate', event, url)
    return !prevented
  }
}
