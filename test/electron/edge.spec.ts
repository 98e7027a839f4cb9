/**
 * The Electron edge as built, main.js and preload.cjs, on a stand-in for the module `electron` that is as strict as
 * Electron about what is proved here. What runs in the real Electron is in real.spec.ts.
 */
import { expect, test as base, type Page } from '@playwright/test'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commandInfo, commandSchema } from '../../shared/model/command.ts'
import { AppWindow } from '../app/appWindow.ts'
import { dropFiles } from '../app/dropFiles.ts'
import { bucketWith } from '../support/bucketWith.ts'
import { startStore } from '../support/localStore.ts'
import { startElectronApp, type ElectronApp } from '../support/electronApp.ts'

const test = base.extend<{ readonly app: ElectronApp }>({
  // oxlint-disable-next-line no-empty-pattern
  app: async ({}, use) => {
    const app = await startElectronApp()
    await use(app)
    await app.close()
  },
})

const demoIsOpen = async (page: Page): Promise<void> =>
  await expect(new AppWindow(page).row('README.md')).toBeVisible()

test('the window opens on the demo bucket, over app: and one port', async ({ app: { page, order } }) => {
  await demoIsOpen(page)
  const window = new AppWindow(page)
  await window.row('photos').locator('[data-twist]').click()
  await window.row('dunes.jpg').or(window.row('tea hills.jpg')).first().click()
  await expect(window.inspector.getByRole('img')).toBeVisible()
  expect(await page.evaluate(() => document.querySelector('img')?.naturalWidth ?? 0)).toBeGreaterThan(0)
  expect(await order('window')).toMatchObject({ count: 1, shown: true })
})

test('the page has no power: no Node, no Electron, one function of the preload', async ({
  app: { page },
}) => {
  await demoIsOpen(page)
  const reach = await page.evaluate(() => ({
    globals: ['require', 'process', 'module', 'Buffer', 'electron', 'global'].filter(
      (name) => name in globalThis,
    ),
    strata: Object.keys(Reflect.get(globalThis, 'strata')),
  }))
  expect(reach).toEqual({ globals: [], strata: ['registerDrop'] })
  const ran = await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'globalThis.inlineScriptRan = true'
    document.head.append(script)
    return 'inlineScriptRan' in globalThis
  })
  expect(ran).toBe(false)
})

test('the page reaches nothing but itself', async ({ app: { page, order } }) => {
  await demoIsOpen(page)
  const reached = await page.evaluate(async () => {
    const outcome = async (url: string): Promise<string> =>
      await fetch(url).then(
        (answer) => String(answer.status),
        () => 'refused',
      )
    return {
      elsewhere: await outcome('https://example.com/'),
      loopback: await outcome('http://127.0.0.1:80/'),
      above: await outcome('/../package.json'),
      encoded: await outcome('/%2e%2e/%2e%2e/package.json'),
      unknownContent: await outcome('/content/none'),
      itself: await outcome('/'),
    }
  })
  expect(reached).toEqual({
    elsewhere: 'refused',
    loopback: 'refused',
    above: '404',
    encoded: '404',
    unknownContent: '404',
    itself: '200',
  })
  expect(await order('mayRequest', 'https://example.com/')).toBe(false)
  expect(await order('mayRequest', 'app://strata/index.html')).toBe(true)
  for (const permission of ['geolocation', 'media', 'notifications', 'clipboard-read', 'openExternal']) {
    expect(await order('permits', permission), permission).toEqual({ asked: false, checked: false })
  }
  expect(await order('permits', 'clipboard-sanitized-write')).toEqual({ asked: true, checked: true })
})

