/** What the entry scripts need before anything is installed: builtins only, from Node 20 on. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

const windows = process.platform === 'win32'
const bin = join(root, 'node_modules', '.bin')
const stamp = join(root, 'node_modules', '.strata-installed')

/** The Node the scripts run on: the one npm installs, whatever the machine has. */
export const node = () => {
  const own = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node')
  return existsSync(own) ? own : process.execPath
}

/** A tool of node_modules, run by that Node. @param {string} name */
export const tool = (name) => join(bin, windows ? `${name}.cmd` : name)

/**
 * Runs a program in the project's folder and answers with its exit code.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const path = `${join(root, 'node_modules', 'node', 'bin')}${windows ? ';' : ':'}${process.env['PATH'] ?? ''}`
    const child = spawn(program, [...args], {
      cwd: root,
      stdio: 'inherit',
      shell: windows && program.endsWith('.cmd'),
      ...options,
      env: { ...process.env, PATH: path, ...options.env },
    })
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)))
    // What ends us ends the program too, and we wait for its own clean-up.
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
      process.on(signal, () => child.kill(signal))
    // npm hands a signal to its shell, which dies of it and leaves us behind.
    const starter = process.ppid
    if (process.env['npm_lifecycle_event'] !== undefined)
      setInterval(() => process.ppid === starter || child.kill('SIGTERM'), 200).unref()
  })
}

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')

/** Installs what package-lock.json says, when it isn't there or isn't that any more. */
export async function ensureInstalled() {
  const wanted = lockHash()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  console.log('Installing what Strata is built from (once)…')
  // Not `npm ci`: it refuses where a registry lacks optional packages of platforms that this isn't.
  const code = await run(windows ? 'npm.cmd' : 'npm', [
    'install',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ])
  if (code !== 0) {
    console.error('npm could not install the dependencies. Check the network, then try again.')
    process.exit(code)
  }
  writeFileSync(stamp, wanted)
}
