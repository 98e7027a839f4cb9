/** A name with the words that were searched for marked in it. */
import { nameParts } from '../../format/names.ts'
import { markedParts } from './markedParts.ts'

type MarkedNameProps = { readonly text: string; readonly words: readonly string[] }

export function MarkedName({ text, words }: MarkedNameProps) {
  const parts = nameParts(text).flatMap((part) =>
    part.odd
      ? [{ text: part.text, look: 'odd' as const }]
      : markedParts(part.text, words).map(({ text, marked }) => ({
          text,
          look: marked ? ('marked' as const) : ('plain' as const),
        })),
  )
  return (
    <bdi>
      {parts.map(({ text, look }, index) => {
        // Parts of one name never move among each other.
        const key = index
        if (look === 'odd')
          return (
            <span key={key} className="odd">
              {text}
            </span>
          )
        return look === 'marked' ? <mark key={key}>{text}</mark> : text
      })}
    </bdi>
  )
}
