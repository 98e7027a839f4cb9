/** A PDF, drawn page by page as it is scrolled; no frame and no plug-in has a part in it. */
import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist'
// The build gives every file an address of its own.
// oxlint-disable-next-line import/default
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url'
import { useEffect, useRef, useState } from 'react'
import { previewWords as words } from '../../strings/preview.ts'
import { Spinner } from '../Spinner.tsx'
import type { PreviewSize } from './Preview.tsx'

GlobalWorkerOptions.workerSrc = workerUrl

/** Read from the server by as much at a time. */
const chunkBytes = 1024 ** 2

type PdfPreviewProps = { readonly url: string; readonly size: PreviewSize; readonly onFailed: () => void }

export function PdfPreview({ url, size, onFailed }: PdfPreviewProps) {
  const pdf = usePdf(url, onFailed)
  if (pdf === null) return <Spinner />
  const shownCount = size === 'small' ? 1 : pdf.numPages
  return (
    <div className="preview-pages">
      {Array.from({ length: shownCount }, (_, index) => (
        <Page key={index + 1} pdf={pdf} number={index + 1} />
      ))}
    </div>
  )
}

function usePdf(url: string, onFailed: () => void): PDFDocumentProxy | null {
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null)
  useEffect(() => {
    const task = getDocument({
      url,
      rangeChunkSize: chunkBytes,
      isEvalSupported: false,
      useSystemFonts: true,
    })
    let gone = false
    task.promise.then(setPdf, () => {
      if (!gone) onFailed()
    })
    return () => {
      gone = true
      void task.destroy()
    }
    // A new address is a new component.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [url])
  return pdf
}

function Page({ pdf, number }: { readonly pdf: PDFDocumentProxy; readonly number: number }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const element = canvas.current
    if (element === null) return undefined
    const stop = new AbortController()
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return
      observer.disconnect()
      void pdf.getPage(number).then((page) => draw(page, element, stop.signal))
    })
    observer.observe(element)
    return () => {
      observer.disconnect()
      stop.abort()
    }
  }, [pdf, number])
  return <canvas ref={canvas} role="img" aria-label={words.page(number, pdf.numPages)} />
}

/** As wide as its place, as sharp as the screen. */
async function draw(page: PDFPageProxy, canvas: HTMLCanvasElement, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  const widthPx = canvas.clientWidth * window.devicePixelRatio
  const viewport = page.getViewport({ scale: widthPx / page.getViewport({ scale: 1 }).width })
  canvas.width = Math.floor(viewport.width)
  canvas.height = Math.floor(viewport.height)
  const task = page.render({ canvas, viewport })
  signal.addEventListener('abort', () => task.cancel())
  // Cancelled, or a page that can't be drawn: the others may be.
  await task.promise.catch(() => undefined)
}
