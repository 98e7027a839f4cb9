/** The same in the real Electron, wherever its binary is found. */
import { _electron, expect, test } from '@playwright/test'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AppWindow } from '../app/appWindow.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Where Electron's package keeps its binary once it has been downloaded. */
const binary = join(
  root,
  'node_modules/electron/dist',
  { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform as string] ??
    'electron',
)
const hasDisplay =
  process.platform !== 'linux' ||
  process.env['DISPLAY'] !== undefined ||
  process.env['WAYLAND_DISPLAY'] !== undefined

const whyNot = !existsSync(binary)
  ? 'Electron’s binary is not on this machine'
  : hasDisplay
    ? null
    : 'there is no display'

if (whyNot !== null) console.log(`Nothing was run in the real Electron: ${whyNot}.`)

test.skip(whyNot !== null, whyNot ?? '')

test('the window opens on the demo bucket in the real Electron', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'strata-electron-'))
  const app = await _electron.launch({
    executablePath: binary,
    args: [root, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    env: { ...process.env, STRATA_DATA_FOLDER: join(folder, 'data') },
  })
  try {
    const page = await app.firstWindow()
    const window = new AppWindow(page)
    await expect(window.row('README.md')).toBeVisible()
    await window.row('notes').locator('[data-twist]').click()
    await window.row('weekly.md').click()
    await expect(window.versions).toHaveCount(6)
    expect(page.url()).toMatch(/^app:\/\/strata\//)
    expect(await page.evaluate(() => 'require' in globalThis || 'process' in globalThis)).toBe(false)
  } finally {
    await app.close()
    await rm(folder, { recursive: true, force: true })
  }
})
