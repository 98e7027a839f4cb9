/** A look at the bytes of a version, small beside its history or big over the window. */
import { FileQuestionMark } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { Preview as PreviewModel } from '../../../shared/model/preview.ts'
import { previewWords as words, whyNoPreview } from '../../strings/preview.ts'
import { Spinner } from '../Spinner.tsx'
import './preview.css'

const TextPreview = lazy(async () => ({ default: (await import('./TextPreview.tsx')).TextPreview }))
const PdfPreview = lazy(async () => ({ default: (await import('./PdfPreview.tsx')).PdfPreview }))

export type PreviewSize = 'small' | 'big'

type PreviewProps = {
  readonly preview: PreviewModel
  readonly name: string
  readonly size: PreviewSize
  /** Its address is not known any more: another one is to be asked for. */
  readonly onExpired: () => void
}

export function Preview({ preview, name, size, onExpired }: PreviewProps) {
  /** Addresses that gave nothing: the first time it may just have expired. */
  const [failed, setFailed] = useState<readonly string[]>([])
  if (preview.kind === 'none') return <NoPreview why={whyNoPreview[preview.why]} />
  const { url } = preview
  if (failed.includes(url) || failed.length > 1) {
    return <NoPreview why={`${words.failed} ${words.failedAdvice}`} />
  }
  const onFailed = (): void => {
    setFailed([...failed, url])
    if (failed.length === 0) onExpired()
  }
  return (
    <div className={`preview ${preview.kind} ${size}`}>
      <Suspense fallback={<Spinner />}>
        <Shown key={url} preview={preview} name={name} size={size} onFailed={onFailed} />
      </Suspense>
    </div>
  )
}

type ShownProps = Omit<PreviewProps, 'onExpired' | 'preview'> & {
  readonly preview: Exclude<PreviewModel, { kind: 'none' }>
  readonly onFailed: () => void
}

function Shown({ preview, name, size, onFailed }: ShownProps) {
  switch (preview.kind) {
    case 'image':
      return <img src={preview.url} alt={name} draggable={false} onError={onFailed} />
    case 'audio':
      // What a bucket holds comes without captions.
      // oxlint-disable-next-line jsx-a11y/media-has-caption
      return <audio controls src={preview.url} aria-label={name} onError={onFailed} />
    case 'video':
      return (
        // oxlint-disable-next-line jsx-a11y/media-has-caption
        <video controls preload="metadata" src={preview.url} aria-label={name} onError={onFailed} />
      )
    case 'text':
      return (
        <TextPreview
          url={preview.url}
          name={name}
          size={size}
          shownBytes={preview.shownBytes}
          onFailed={onFailed}
        />
      )
    case 'pdf':
      return <PdfPreview url={preview.url} size={size} onFailed={onFailed} />
  }
}

const NoPreview = ({ why }: { readonly why: string }) => (
  <p className="preview-none">
    <FileQuestionMark size={24} strokeWidth={1.5} aria-hidden />
    {why}
  </p>
)
