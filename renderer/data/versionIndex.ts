/** How the index of a bucket stands, as long as somebody looks. */
import { useEffect, useRef, useState } from 'react'
import type { Failure } from '../../shared/failure.ts'
import type { BucketRef } from '../../shared/model/selection.ts'
import type { IndexState } from '../../shared/model/versionIndex.ts'
import { follow } from '../link/follow.ts'
import { useStrata, type Strata } from '../strata.ts'

type Told = { readonly state: IndexState | null; readonly failure: Failure | null }

/** `state` null until the first answer. */
export function useIndexState({ connectionId, bucket }: BucketRef): Told {
  const { api, link } = useStrata()
  const [told, setTold] = useState<Told>({ state: null, failure: null })
  useEffect(() => {
    const stop = new AbortController()
    void follow(
      link,
      {
        open: (signal) => api.index.watch({ connectionId, bucket }, { signal }),
        onEvent: (state) => setTold({ state, failure: null }),
        onFailure: (failure) => setTold(({ state }) => ({ state, failure })),
      },
      stop.signal,
    )
    return () => stop.abort()
  }, [api, link, connectionId, bucket])
  return told
}

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
