/** Runs the built main process on the fake: `node start.ts MAIN`, as Electron would, and does what the test asks. */
import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { app } from './app.ts'
import { keepSparePage, windows } from './browserWindow.ts'
import { defaultSession } from './session.ts'
import { asked, Menu, powerMonitor, type MenuItem } from './system.ts'

const orderSchema = z.object({ id: z.number(), order: z.string(), value: z.any().optional() })

const flat = (items: readonly MenuItem[]): readonly MenuItem[] =>
  items.flatMap((item) => [item, ...flat(item.submenu ?? [])])

// What a test orders is the test's own affair.
// oxlint-disable-next-line no-explicit-any
const orders: Readonly<Record<string, (value: any) => unknown>> = {
  menu: () =>
    flat(Menu.applicationMenu?.items ?? []).map(({ id, label, role, accelerator, registerAccelerator }) => ({
      id,
      label,
      role,
      accelerator,
      registerAccelerator,
    })),
  clickMenu: (id: string) =>
    flat(Menu.applicationMenu?.items ?? [])
      .find((item) => item.id === id)
      ?.click?.(),
  permits: (permission: string) => defaultSession.permits(permission),
  mayRequest: (url: string) => defaultSession.mayRequest(url),
  choose: (paths: string[]) => asked.chosenPaths.push(paths),
  press: (button: number) => asked.presses.push(button),
  asked: () => ({ ...asked, blockers: [...asked.blockers] }),
  progress: () => windows[0]?.progress,
  wakeUp: () => powerMonitor.emit('resume'),
  setBounds: (bounds) => windows[0]?.setBounds(bounds),
  bounds: () => windows[0]?.getNormalBounds(),
  minimize: () => windows[0]?.minimize(),
  window: () => ({
    count: windows.length,
    shown: windows[0]?.shown,
    focused: windows[0]?.focused,
    minimized: windows[0]?.isMinimized(),
  }),
  reload: () => windows[0]?.webContents.reload(),
  closeWindow: () => windows[0]?.close().then(() => undefined),
  quit: () => app.quit(),
}

process.on('message', (message) => {
  const { id, order, value } = orderSchema.parse(message)
  void Promise.resolve(orders[order]?.(value)).then((answer: unknown) =>
    process.send?.({ id, answer: answer === undefined ? null : structuredClone(answer) }),
  )
})

const fake = new URL('electron.ts', import.meta.url).href
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: fake, shortCircuit: true } : next(specifier, context),
})

await keepSparePage()
await import(pathToFileURL(process.argv[2] ?? '').href)
// Only now: a main module that waits for `ready` while it is evaluated waits for ever, as in Electron.
app.ready()
process.send?.({ started: true })
