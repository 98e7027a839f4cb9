/** How the window's page is built. */
import react from '@vitejs/plugin-react'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url))

/** What pdf.js reads when a document asks for it: encodings of East Asian text, standard fonts, JPEG 2000. */
const besidePdf = (): Plugin => ({
  name: 'files beside pdf.js',
  generateBundle() {
    for (const folder of ['cmaps', 'standard_fonts', 'wasm']) {
      const from = at(`node_modules/pdfjs-dist/${folder}`)
      for (const name of readdirSync(from)) {
        // The page's policy runs no WebAssembly; the decoder that needs none lies beside it.
        if (name.endsWith('.wasm')) continue
        this.emitFile({
          type: 'asset',
          fileName: `pdf/${folder}/${name}`,
          source: readFileSync(`${from}/${name}`),
        })
      }
    }
  },
})

export default defineConfig({
  root: at('renderer'),
  base: './',
  plugins: [react(), besidePdf()],
  build: {
    outDir: at('dist/renderer'),
    emptyOutDir: true,
    target: 'chrome140',
    // Everything is a file of its own: the page's policy allows no inline code and no data: fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: true,
    chunkSizeWarningLimit: 2000,
  },
})
