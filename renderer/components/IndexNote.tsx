/** One quiet sentence: how much the index knows and how old that is; with the way on where it stands still. */
import { useState } from 'react'
import type { Coverage, IndexState } from '../../shared/model/versionIndex.ts'
import type { BucketRef } from '../../shared/model/selection.ts'
import { isBeingRead, startIndex } from '../data/versionIndex.ts'
import { capitalised } from '../format/counts.ts'
import { useStrata } from '../strata.ts'
import { indexWords as words, readWords } from '../strings/versionIndex.ts'
import { Button } from './Button.tsx'

type IndexNoteProps = {
  readonly bucket: BucketRef
  readonly state: IndexState | null
  /** Of what is shown. */
  readonly coverage: Coverage | null
}

export function IndexNote({ bucket, state, coverage }: IndexNoteProps) {
  const strata = useStrata()
  const [nowMs] = useState(Date.now)
  if (state === null || !state.exists) return null
  const known = coverage ?? state
  const stands = !known.complete && !isBeingRead(state)
  const age = Math.max(nowMs, known.oldestReadMs ?? 0)
  return (
    <>
      <span role="status" className="index-note">
        {capitalised(readWords(state, known, age))}
      </span>
      {stands ? (
        <Button small onPress={() => startIndex(strata, bucket)}>
          {words.goOn}
        </Button>
      ) : null}
    </>
  )
}
