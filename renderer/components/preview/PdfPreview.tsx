/** A PDF, drawn page by page as it is scrolled; no frame and no plug-in has a part in it. */
import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from 'pdfjs-dist'
// The build gives every file an address of its own.
// oxlint-disable-next-line import/default
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url'
import { useEffect, useState } from 'react'
import { previewWords as words } from '../../strings/preview.ts'
import { Spinner } from '../Spinner.tsx'
import { NoPreview } from './NoPreview.tsx'
import { PdfPage } from './PdfPage.tsx'
import type { PreviewSize } from './Preview.tsx'

GlobalWorkerOptions.workerSrc = workerUrl

/** Read from the server by as much at a time. */
const chunkBytes = 1024 ** 2

/** Fonts, encodings and decoders that lie beside the page; see the renderer's build. */
const besidePage = (folder: string): string => new URL(`./pdf/${folder}/`, document.baseURI).href

type PdfPreviewProps = { readonly url: string; readonly size: PreviewSize; readonly onFailed: () => void }
type Opened = { readonly pdf: PDFDocumentProxy; readonly pageRatio: number }

export function PdfPreview({ url, size, onFailed }: PdfPreviewProps) {
  const opened = useOpened(url, onFailed)
  if (opened === null) return <Spinner />
  if (opened === 'locked') return <NoPreview why={words.locked} />
  const { pdf, pageRatio } = opened
  const shownCount = size === 'small' ? 1 : pdf.numPages
  return (
    <div className="preview-pages">
      {Array.from({ length: shownCount }, (_, index) => (
        <PdfPage key={index + 1} pdf={pdf} number={index + 1} likelyRatio={pageRatio} />
      ))}
    </div>
  )
}

function useOpened(url: string, onFailed: () => void): Opened | 'locked' | null {
  const [opened, setOpened] = useState<Opened | 'locked' | null>(null)
  useEffect(() => {
    const task = getDocument({
      url,
      rangeChunkSize: chunkBytes,
      // Of a big one only the pages that are looked at.
      disableAutoFetch: true,
      disableStream: true,
      isEvalSupported: false,
      useSystemFonts: true,
      // The page's policy runs no WebAssembly.
      useWasm: false,
      cMapUrl: besidePage('cmaps'),
      standardFontDataUrl: besidePage('standard_fonts'),
      wasmUrl: besidePage('wasm'),
    })
    let gone = false
    const open = async (): Promise<Opened> => {
      const pdf = await task.promise
      const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 })
      return { pdf, pageRatio: width / height }
    }
    task.onPassword = () => setOpened('locked')
    open().then(setOpened, () => {
      if (!gone) onFailed()
    })
    return () => {
      gone = true
      void task.destroy()
    }
    // A new address is a new component.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [url])
  return opened
}
