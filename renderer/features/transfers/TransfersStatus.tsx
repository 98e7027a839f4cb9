/** What is on its way, in the status line; a click opens the list. */
import { ArrowDownToLine, ArrowUpDown, ArrowUpFromLine, TriangleAlert } from 'lucide-react'
import { Button } from 'react-aria-components'
import { isOver, type Batch } from '../../../shared/model/transfer.ts'
import { ProgressBar } from '../../components/ProgressBar.tsx'
import { useStore } from '../../state/store.ts'
import type { Handover } from '../../state/transfers.ts'
import { useStrata } from '../../strata.ts'
import { activeLine, failedLine, transferWords as words, type Active } from '../../strings/transfers.ts'
import './transfersStatus.css'

export function TransfersStatus() {
  const { transfers } = useStrata()
  const { batches } = useStore(transfers.state)
  const handovers = useStore(transfers.handovers)
  const active = activeOf(
    batches.filter(({ state }) => !isOver(state)),
    handovers.filter(({ failure }) => failure === null),
  )
  const failedCount =
    batches.filter(({ state }) => state === 'failed').length +
    handovers.filter(({ failure }) => failure !== null).length
  const toggle = (): void => transfers.panelOpen.update((open) => !open)
  if (active !== null) {
    const { sizeBytes, doneBytes, counting } = active
    return (
      <Button className="transfers-status" onPress={toggle}>
        <DirectionIcon active={active} />
        <span>{activeLine(active)}</span>
        <ProgressBar
          label={words.allProgress}
          progressFraction={counting || sizeBytes === 0 ? null : doneBytes / sizeBytes}
        />
      </Button>
    )
  }
  if (failedCount === 0) return null
  return (
    <Button className="transfers-status failed" onPress={toggle}>
      <TriangleAlert size={13} aria-hidden />
      <span>{failedLine(failedCount)}</span>
    </Button>
  )
}

function DirectionIcon({ active: { upCount, downCount } }: { readonly active: Active }) {
  if (downCount === 0) return <ArrowUpFromLine size={13} aria-hidden />
  return upCount === 0 ? <ArrowDownToLine size={13} aria-hidden /> : <ArrowUpDown size={13} aria-hidden />
}

/** All of them as one; null when nothing is on its way. */
function activeOf(batches: readonly Batch[], handovers: readonly Handover[]): Active | null {
  const all = [...batches, ...handovers]
  if (all.length === 0) return null
  const downCount = batches.filter(({ direction }) => direction === 'down').length
  const sum = (of: (moving: Batch | Handover) => number) => all.reduce((total, each) => total + of(each), 0)
  const sizeBytes = sum((each) => each.sizeBytes)
  const doneBytes = sum((each) => each.doneBytes)
  const counting = all.some((each) => each.counting)
  const rate = sum((each) => each.bytesPerSecond ?? 0)
  return {
    upCount: all.length - downCount,
    downCount,
    movingCount: handovers.length + batches.filter(({ state }) => state !== 'queued').length,
    sizeBytes,
    doneBytes,
    counting,
    bytesPerSecond: rate > 0 ? rate : null,
    secondsLeft: rate > 0 && !counting ? (sizeBytes - doneBytes) / rate : null,
  }
}
