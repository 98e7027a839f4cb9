/** An image, no bigger than it is; its ground shows what is transparent, whether it is drawn in black or in white. */
import { useState, type CSSProperties } from 'react'

type ImagePreviewProps = { readonly url: string; readonly name: string; readonly onFailed: () => void }

/** Drawings fill their place: the size they name means little. */
const isDrawing = (name: string): boolean => /\.svg$/i.test(name)

export function ImagePreview({ url, name, onFailed }: ImagePreviewProps) {
  /** Width by height, once it is loaded. */
  const [ratio, setRatio] = useState<number | null>(null)
  const style: CSSProperties & { '--ratio'?: number } = ratio === null ? {} : { '--ratio': ratio }
  return (
    <img
      className={`${isDrawing(name) ? 'drawing' : ''} ${ratio === null ? '' : 'loaded'}`}
      style={style}
      src={url}
      alt={name}
      draggable={false}
      onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
        setRatio(naturalWidth / Math.max(1, naturalHeight))
      }
      onError={onFailed}
    />
  )
}
