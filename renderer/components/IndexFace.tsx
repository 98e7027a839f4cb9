/** What a view that is drawn from the index shows while it has nothing: not read yet, being read, or why not. */
import { DatabaseZap } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Failure } from '../../shared/failure.ts'
import type { BucketRef } from '../../shared/model/selection.ts'
import type { IndexState } from '../../shared/model/versionIndex.ts'
import { isBeingRead, startIndex } from '../data/versionIndex.ts'
import { useStrata } from '../strata.ts'
import { indexWords as words } from '../strings/versionIndex.ts'
import { inventoryWords } from '../strings/inventory.ts'
import { Button } from './Button.tsx'
import { FailureFace } from './FailureFace.tsx'
import { FaceBox, PlainFace } from './PlainFace.tsx'
import { Spinner } from './Spinner.tsx'
import { WayOn } from './WayOn.tsx'
import './indexFace.css'

type IndexFaceProps = {
  readonly bucket: BucketRef
  readonly state: IndexState | null
  readonly failure: Failure | null
  readonly isLoading: boolean
  readonly loading: string
  readonly onRetry: () => void
  /** There is nothing, and that is all there is to say. */
  readonly empty: { readonly icon: ReactNode; readonly title: string; readonly advice: string }
}

export function IndexFace({ bucket, state, failure, isLoading, loading, onRetry, empty }: IndexFaceProps) {
  const strata = useStrata()
  const isMissing = failure?.reason === 'no-index' || state?.exists === false
  if (isMissing && !isBeingRead(state)) {
    return (
      <PlainFace
        className="index-face"
        icon={<DatabaseZap size={28} strokeWidth={1.5} aria-hidden />}
        title={words.none}
        advice={words.noneAdvice}
      >
        <Button look="primary" onPress={() => startIndex(strata, bucket)}>
          {words.read}
        </Button>
        <Button onPress={() => strata.sheets.open({ kind: 'inventory', bucket: bucketOf(bucket) })}>
          {inventoryWords.menu}
        </Button>
      </PlainFace>
    )
  }
  const shown = failure?.reason === 'no-index' ? null : (failure ?? readingFailure(state))
  if (shown !== null) {
    return (
      <FaceBox className="index-face">
        <FailureFace
          failure={shown}
          onRetry={() => {
            if (failure === null) startIndex(strata, bucket)
            else onRetry()
          }}
          wayOn={<WayOn failure={shown} connectionId={bucket.connectionId} />}
        />
      </FaceBox>
    )
  }
  if (isLoading) {
    return (
      <FaceBox className="index-face">
        <Spinner label={loading} />
      </FaceBox>
    )
  }
  if (isBeingRead(state))
    return (
      <PlainFace
        className="index-face"
        icon={<Spinner />}
        title={words.beginning}
        advice={words.beginningAdvice}
      />
    )
  return <PlainFace className="index-face" {...empty} />
}

const bucketOf = ({ connectionId, bucket }: BucketRef): BucketRef => ({ connectionId, bucket })

const readingFailure = (state: IndexState | null): Failure | null =>
  state !== null && !state.complete && state.phase === 'failed' ? state.failure : null
