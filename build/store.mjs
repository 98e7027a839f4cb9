/** npm run store: the local S3 server by itself; its options are those of electron/localStore/cli.ts (--help). */
import { join } from 'node:path'
import { ensureInstalled, node, root, run } from './ensure.mjs'

await ensureInstalled()
process.exit(await run(node(), [join(root, 'electron', 'localStore', 'cli.ts'), ...process.argv.slice(2)]))
