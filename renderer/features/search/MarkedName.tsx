/** A name with the words that were searched for marked in it. */
import { nameParts } from '../../format/names.ts'
import { markedParts } from './markedParts.ts'

type MarkedNameProps = { readonly text: string; readonly words: readonly string[] }

type Part = { readonly text: string; readonly look: 'odd' | 'marked' | 'plain' }

export function MarkedName({ text, words }: MarkedNameProps) {
  return (
    <bdi>
      {partsOf(text, words).map(({ text, look }, index) => {
        // Parts of one name never move among each other.
        const key = index
        if (look === 'plain') return text
        return look === 'marked' ? (
          <mark key={key}>{text}</mark>
        ) : (
          <span key={key} className="odd">
            {text}
          </span>
        )
      })}
    </bdi>
  )
}

const partsOf = (text: string, words: readonly string[]): readonly Part[] =>
  nameParts(text).flatMap((part): readonly Part[] =>
    part.odd
      ? [{ text: part.text, look: 'odd' }]
      : markedParts(part.text, words).map(({ text, marked }) => ({
          text,
          look: marked ? 'marked' : 'plain',
        })),
  )
