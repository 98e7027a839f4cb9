/** One page of a PDF: drawn when it comes near, let go when it is far, so a thick book needs no more than a thin one. */
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import { useEffect, useRef, useState } from 'react'
import { previewWords as words } from '../../strings/preview.ts'

type PdfPageProps = {
  readonly pdf: PDFDocumentProxy
  readonly number: number
  /** Width by height, until the page itself is known. */
  readonly likelyRatio: number
}

export function PdfPage({ pdf, number, likelyRatio }: PdfPageProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [ratio, setRatio] = useState(likelyRatio)
  useEffect(() => {
    const element = canvas.current
    if (element === null) return undefined
    let stop = new AbortController()
    const draw = async (signal: AbortSignal): Promise<void> => {
      const page = await pdf.getPage(number)
      const { width, height } = page.getViewport({ scale: 1 })
      setRatio(width / height)
      await drawPage(page, element, signal)
    }
    const observer = new IntersectionObserver(
      (entries) => {
        stop.abort()
        stop = new AbortController()
        // A page that can't be drawn stays white; the others may be whole.
        if (entries.at(-1)?.isIntersecting === true) draw(stop.signal).catch(() => undefined)
        else element.width = 0
      },
      { root: element.parentElement, rootMargin: '100% 0px' },
    )
    observer.observe(element)
    return () => {
      observer.disconnect()
      stop.abort()
    }
  }, [pdf, number])
  return (
    <canvas
      ref={canvas}
      style={{ aspectRatio: ratio }}
      role="img"
      aria-label={words.page(number, pdf.numPages)}
    />
  )
}

/** As wide as its place, as sharp as the screen. */
async function drawPage(page: PDFPageProxy, canvas: HTMLCanvasElement, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  const widthPx = canvas.clientWidth * window.devicePixelRatio
  const viewport = page.getViewport({ scale: widthPx / page.getViewport({ scale: 1 }).width })
  canvas.width = Math.floor(viewport.width)
  canvas.height = Math.floor(viewport.height)
  const task = page.render({ canvas, viewport })
  signal.addEventListener('abort', () => task.cancel())
  await task.promise
}
