/** A look at the bytes of a version. */
import type { Preview as PreviewModel } from '../../../shared/model/preview.ts'

type PreviewProps = {
  readonly preview: PreviewModel
  readonly name: string
  readonly size: 'small' | 'big'
  /** Its address is not known any more. */
  readonly onExpired: () => void
}

export function Preview({ preview, name, onExpired }: PreviewProps) {
  if (preview.kind === 'image') return <img src={preview.url} alt={name} onError={onExpired} />
  return <p>{preview.kind}</p>
}
