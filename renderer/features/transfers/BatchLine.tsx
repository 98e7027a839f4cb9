/** One upload, download or copy: how it stands, and its files when it is opened. */
import { ArrowDownToLine, ArrowRightToLine, ArrowUpFromLine } from 'lucide-react'
import { useState, type KeyboardEvent, type MouseEvent } from 'react'
import { isOver, type Batch } from '../../../shared/model/transfer.ts'
import { useStore } from '../../state/store.ts'
import type { Handover } from '../../state/transfers.ts'
import { useStrata } from '../../strata.ts'
import { batchLines, handingOverLines, titleOf, transferWords as words } from '../../strings/transfers.ts'
import { cancelTransfer } from '../../verbs/cancelTransfer.ts'
import { removeTransfer } from '../../verbs/removeTransfer.ts'
import { BatchActions } from './BatchActions.tsx'
import { batchMenu } from './batchMenu.ts'
import { fractionOf } from './fractionOf.ts'
import { isAsking, standingOf } from './standing.ts'
import { TransferItems } from './TransferItems.tsx'
import { TransferLayout, type Bar } from './TransferLayout.tsx'
import { useNow } from './useNow.ts'

const icons = { up: ArrowUpFromLine, down: ArrowDownToLine, copy: ArrowRightToLine } as const

export function BatchLine({ batch }: { readonly batch: Batch }) {
  const strata = useStrata()
  const [isOpen, setOpen] = useState(false)
  const nowMs = useNow(batch.waiting !== null)
  const standing = standingOf(batch)
  const handover = useHandover(batch)
  const Icon = icons[batch.direction]
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return
    event.preventDefault()
    if (!isOver(batch.state)) return void cancelTransfer(strata, batch, 'always')
    removeTransfer(strata, batch)
  }
  const onContextMenu = (event: MouseEvent): void => {
    event.preventDefault()
    strata.contextMenu.set({
      label: words.moreOf(batch.title),
      groups: batchMenu(strata, batch),
      x: event.clientX,
      y: event.clientY,
    })
  }
  return (
    // The same menu is behind a button of the line.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li onContextMenu={onContextMenu}>
      <TransferLayout
        icon={<Icon size={15} aria-label={words[batch.direction]} />}
        title={titleOf(batch)}
        place={batch.place}
        lines={handover === null ? batchLines(batch, standing, nowMs) : handingOverLines(handover)}
        isAsking={isAsking(batch)}
        bar={handover === null ? barOf(batch) : { tone: 'running', progressFraction: fractionOf(handover) }}
        rates={standing === 'running' ? batch.rates : []}
        isOpen={isOpen}
        onToggle={() => setOpen(!isOpen)}
        onKeyDown={onKeyDown}
        actions={<BatchActions batch={batch} />}
      />
      {isOpen ? <TransferItems batch={batch} /> : null}
    </li>
  )
}

/** The window still hands over the first of its files: there is nothing else to tell yet. */
function useHandover({ batchId, state }: Batch): Handover | null {
  const handovers = useStore(useStrata().transfers.handovers)
  if (state !== 'preparing') return null
  return handovers.find((each) => each.batchId === batchId && each.failure === null) ?? null
}

function barOf(batch: Batch): Bar {
  const progressFraction = fractionOf(batch)
  switch (standingOf(batch)) {
    case 'running':
      return { tone: 'running', progressFraction: batch.counting ? null : progressFraction }
    case 'waiting':
      return { tone: 'running', progressFraction }
    case 'asking':
    case 'retrying':
      return { tone: 'waiting', progressFraction }
    case 'paused':
    case 'cancelled':
      return { tone: 'stopped', progressFraction }
    case 'done':
      return { tone: batch.state === 'skipped' ? 'stopped' : 'done', progressFraction: 1 }
    case 'stopped':
    case 'failed':
      return { tone: 'failed', progressFraction }
  }
}
