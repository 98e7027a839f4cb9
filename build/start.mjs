/** npm start: installs what is missing, builds what changed, opens the app. Plain JS on builtins, for Node 20 on. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureInstalled, node, root, run } from './ensure.mjs'
import { build } from './build.mjs'

const args = process.argv.slice(2)
const inBrowser = args.includes('--browser')
const hostArgs = args.filter((arg) => arg !== '--browser')

/** Why Electron can't open a window here; null when it can. */
async function whyNoElectron() {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'])
    return 'there is no display'
  const dist = join(root, 'node_modules', 'electron', 'dist')
  if (existsSync(dist)) return null
  // Electron's package fetches its binary at its first run, from a host that not every network reaches.
  const code = await run(node(), [join(root, 'node_modules', 'electron', 'install.js')], { stdio: 'ignore' })
  return code === 0 && existsSync(dist) ? null : 'its binary could not be downloaded'
}

await ensureInstalled()
await build()

const why = inBrowser ? null : await whyNoElectron()
if (inBrowser || why !== null) {
  if (why !== null)
    console.log(`Electron can't be used here, because ${why}: Strata opens in your browser instead.`)
  process.exit(
    await run(node(), ['--disable-warning=ExperimentalWarning', 'dist/electron/host.js', ...hostArgs]),
  )
}
process.exit(await run(node(), [join('node_modules', 'electron', 'cli.js'), '.', ...hostArgs]))
