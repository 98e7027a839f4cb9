/** A film; small, it stands beside whatever is selected, and nothing of it is read until somebody plays it. */
import { Play } from 'lucide-react'
import { useState } from 'react'
import { previewWords as words } from '../../strings/preview.ts'
import { Button } from '../Button.tsx'
import type { PreviewSize } from './Preview.tsx'

type VideoPreviewProps = {
  readonly url: string
  readonly name: string
  readonly size: PreviewSize
  readonly onFailed: () => void
}

/** The keyboard was on the button that gave way to it. */
const takeFocus = (element: HTMLVideoElement | null): void => element?.focus()

export function VideoPreview({ url, name, size, onFailed }: VideoPreviewProps) {
  const [isAsked, setIsAsked] = useState(false)
  if (size === 'small' && !isAsked) {
    return (
      <div className="preview-play">
        <Button onPress={() => setIsAsked(true)}>
          <Play size={14} aria-hidden />
          {words.play}
        </Button>
      </div>
    )
  }
  return (
    // What a bucket holds comes without captions.
    // oxlint-disable-next-line jsx-a11y/media-has-caption
    <video
      controls
      autoPlay={isAsked}
      preload="metadata"
      src={url}
      aria-label={name}
      ref={isAsked ? takeFocus : null}
      onError={onFailed}
    />
  )
}
