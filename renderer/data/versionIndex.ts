/** What follows from how an index stands: when to ask it again, and how to have it read. */
import { useEffect, useRef } from 'react'
import type { BucketRef } from '../../shared/model/selection.ts'
import type { IndexState } from '../../shared/model/versionIndex.ts'
import type { Strata } from '../strata.ts'

/** Something is being read into it right now. */
export const isBeingRead = (state: IndexState | null): boolean =>
  state !== null && state.exists && (state.phase === 'reading' || state.phase === 'tidying')

/** Makes the index where there is none, and goes on where it was paused. */
export function startIndex({ api, notices }: Strata, { connectionId, bucket }: BucketRef): void {
  api.index.start({ connectionId, bucket }).catch(notices.tellFailure)
}

/** Answers are asked for again so often while the index is still growing. */
export const askedAgainMs = (state: IndexState | null): number | false => (isBeingRead(state) ? 2500 : false)

/** Asks again once a reading has ended, and whenever something else changed what the index holds. */
export function useAskAgain(state: IndexState | null, askAgain: () => unknown): void {
  const latest = useRef(askAgain)
  useEffect(() => {
    latest.current = askAgain
  })
  const { exists = false, sums = null } = state ?? {}
  const standing = isBeingRead(state) ? 'reading' : JSON.stringify([exists, sums])
  const asked = useRef<string | null>(null)
  const isKnown = state !== null
  useEffect(() => {
    if (!isKnown) return
    // The first state is what was asked about anyway.
    if (asked.current !== null && asked.current !== standing) latest.current()
    asked.current = standing
  }, [isKnown, standing])
}