test('the page stays the page: it goes nowhere and opens nothing', async ({ app: { page } }) => {
  await demoIsOpen(page)
  const address = page.url()
  await page.evaluate(() => window.location.assign('https://example.com/'))
  await page.evaluate(() => {
    const link = document.createElement('a')
    link.href = 'https://example.com/other'
    document.body.append(link)
    link.click()
  })
  await page.evaluate(() => void window.open('https://example.com/new'))
  await demoIsOpen(page)
  expect(page.url()).toBe(address)
  await expect
    .poll(
      () =>
        page
          .context()
          .pages()
          .filter((other) => other.url().includes('example.com')).length,
    )
    .toBe(0)
})

test('files dropped on the window go up by paths that only the main process knows', async ({
  app: { page, folder },
}) => {
  await demoIsOpen(page)
  const window = new AppWindow(page)
  await writeFile(join(folder, 'dropped.txt'), 'from the desktop')
  await dropFiles(page, window.tree, [join(folder, 'dropped.txt')])
  await expect(window.row('dropped.txt')).toBeVisible()
  await window.row('dropped.txt').click()
  await expect(window.inspector).toContainText('from the desktop')
  // A file the page made up has no path, and nothing of it is taken.
  const made = await page.evaluate(async () => {
    const { registerDrop } = Reflect.get(globalThis, 'strata')
    return await registerDrop([new File(['x'], '/etc/passwd')]).then(
      () => 'taken',
      () => 'refused',
    )
  })
  expect(made).toBe('refused')
})

test('every command is in the native menu with its key, and arrives in the window', async ({
  app: { page, order },
}) => {
  await demoIsOpen(page)
  const menu = await order('menu')
  for (const command of commandSchema.options.filter((command) => command !== 'select-all')) {
    const { label, keys } = commandInfo[command]
    expect(menu).toContainEqual(
      expect.objectContaining({
        id: command,
        label,
        ...(keys[0] === undefined ? {} : { accelerator: keys[0] }),
      }),
    )
  }
  await order('clickMenu', 'show-commands')
  await expect(page.getByRole('searchbox', { name: 'Commands' })).toBeVisible()
})

test('uploads and download folders are chosen in the dialogs of the system', async ({
  app: { page, folder, order },
}) => {
  await demoIsOpen(page)
  const window = new AppWindow(page)
  await writeFile(join(folder, 'chosen.txt'), 'chosen')
  await order('choose', [join(folder, 'chosen.txt')])
  await order('clickMenu', 'upload-files')
  await expect(window.row('chosen.txt')).toBeVisible()
  const target = join(folder, 'target')
  await mkdir(target)
  await order('choose', [target])
  await window.row('chosen.txt').click()
  await order('clickMenu', 'download-to')
  await expect(window.notice(/is saved in/)).toBeVisible()
  expect(await readFile(join(target, 'chosen.txt'), 'utf8')).toBe('chosen')
  expect(await order('asked')).toMatchObject({
    openDialogs: [
      ['openFile', 'multiSelections'],
      ['openDirectory', 'createDirectory'],
    ],
  })
})

test('a page that is loaded anew gets a new port', async ({ app: { page, order } }) => {
  await demoIsOpen(page)
  await order('reload')
  await demoIsOpen(page)
  const window = new AppWindow(page)
  await window.row('notes').dblclick()
  await expect(window.row('weekly.md')).toBeVisible()
})

test('a second start shows the first window and ends', async ({ app: { page, order, startAgain } }) => {
  await demoIsOpen(page)
  await order('minimize')
  expect(await startAgain()).toBe(0)
  await expect.poll(() => order('window')).toMatchObject({ count: 1, minimized: false, focused: true })
})

