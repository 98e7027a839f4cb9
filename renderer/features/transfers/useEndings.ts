/** Tells when a transfer has ended, unless its list is in sight anyway. */
import { useEffect } from 'react'
import type { Failure } from '../../../shared/failure.ts'
import { isOver, type Batch } from '../../../shared/model/transfer.ts'
import { useStrata, type Strata } from '../../strata.ts'
import { endedWords, transferWords as words } from '../../strings/transfers.ts'
import { retryTransfer, wouldReplace } from '../../verbs/retryTransfer.ts'

export function useEndings(): void {
  const strata = useStrata()
  useEffect(() => {
    const { transfers, notices } = strata
    /** The notice of each batch that has ended; null: none was needed. */
    let told: ReadonlyMap<string, number | null> | null = null
    const look = (): void => {
      const before = told
      const ended = transfers.state.get().batches.filter(({ state }) => isOver(state))
      told = new Map(
        ended.map((batch) => {
          const known = before?.get(batch.batchId)
          // What had ended before the window opened is no news.
          const isNew = before !== null && known === undefined
          return [batch.batchId, isNew ? tell(strata, batch) : (known ?? null)]
        }),
      )
      // Tried again, or off the list: what was told of it holds no more.
      for (const [batchId, notice] of before ?? []) {
        if (notice !== null && !told.has(batchId)) notices.dismiss(notice)
      }
    }
    const seen = (): void => {
      if (!transfers.panelOpen.get()) return
      for (const notice of told?.values() ?? []) if (notice !== null) notices.dismiss(notice)
    }
    // Until the first answer nothing is known, not even that there is nothing.
    if (transfers.state.get().revision > 0) look()
    const stops = [transfers.state.subscribe(look), transfers.panelOpen.subscribe(seen)]
    return () => {
      for (const stop of stops) stop()
    }
  }, [strata])
}

/** Answers with the notice's id; null where there is nothing to tell. */
function tell(strata: Strata, batch: Batch): number | null {
  const { transfers, notices, api } = strata
  const { state, direction, batchId, canReveal, failure } = batch
  if (transfers.panelOpen.get()) return null
  if (state === 'failed') return tellFailed(strata, batch, failure)
  if (state !== 'done') return null
  if (direction === 'up') return notices.tell({ text: endedWords.uploaded(batch) })
  const reveal = (): void => void api.transfers.reveal({ batchId }).catch(notices.tellFailure)
  return notices.tell({
    text: endedWords.downloaded(batch),
    action: canReveal ? { label: words.show, run: reveal } : null,
  })
}

function tellFailed(strata: Strata, batch: Batch, failure: Failure | null): number {
  return strata.notices.tell({
    tone: 'bad',
    text: endedWords.failed(batch),
    details: failure === null ? [] : [failure.message, failure.advice].filter((line) => line !== ''),
    failure,
    action: wouldReplace(batch)
      ? { label: words.replaceShort, run: () => void retryTransfer(strata, batch) }
      : { label: words.show, run: () => strata.transfers.panelOpen.set(true) },
  })
}
