/** How the main process is built: both entries and every worker, flat in one folder, so that they find each other. */
import { builtinModules } from 'node:module'
import { basename } from 'node:path'
import { cpSync, globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url))

const workers = globSync('electron/**/*Worker.ts', { cwd: at('') }).map((file) => at(file))
const entries = [at('electron/main.ts'), at('electron/host.ts'), ...workers]

/** What the local store fills its demo bucket with, beside the worker that does it. */
const demoAssets = {
  name: 'demo-assets',
  closeBundle: () =>
    cpSync(at('electron/localStore/demo/assets'), at('dist/electron/demoAssets'), { recursive: true }),
}

export default defineConfig({
  plugins: [demoAssets],
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: true,
    outDir: at('dist/electron'),
    emptyOutDir: true,
    target: 'node22',
    minify: false,
    sourcemap: true,
    rollupOptions: {
      input: Object.fromEntries(entries.map((file) => [basename(file, '.ts'), file])),
      external: ['electron', /^@napi-rs\/keyring/, ...builtinModules, /^node:/],
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
})
