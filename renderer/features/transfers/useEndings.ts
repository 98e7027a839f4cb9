/** Tells when a transfer has ended, unless its list is in sight anyway. */
import { useEffect } from 'react'
import { isOver, type Batch } from '../../../shared/model/transfer.ts'
import { useStrata, type Strata } from '../../strata.ts'
import { endedWords, transferWords as words } from '../../strings/transfers.ts'
import { retryTransfer, wouldReplace } from '../../verbs/retryTransfer.ts'

export function useEndings(): void {
  const strata = useStrata()
  useEffect(() => {
    const { state } = strata.transfers
    // What had ended before the window opened is no news.
    let known = new Set(state.get().batches.filter(isEnded).map(idOf))
    let first = state.get().revision === 0
    return state.subscribe(() => {
      const { batches } = state.get()
      const ended = batches.filter(isEnded)
      if (!first) for (const batch of ended) if (!known.has(idOf(batch))) tell(strata, batch)
      known = new Set(ended.map(idOf))
      first = false
    })
  }, [strata])
}

const isEnded = ({ state }: Batch): boolean => isOver(state)
const idOf = ({ batchId }: Batch): string => batchId

function tell(strata: Strata, batch: Batch): void {
  const { transfers, notices, api } = strata
  const { state, direction, batchId, canReveal, failure } = batch
  if (transfers.panelOpen.get()) return
  if (state === 'failed') {
    notices.tell({
      tone: 'bad',
      text: endedWords.failed(batch),
      details: failure === null ? [] : [failure.message, failure.advice].filter((line) => line !== ''),
      failure,
      action: wouldReplace(batch)
        ? { label: words.replaceShort, run: () => void retryTransfer(strata, batch) }
        : { label: words.show, run: () => transfers.panelOpen.set(true) },
    })
  } else if (state === 'done' && direction === 'down') {
    const reveal = (): void => void api.transfers.reveal({ batchId }).catch(notices.tellFailure)
    notices.tell({
      text: endedWords.downloaded(batch),
      action: canReveal ? { label: words.show, run: reveal } : null,
    })
  } else if (state === 'done') notices.tell({ text: endedWords.uploaded(batch) })
}
