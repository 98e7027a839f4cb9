/** How the preload is built: one CommonJS file, as a sandboxed preload must be. */
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url))

export default defineConfig({
  build: {
    outDir: at('dist/electron'),
    emptyOutDir: false,
    target: 'chrome140',
    minify: false,
    lib: { entry: at('electron/preload.ts'), formats: ['cjs'], fileName: () => 'preload.cjs' },
    rollupOptions: { external: ['electron'] },
  },
})
