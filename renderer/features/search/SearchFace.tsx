/** What the search shows where there are no rows: what can be typed, that it looks, that nothing is there, or why not. */
import { SearchX } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import type { SearchQuery } from '../../../shared/model/search.ts'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import type { IndexState } from '../../../shared/model/versionIndex.ts'
import { Button as TextButton } from '../../components/Button.tsx'
import { FailureFace } from '../../components/FailureFace.tsx'
import { FaceBox, PlainFace } from '../../components/PlainFace.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { WayOn } from '../../components/WayOn.tsx'
import type { useSearch } from '../../data/search.ts'
import { isBeingRead, startIndex } from '../../data/versionIndex.ts'
import { failureFrom } from '../../failure.ts'
import { useStrata } from '../../strata.ts'
import { searchHints, searchWords as words } from '../../strings/search.ts'
import { indexWords } from '../../strings/versionIndex.ts'
import './searchFace.css'

type SearchFaceProps = {
  readonly place: PrefixRef
  readonly query: SearchQuery | null
  readonly asked: ReturnType<typeof useSearch>
  readonly state: IndexState | null
  readonly isLooking: boolean
  readonly onType: (typed: string) => void
}

export function SearchFace({ place, query, asked, state, isLooking, onType }: SearchFaceProps) {
  const strata = useStrata()
  if (query === null) return <Hints onType={onType} />
  const failure = asked.error === null ? null : failureFrom(asked.error)
  if (failure?.reason === 'no-index') {
    return (
      <Face title={indexWords.none} advice={indexWords.noneAdvice}>
        <TextButton look="primary" onPress={() => startIndex(strata, place)}>
          {indexWords.read}
        </TextButton>
      </Face>
    )
  }
  if (failure !== null) {
    return (
      <FaceBox className="search-face">
        <FailureFace
          failure={failure}
          onRetry={() => void asked.refetch()}
          wayOn={<WayOn failure={failure} connectionId={place.connectionId} />}
        />
      </FaceBox>
    )
  }
  if (isLooking || asked.isPlaceholderData) {
    return (
      <FaceBox className="search-face">
        <Spinner label={words.loading} />
      </FaceBox>
    )
  }
  return isBeingRead(state) ? (
    <Face title={words.noneYet} advice={words.noneYetAdvice} />
  ) : (
    <Face title={words.none} advice={words.noneAdvice} />
  )
}

type FaceProps = { readonly title: string; readonly advice: string; readonly children?: ReactNode }

const Face = ({ title, advice, children }: FaceProps) => (
  <PlainFace
    className="search-face"
    icon={<SearchX size={28} strokeWidth={1.5} aria-hidden />}
    title={title}
    advice={advice}
  >
    {children}
  </PlainFace>
)

const Hints = ({ onType }: { readonly onType: (typed: string) => void }) => (
  <section className="search-hints" aria-label={words.hintsTitle}>
    <h3>{words.hintsTitle}</h3>
    <ul>
      {searchHints.map(({ text, means }) => (
        <li key={text}>
          <Button className="mono" onPress={() => onType(text)}>
            {text}
          </Button>
          <span>{means}</span>
        </li>
      ))}
    </ul>
  </section>
)
