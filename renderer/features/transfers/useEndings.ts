/** Tells when a transfer has ended or needs somebody's word, unless its list is in sight anyway. */
import { useEffect } from 'react'
import type { Failure } from '../../../shared/failure.ts'
import { isOver, type Batch } from '../../../shared/model/transfer.ts'
import { useStrata, type Strata } from '../../strata.ts'
import { endedWords } from '../../strings/transferEndings.ts'
import { transferWords as words } from '../../strings/transfers.ts'
import { resumeTransfers } from '../../verbs/pauseTransfers.ts'
import { retryTransfer, wouldReplace } from '../../verbs/retryTransfer.ts'
import { isAsking, standingOf } from './standing.ts'

/** The notice of each batch that was told; null: none was needed. */
type Told = ReadonlyMap<string, number | null>

export function useEndings(): void {
  const strata = useStrata()
  useEffect(() => {
    const { transfers, notices } = strata
    let ended: Told | null = null
    let asking: Told = new Map()
    let stopped: Told = new Map()
    const look = (): void => {
      const { batches } = transfers.state.get()
      const over = batches.filter(({ state }) => isOver(state))
      // What had ended before the window opened is no news.
      const isNews = ended !== null
      ended = follow(strata, over, ended, (batch) => (isNews ? tell(strata, batch) : null))
      asking = follow(strata, batches.filter(isAsking), asking, (batch) => tellAsking(strata, batch))
      const still = batches.filter((batch) => standingOf(batch) === 'stopped')
      stopped = follow(strata, still, stopped, (batch) => tellStopped(strata, batch))
    }
    const seen = (): void => {
      if (!transfers.panelOpen.get()) return
      for (const notice of [...(ended?.values() ?? []), ...asking.values(), ...stopped.values()]) {
        if (notice !== null) notices.dismiss(notice)
      }
    }
    // Until the first answer nothing is known, not even that there is nothing.
    if (transfers.state.get().revision > 0) look()
    const stops = [transfers.state.subscribe(look), transfers.panelOpen.subscribe(seen)]
    return () => {
      for (const stop of stops) stop()
    }
  }, [strata])
}

/** Tells what is new among them; what was told of those that are gone holds no more. */
function follow(
  { notices }: Strata,
  batches: readonly Batch[],
  before: Told | null,
  tellNew: (batch: Batch) => number | null,
): Told {
  const told = new Map(
    batches.map((batch) => {
      const known = before?.get(batch.batchId)
      return [batch.batchId, known === undefined ? tellNew(batch) : known]
    }),
  )
  for (const [batchId, notice] of before ?? []) {
    if (notice !== null && !told.has(batchId)) notices.dismiss(notice)
  }
  return told
}

/** Answers with the notice's id; null where there is nothing to tell. */
function tell(strata: Strata, batch: Batch): number | null {
  const { transfers, notices, api } = strata
  const { state, direction, batchId, canReveal, failure } = batch
  if (transfers.panelOpen.get()) return null
  if (state === 'failed') return tellFailed(strata, batch, failure)
  if (state === 'skipped') return notices.tell({ text: endedWords.skipped(batch) })
  if (state !== 'done') return null
  const details = endedWords.skippedLine(batch)
  if (direction === 'up') return notices.tell({ text: endedWords.uploaded(batch), details })
  if (direction === 'copy') return notices.tell({ text: endedWords.copied(batch), details })
  const reveal = (): void => void api.transfers.reveal({ batchId, itemId: null }).catch(notices.tellFailure)
  return notices.tell({
    text: endedWords.downloaded(batch),
    details,
    action: canReveal ? { label: words.show, run: reveal } : null,
  })
}

function tellAsking({ transfers, notices, sheets }: Strata, batch: Batch): number | null {
  if (transfers.panelOpen.get()) return null
  const { batchId } = batch
  return notices.tell({
    tone: 'warn',
    text: endedWords.asking(batch),
    details: [endedWords.askingDetail(batch)],
    action: { label: words.decide, run: () => sheets.open({ kind: 'collisions', batchId }) },
  })
}

function tellStopped(strata: Strata, batch: Batch): number | null {
  const { transfers, notices } = strata
  const { batchId, failure } = batch
  if (transfers.panelOpen.get()) return null
  return notices.tell({
    tone: 'bad',
    text: endedWords.stopped(batch),
    details: linesOf(failure),
    failure,
    action: { label: words.resumeShort, run: () => resumeTransfers(strata, batchId) },
  })
}

const linesOf = (failure: Failure | null): readonly string[] =>
  failure === null ? [] : [failure.message, failure.advice].filter((line) => line !== '')

function tellFailed(strata: Strata, batch: Batch, failure: Failure | null): number {
  return strata.notices.tell({
    tone: 'bad',
    text: endedWords.failed(batch),
    details: linesOf(failure),
    failure,
    action: wouldReplace(batch)
      ? { label: words.replaceShort, run: () => void retryTransfer(strata, batch) }
      : { label: words.show, run: () => strata.transfers.panelOpen.set(true) },
  })
}
