/** npm test: gets what is missing, builds, runs every test, and says against which servers. `--long`: the long proofs too. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.mjs'
import { ensureInstalled, root, run, tool } from './ensure.mjs'
import { ensureBrowser, ensureCeph } from './testTools.mjs'

const long = process.argv.includes('--long')

await ensureInstalled()
const browser = ensureBrowser()
const ceph = ensureCeph()
await build()

if (browser === null) {
  console.error(
    'The window can be tested only in a Chrome or Chromium: install one, or name it in STRATA_CHROMIUM.',
  )
  process.exit(1)
}

const servers = ceph ? 'the local store and a real Ceph RADOS Gateway' : 'the local store only (no Ceph here)'
console.log(`Testing against ${servers}, in ${browser}${long ? ', the long proofs too' : ''}.`)

const env = {
  STRATA_CHROMIUM: browser,
  STRATA_CEPH: ceph ? 'yes' : 'no',
  STRATA_LONG: long ? 'yes' : 'no',
  FORCE_COLOR: process.stdout.isTTY ? '1' : '0',
}
const steps = [
  ['vitest', ['run', '--config', 'build/vitest.config.ts']],
  ['playwright', ['test', '--config', 'build/playwright.config.ts']],
]

let failed = 0
for (const [name, args] of /** @type {[string, string[]][]} */ (steps)) {
  if (!existsSync(join(root, args.at(-1) ?? ''))) continue
  failed ||= await run(tool(name), args, { env })
}
console.log(failed === 0 ? `All tests passed, against ${servers}.` : 'Some tests failed.')
process.exit(failed)
