/**
 * The sandboxed preload's world beside the page: what it may require, its end of the ports, and the bridge by which
 * the page gets copies of what it exposes. Everything here runs in the browser, as text.
 */
import { decode, encode } from './wire.ts'

/** Runs in the page's own world before anything of the page: the page's side of the bridge. */
function pageSide(): void {
  const { port1, port2 } = new MessageChannel()
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  let lastId = 0
  port1.onmessage = ({ data }) => {
    if (data.expose !== undefined) {
      const api = Object.fromEntries(
        data.functions.map((name: string) => [
          name,
          (...args: unknown[]) =>
            new Promise((resolve, reject) => {
              lastId += 1
              waiting.set(lastId, { resolve, reject })
              // Copied by structured clone; what can't be copied throws here, in the page.
              port1.postMessage({ id: lastId, api: data.expose, name, args })
            }),
        ]),
      )
      Object.defineProperty(window, data.expose, {
        value: Object.freeze(api),
        configurable: false,
        writable: false,
      })
      return
    }
    const call = waiting.get(data.id)
    waiting.delete(data.id)
    if (data.error === undefined) call?.resolve(data.value)
    else call?.reject(new Error(data.error))
  }
  window.postMessage('fake-electron-bridge', '*', [port2])
}

/** Runs in the preload's world, before the preload: what it may require. */
function preloadSide(): (name: string) => unknown {
  // Text that runs in a browser: what is in its scope there, no type here can know.
  // oxlint-disable-next-line no-explicit-any
  const scope: Record<string, any> = globalThis
  const paths = new WeakMap<File, string>()
  const apis = new Map<string, Record<string, (...args: unknown[]) => unknown>>()
  const ports = new Map<number, MessagePort>()
  const listeners = new Map<
    string,
    ((event: { readonly ports: readonly MessagePort[] }, ...args: unknown[]) => void)[]
  >()
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  const exposed: { expose: string; functions: string[] }[] = []
  let bridge: MessagePort | null = null
  let lastId = 0

  const tell = (message: Record<string, unknown>): void =>
    scope['fakeElectronToMain'](JSON.stringify(message))
  // oxlint-disable-next-line no-explicit-any
  const ask = (message: Record<string, unknown>): Promise<any> =>
    new Promise((resolve, reject) => {
      lastId += 1
      waiting.set(lastId, { resolve, reject })
      tell({ ...message, id: lastId })
    })
  const onCall = async ({ data }: MessageEvent): Promise<void> => {
    try {
      // Only Electron knows the path of a file: it is looked up before the preload may ask for it.
      const files: File[] = data.args.flat(3).filter((value: unknown) => value instanceof File)
      scope['fakeElectronFiles'] = files
      const found: string[] = files.length === 0 ? [] : await ask({ kind: 'paths', count: files.length })
      for (const [index, file] of files.entries()) paths.set(file, found[index] ?? '')
      const value = await apis.get(data.api)?.[data.name]?.(...data.args)
      bridge?.postMessage({ id: data.id, value })
    } catch (error) {
      bridge?.postMessage({ id: data.id, error: error instanceof Error ? error.message : String(error) })
    }
  }
  window.addEventListener(
    'message',
    function hear(event) {
      if (event.data !== 'fake-electron-bridge') return
      event.stopImmediatePropagation()
      window.removeEventListener('message', hear, true)
      bridge = event.ports[0] ?? null
      if (bridge !== null) bridge.onmessage = (call) => void onCall(call)
      for (const one of exposed) bridge?.postMessage(one)
    },
    true,
  )

  const electron = {
    contextBridge: {
      exposeInMainWorld(name: string, api: Record<string, (...args: unknown[]) => unknown>) {
        for (const value of Object.values(api)) {
          if (typeof value !== 'function') throw new Error('The fake bridge takes functions only.')
        }
        apis.set(name, api)
        exposed.push({ expose: name, functions: Object.keys(api) })
        bridge?.postMessage(exposed.at(-1))
      },
    },
    ipcRenderer: {
      on(channel: string, listener: (event: { readonly ports: readonly MessagePort[] }) => void) {
        listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      },
      async invoke(channel: string, ...args: unknown[]) {
        return ask({ kind: 'invoke', channel, args: scope['fakeElectronEncode'](args) })
      },
    },
    webUtils: {
      getPathForFile(file: unknown) {
        if (!(file instanceof File)) throw new TypeError('getPathForFile needs a File.')
        return paths.get(file) ?? ''
      },
    },
  }
  // oxlint-disable-next-line no-explicit-any
  scope['fakeElectronFromMain'] = (message: any): void => {
    const value = message.value === undefined ? undefined : scope['fakeElectronDecode'](message.value)
    if (message.kind === 'answer') {
      const call = waiting.get(message.id)
      waiting.delete(message.id)
      if (message.error === undefined) call?.resolve(value)
      else call?.reject(new Error(message.error))
    } else if (message.kind === 'post') {
      const opened = message.ports.map((id: number) => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = ({ data }) =>
          tell({ kind: 'port', port: id, value: scope['fakeElectronEncode'](data) })
        port1.addEventListener('close', () => tell({ kind: 'port-closed', port: id }))
        ports.set(id, port1)
        return port2
      })
      for (const listener of listeners.get(message.channel) ?? []) listener({ ports: opened }, value)
    } else if (message.kind === 'port') ports.get(message.port)?.postMessage(value)
    else if (message.kind === 'port-closed') ports.get(message.port)?.close()
  }
  // What a sandboxed preload may require in Electron; anything else is refused there as here.
  return (name) => {
    if (name === 'electron') return electron
    throw new Error(`module not found: ${name}`)
  }
}

export const pageScript = `(${pageSide.toString()})()`

export const preloadScript = (preload: string): string => `
  globalThis.fakeElectronEncode = ${encode.toString()}; const encode = globalThis.fakeElectronEncode;
  globalThis.fakeElectronDecode = ${decode.toString()}; const decode = globalThis.fakeElectronDecode;
  const require = (${preloadSide.toString()})();
  (function (require, module, exports, process) {
    ${preload}
  })(require, { exports: {} }, {}, { type: 'renderer', sandboxed: true })`
