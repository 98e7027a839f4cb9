/** Builds the page and the main process, when their sources changed since the last build. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run, tool } from './ensure.mjs'

const stamp = join(root, 'dist', '.built-from')

/** Names, sizes and times of all that goes into the build. */
function sources() {
  const hash = createHash('sha256')
  for (const folder of ['electron', 'renderer', 'shared', 'build']) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const path = join(entry.parentPath, entry.name)
      const { size, mtimeMs } = statSync(path)
      hash.update(`${path} ${size} ${mtimeMs}\n`)
    }
  }
  return hash.update(readFileSync(join(root, 'package-lock.json'))).digest('hex')
}

export async function build() {
  const wanted = sources()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  console.log('Building Strata…')
  for (const config of ['renderer', 'electron', 'preload']) {
    const code = await run(tool('vite'), [
      'build',
      '--config',
      `build/vite.${config}.ts`,
      '--logLevel',
      'warn',
    ])
    if (code !== 0) process.exit(code)
  }
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(stamp, wanted)
}
