/** A look at the bytes of a version, small beside its history or big over the window. */
import { lazy, Suspense } from 'react'
import type { Preview as PreviewModel } from '../../../shared/model/preview.ts'
import { previewWords as words, whyNoPreview } from '../../strings/preview.ts'
import { Spinner } from '../Spinner.tsx'
import { ImagePreview } from './ImagePreview.tsx'
import { NoPreview } from './NoPreview.tsx'
import { useWorkingPreview } from './useWorkingPreview.ts'
import { VideoPreview } from './VideoPreview.tsx'
import './preview.css'

const TextPreview = lazy(async () => ({ default: (await import('./TextPreview.tsx')).TextPreview }))
const PdfPreview = lazy(async () => ({ default: (await import('./PdfPreview.tsx')).PdfPreview }))

export type PreviewSize = 'small' | 'big'

type PreviewProps = {
  /** Says whether two previews are of the same bytes: then the one that is shown stays. */
  readonly identity: string
  readonly preview: PreviewModel
  readonly name: string
  /** Of the whole version; null where nobody knows. */
  readonly sizeBytes: number | null
  readonly size: PreviewSize
  /** Its address is not known any more: asks for another one. */
  readonly onExpired: () => Promise<PreviewModel | null>
}

export const Preview = ({ identity, ...props }: PreviewProps) => <Look key={identity} {...props} />

function Look({ preview, onExpired, ...props }: Omit<PreviewProps, 'identity'>) {
  const { working, onFailed } = useWorkingPreview(preview, onExpired)
  if (working === 'asking') return <Spinner />
  if (working === 'failed') return <NoPreview why={`${words.failed} ${words.failedAdvice}`} />
  if (working.kind === 'none') return <NoPreview why={whyNoPreview[working.why]} />
  return (
    <div className={`preview ${working.kind} ${props.size}`}>
      <Suspense fallback={<Spinner />}>
        <Shown key={working.url} preview={working} onFailed={onFailed} {...props} />
      </Suspense>
    </div>
  )
}

type ShownProps = Omit<PreviewProps, 'identity' | 'onExpired' | 'preview'> & {
  readonly preview: Exclude<PreviewModel, { kind: 'none' }>
  readonly onFailed: () => void
}

function Shown({ preview, name, sizeBytes, size, onFailed }: ShownProps) {
  const { kind, url } = preview
  switch (kind) {
    case 'image':
      return <ImagePreview url={url} name={name} onFailed={onFailed} />
    case 'audio':
      return (
        // What a bucket holds comes without captions.
        // oxlint-disable-next-line jsx-a11y/media-has-caption
        <audio
          controls
          // Small, it stands beside whatever is selected: nothing is read until somebody plays it.
          preload={size === 'small' ? 'none' : 'metadata'}
          src={url}
          aria-label={name}
          onError={onFailed}
        />
      )
    case 'video':
      return <VideoPreview url={url} name={name} size={size} onFailed={onFailed} />
    case 'text': {
      const cutAtBytes = sizeBytes !== null && sizeBytes > preview.shownBytes ? preview.shownBytes : null
      return <TextPreview url={url} name={name} size={size} cutAtBytes={cutAtBytes} onFailed={onFailed} />
    }
    case 'pdf':
      return <PdfPreview url={url} size={size} onFailed={onFailed} />
  }
}