test('the window is where it was, connections and their secrets too, and the data folder is free after the end', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'strata-electron-'))
  const store = await startStore()
  const { bucket } = await bucketWith(store, { 'a.txt': ['1'] })
  const bounds = { x: 100, y: 120, width: 1000, height: 700 }
  const first = await startElectronApp({ folder })
  try {
    await demoIsOpen(first.page)
    await new AppWindow(first.page).connectByDialog(store, 'Remembered')
    await first.order('setBounds', bounds)
    await first.order('quit')
    expect(await first.exited).toBe(0)
  } finally {
    await first.close()
  }
  const second = await startElectronApp({ folder })
  try {
    await demoIsOpen(second.page)
    expect(await second.order('bounds')).toEqual(bounds)
    await second.page.getByRole('navigation', { name: 'Places' }).getByText('Remembered').click()
    await new AppWindow(second.page).openBucket(bucket)
    await expect(new AppWindow(second.page).row('a.txt')).toBeVisible()
    const kept = await readFile(join(folder, 'data', 'secrets.json'), 'utf8')
    expect(kept).not.toContain(store.secretAccessKey)
  } finally {
    await second.close()
    await store.stop()
    await rm(folder, { recursive: true, force: true })
  }
})

test('the last window that closes ends the app, except on a Mac', async ({
  app: { page, order, exited },
}) => {
  test.skip(process.platform === 'darwin', 'on a Mac the app stays')
  await demoIsOpen(page)
  void order('closeWindow')
  expect(await exited).toBe(0)
})

test('the desktop hears of transfers: a bar, no sleep, a notification, and a question before leaving', async () => {
  test.skip(process.platform === 'darwin', 'on a Mac the app outlives its window')
  const folder = await mkdtemp(join(tmpdir(), 'strata-electron-'))
  await mkdir(join(folder, 'data'), { mode: 0o700 })
  const transferLimits = { upBytesPerSecond: 3e6, downBytesPerSecond: null, filesAtOnce: 4 }
  await writeFile(join(folder, 'data', 'settings.json'), JSON.stringify({ value: { transferLimits } }))
  await writeFile(join(folder, 'big.bin'), Buffer.alloc(12e6, 1))
  const { page, order, exited, close } = await startElectronApp({ folder })
  const asked = () => order('asked')
  try {
    await demoIsOpen(page)
    await dropFiles(page, new AppWindow(page).tree, [join(folder, 'big.bin')])
    await expect.poll(() => order('progress')).toContainEqual(expect.stringMatching(/^normal 0\.[1-9]/))
    expect(await asked()).toMatchObject({ blockers: [1], notifications: [] })

    await order('press', 1)
    await order('closeWindow')
    await expect.poll(asked).toMatchObject({ questions: ['A transfer is still under way. Quit Strata?'] })
    await order('quit')
    await expect.poll(asked).toMatchObject({ questions: { length: 2 } })
    await demoIsOpen(page)

    await expect(new AppWindow(page).row('big.bin')).toBeVisible()
    const done = { blockers: [], notifications: ['Uploaded “big.bin” | 1 file into demo.'] }
    await expect.poll(asked).toMatchObject(done)
    expect(await order('progress')).toContainEqual('none')

    await writeFile(join(folder, 'second.bin'), Buffer.alloc(12e6, 2))
    await dropFiles(page, new AppWindow(page).tree, [join(folder, 'second.bin')])
    await expect.poll(asked).toMatchObject({ blockers: [2] })
    await order('press', 0)
    void order('closeWindow')
    expect(await exited).toBe(0)
  } finally {
    await close()
  }
  const again = await startElectronApp({ folder })
  try {
    await expect(new AppWindow(again.page).row('second.bin')).toBeVisible()
  } finally {
    await again.close()
    await rm(folder, { recursive: true, force: true })
  }
})

for (const [keychain, words] of [
  ['gnome_libsecret', 'kept in this computer’s keychain'],
  ['basic_text', 'forgotten when Strata ends'],
] as const) {
  test(`with the keychain ${keychain} the window says where secrets go`, async () => {
    const app = await startElectronApp({ env: { FAKE_ELECTRON_KEYCHAIN: keychain } })
    try {
      await demoIsOpen(app.page)
      await app.page.getByRole('button', { name: 'New connection…' }).first().click()
      await expect(app.page.getByRole('dialog')).toContainText(words)
    } finally {
      await app.close()
    }
  })
}
