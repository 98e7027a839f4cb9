/** What the tests need beside npm's packages: a browser, and a real S3 server to compare with. */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { root } from './ensure.mjs'

const debian = process.platform === 'linux' && existsSync('/etc/debian_version') && process.getuid?.() === 0

/** @param {string} name */
function onPath(name) {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, name)
    try {
      accessSync(path, constants.X_OK)
      return path
    } catch {
      // Not in this folder.
    }
  }
  return null
}

const usualPlaces = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
}

/** The same engine without a window of its own: it answers the same, and costs a fifth less. */
const headlessShell = 'chromium-headless-shell'

function findBrowser() {
  const places =
    process.platform === 'darwin' || process.platform === 'win32' ? usualPlaces[process.platform] : []
  const installed = places.find((path) => existsSync(path))
  return (
    installed ??
    ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(onPath).find(Boolean) ??
    null
  )
}

/** @param {readonly string[]} packages */
function aptInstall(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const install = () =>
    spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], {
      env,
      stdio: 'ignore',
    }).status === 0
  return (
    install() || (spawnSync('apt-get', ['update', '-q'], { env, stdio: 'ignore' }).status === 0 && install())
  )
}

/** The path of a Chrome or Chromium; got from Debian when we may. */
export function ensureBrowser() {
  const given = process.env['STRATA_CHROMIUM']
  if (given !== undefined) return given
  return onPath(headlessShell) ?? installed(headlessShell) ?? findBrowser() ?? installed('chromium')
}

/**
 * The path of a program of Debian's by that name, got now; null where we may not.
 * @param {string} name
 */
function installed(name) {
  if (!debian) return null
  console.log(`Installing ${name} from Debian (once)…`)
  return aptInstall([name]) ? onPath(name) : null
}

/** Whether a Ceph RADOS Gateway can be started here; got from Debian when we may. */
export function ensureCeph() {
  const programs = ['ceph-mon', 'ceph-osd', 'radosgw', 'radosgw-admin', 'ceph']
  const there = () =>
    programs.every((program) => onPath(program) !== null || existsSync(`/usr/sbin/${program}`))
  if (there()) return true
  if (!debian) return false
  console.log('Installing a Ceph RADOS Gateway from Debian (once)…')
  const script = join(root, 'test', 'support', 'ceph-rgw.sh')
  return spawnSync('bash', [script, 'install'], { stdio: 'ignore' }).status === 0 && there()
}
