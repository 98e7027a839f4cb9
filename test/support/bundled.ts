/** Scripts of the bench bundled as the product is: sources that Node has to read as TypeScript cost memory of their own. */
import { globSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { builtinModules } from 'node:module'
import { basename, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** Test files that run at the same time bundle the same. */
const outDir = join(root, 'dist', 'bench', process.env['VITEST_POOL_ID'] ?? 'alone')

/** Bundles scripts of this folder with the workers they may need; answers where a script lies now. */
export async function bundled(scripts: readonly string[]): Promise<(script: string) => URL> {
  const workers = globSync('electron/**/*Worker.ts', { cwd: root }).map((file) => join(root, file))
  const entries = [...scripts.map((name) => join(import.meta.dirname, name)), ...workers]
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node22',
      minify: false,
      rollupOptions: {
        input: Object.fromEntries(entries.map((file) => [basename(file, '.ts'), file])),
        external: [/^vitest/, /^@napi-rs\/keyring/, ...builtinModules, /^node:/],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })
  await cp(join(root, 'electron/localStore/demo/assets'), join(outDir, 'demoAssets'), { recursive: true })
  return (script) => pathToFileURL(join(outDir, script.replace(/\.ts$/, '.js')))
}
