/** Trying a draft: its steps as they come, what ended it, and the way to stop. */
import { useEffect, useRef, useState } from 'react'
import type { Failure } from '../../../shared/failure.ts'
import type { ConnectionDraft } from '../../../shared/model/connection.ts'
import type { ConnectionTest } from '../../../shared/model/connectionTest.ts'
import { failureFrom } from '../../failure.ts'
import { useStrata } from '../../strata.ts'

export type TestRun = {
  readonly result: ConnectionTest | null
  readonly failure: Failure | null
  readonly running: boolean
}

const none: TestRun = { result: null, failure: null, running: false }

/** Whether the server was reached and knows us: then saving makes sense. */
export const isSignedIn = ({ result }: TestRun): boolean =>
  result !== null &&
  result.over &&
  result.steps.every(({ step, state }) => state !== 'failed' || (step !== 'reach' && step !== 'sign-in'))

export function useConnectionTest() {
  const { api } = useStrata()
  const [run, setRun] = useState(none)
  const abort = useRef<AbortController>(null)
  useEffect(() => () => abort.current?.abort(), [])

  const stop = (): void => {
    abort.current?.abort()
    setRun((before) => ({ ...before, running: false }))
  }
  /** Resolves with how it ended. */
  const test = async (draft: ConnectionDraft): Promise<TestRun> => {
    abort.current?.abort()
    const mine = new AbortController()
    abort.current = mine
    let last: TestRun = { result: null, failure: null, running: true }
    const show = (next: TestRun): void => {
      last = next
      if (!mine.signal.aborted) setRun(next)
    }
    show(last)
    try {
      for await (const result of await api.connections.test(draft, { signal: mine.signal })) {
        show({ ...last, result })
      }
      show({ ...last, running: false })
    } catch (error) {
      show({ ...last, failure: mine.signal.aborted ? null : failureFrom(error), running: false })
    }
    return last
  }
  const reset = (): void => {
    stop()
    setRun(none)
  }
  return { run, test, stop, reset }
}
