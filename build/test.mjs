/** npm test: gets what is missing, builds, runs every test, and says against which servers. `--long`: the long proofs too. */
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
  NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'strata-compiled'),
  STRATA_LONG: long ? 'yes' : 'no',
  FORCE_COLOR: process.stdout.isTTY ? '1' : '0',
}
let failed = await run(tool('vitest'), ['run', '--config', 'build/vitest.config.ts'], { env })
failed ||= await run(tool('playwright'), ['test', '--config', 'build/playwright.config.ts'], { env })
console.log(failed === 0 ? `All tests passed, against ${servers}.` : 'Some tests failed.')
process.exit(failed)
