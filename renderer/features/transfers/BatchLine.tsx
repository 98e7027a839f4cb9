/** One upload or download: how it stands, and its files when it is opened. */
import { ArrowDownToLine, ArrowUpFromLine, RotateCw, X } from 'lucide-react'
import { useState } from 'react'
import { isOver, type Batch } from '../../../shared/model/transfer.ts'
import { Button, IconButton } from '../../components/Button.tsx'
import { useStrata } from '../../strata.ts'
import { batchLines, titleOf, transferWords as words } from '../../strings/transfers.ts'
import { retryTransfer, wouldReplace } from '../../verbs/retryTransfer.ts'
import { fractionOf } from './fractionOf.ts'
import { TransferItems } from './TransferItems.tsx'
import { TransferLayout, type Bar } from './TransferLayout.tsx'

export function BatchLine({ batch }: { readonly batch: Batch }) {
  const [isOpen, setOpen] = useState(false)
  const Icon = batch.direction === 'up' ? ArrowUpFromLine : ArrowDownToLine
  return (
    <li>
      <TransferLayout
        icon={<Icon size={15} aria-label={words[batch.direction]} />}
        title={titleOf(batch)}
        place={batch.place}
        lines={batchLines(batch)}
        bar={barOf(batch)}
        isOpen={isOpen}
        onToggle={() => setOpen(!isOpen)}
        actions={<Actions batch={batch} />}
      />
      {isOpen ? <TransferItems batch={batch} /> : null}
    </li>
  )
}

function barOf(batch: Batch): Bar {
  const progressFraction = fractionOf(batch)
  switch (batch.state) {
    case 'preparing':
      return { tone: 'running', progressFraction: null }
    case 'queued':
      return { tone: 'running', progressFraction }
    case 'running':
      return { tone: 'running', progressFraction: batch.counting ? null : progressFraction }
    case 'paused':
      return { tone: 'waiting', progressFraction }
    case 'done':
      return { tone: 'done', progressFraction: 1 }
    case 'cancelled':
      return { tone: 'stopped', progressFraction }
    case 'failed':
      return { tone: 'failed', progressFraction }
  }
}

function Actions({ batch }: { readonly batch: Batch }) {
  const strata = useStrata()
  const { api, notices } = strata
  const { batchId, title, state, canReveal } = batch
  const canRetry = state === 'failed' || state === 'cancelled'
  return (
    <>
      {canReveal && isOver(state) ? (
        <Button
          small
          look="plain"
          aria-label={words.showIn(title)}
          onPress={() => {
            api.transfers.reveal({ batchId }).catch(notices.tellFailure)
          }}
        >
          {words.show}
        </Button>
      ) : null}
      {canRetry && wouldReplace(batch) ? (
        <Button small onPress={() => void retryTransfer(strata, batch)}>
          {words.replaceShort}
        </Button>
      ) : null}
      {canRetry && !wouldReplace(batch) ? (
        <IconButton
          small
          label={words.retry(title)}
          icon={<RotateCw size={14} aria-hidden />}
          onPress={() => void retryTransfer(strata, batch)}
        />
      ) : null}
      {isOver(state) ? null : (
        <IconButton
          small
          label={words.cancel(title)}
          icon={<X size={14} aria-hidden />}
          onPress={() => {
            api.transfers.cancel({ batchId }).catch(notices.tellFailure)
          }}
        />
      )}
    </>
  )
}
