/** npm run bench -- NAME …: runs test/bench/NAME.bench.ts on what is built; without a name it lists what there is. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.mjs'
import { ensureInstalled, node, root, run } from './ensure.mjs'

const [name, ...args] = process.argv.slice(2)
const names = readdirSync(join(root, 'test', 'bench'))
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''))

if (name === undefined || !names.includes(name)) {
  console.log(`npm run bench -- NAME, where NAME is one of: ${names.join(', ')}`)
  process.exit(name === undefined ? 0 : 1)
}
await ensureInstalled()
await build()
const file = join('test', 'bench', `${name}.bench.ts`)
process.exit(await run(node(), ['--disable-warning=ExperimentalWarning', file, ...args]))
