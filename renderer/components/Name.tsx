/** A name of the bucket's own making, shown truthfully: isolated from the text around it, symbols for what is unseen. */
import { nameParts } from '../format/names.ts'

export function Name({ text, title }: { readonly text: string; readonly title?: string }) {
  const parts = nameParts(text)
  return (
    <bdi title={title}>
      {parts.map((part, index) =>
        part.odd ? (
          // Parts of one name never move among each other.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={index} className="odd">
            {part.text}
          </span>
        ) : (
          part.text
        ),
      )}
    </bdi>
  )
}
