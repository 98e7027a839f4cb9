/** What is on its way, in the status line; a click opens the list. */
import {
  ArrowDownToLine,
  ArrowRightToLine,
  ArrowUpDown,
  ArrowUpFromLine,
  CircleHelp,
  CloudOff,
  Pause,
  TriangleAlert,
} from 'lucide-react'
import { Button } from 'react-aria-components'
import { isOver } from '../../../shared/model/transfer.ts'
import { ProgressBar } from '../../components/ProgressBar.tsx'
import { useStrata } from '../../strata.ts'
import { activeLine, failedLine, type Active } from '../../strings/transferSums.ts'
import { transferWords as words } from '../../strings/transfers.ts'
import { activeOf } from './activeOf.ts'
import { useTransfers } from './useTransfers.ts'
import './transfersStatus.css'

export function TransfersStatus() {
  const { transfers } = useStrata()
  const { batches, handovers } = useTransfers()
  const active = activeOf(
    batches.filter(({ state }) => !isOver(state)),
    handovers.filter(({ failure }) => failure === null),
  )
  const failedCount =
    batches.filter(({ state }) => state === 'failed').length +
    handovers.filter(({ failure }) => failure !== null).length
  const toggle = (): void => transfers.panelOpen.update((open) => !open)
  if (active !== null) return <ActiveStatus active={active} onPress={toggle} />
  if (failedCount === 0) return null
  return (
    <Button className="transfers-status failed" onPress={toggle}>
      <TriangleAlert size={13} aria-hidden />
      <span>{failedLine(failedCount)}</span>
    </Button>
  )
}

type ActiveStatusProps = { readonly active: Active; readonly onPress: () => void }

function ActiveStatus({ active, onPress }: ActiveStatusProps) {
  const { sizeBytes, doneBytes, counting, movingCount, stoppedCount } = active
  const isStill = movingCount === 0
  const wantsLook = isStill && active.askingCount + active.retryingCount > 0
  const look = stoppedCount > 0 ? 'failed' : wantsLook ? 'asking' : ''
  return (
    <Button className={`transfers-status ${look}`} onPress={onPress}>
      <StatusIcon active={active} />
      <span>{activeLine(active)}</span>
      <ProgressBar
        label={words.allProgress}
        tone={!isStill ? 'running' : look === 'failed' ? 'failed' : wantsLook ? 'waiting' : 'stopped'}
        progressFraction={sizeBytes === 0 || (counting && !isStill) ? null : doneBytes / sizeBytes}
      />
    </Button>
  )
}

function StatusIcon({ active }: { readonly active: Active }) {
  const { upCount, downCount, copyCount, movingCount, askingCount, retryingCount, pausedCount } = active
  if (active.stoppedCount > 0) return <TriangleAlert size={13} aria-hidden />
  if (askingCount > 0) return <CircleHelp size={13} className="asking" aria-hidden />
  if (movingCount === 0 && retryingCount > 0) return <CloudOff size={13} aria-hidden />
  if (movingCount === 0 && pausedCount > 0) return <Pause size={13} aria-hidden />
  if (downCount + copyCount === 0) return <ArrowUpFromLine size={13} aria-hidden />
  if (upCount + copyCount === 0) return <ArrowDownToLine size={13} aria-hidden />
  if (upCount + downCount === 0) return <ArrowRightToLine size={13} aria-hidden />
  return <ArrowUpDown size={13} aria-hidden />
}
