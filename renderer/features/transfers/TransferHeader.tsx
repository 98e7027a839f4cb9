/** The head of the list of transfers: all of them in one line, and what can be done with all. */
import { Ellipsis, Gauge, X } from 'lucide-react'
import { isOver, type Batch } from '../../../shared/model/transfer.ts'
import { Button, IconButton } from '../../components/Button.tsx'
import { MenuButton } from '../../components/Menu.tsx'
import { keysOf } from '../../format/keys.ts'
import { useStore } from '../../state/store.ts'
import type { Handover, TransferOrder } from '../../state/transfers.ts'
import { useStrata, type Strata } from '../../strata.ts'
import { limitsLine } from '../../strings/transferLimits.ts'
import { summary } from '../../strings/transferSums.ts'
import { rateWords, transferWords as words } from '../../strings/transfers.ts'
import { pauseTransfers, resumeTransfers } from '../../verbs/pauseTransfers.ts'
import { RateGraph } from './RateGraph.tsx'
import { summedRates } from './rateOutline.ts'
import { countStandings, isPausable } from './standing.ts'

type TransferHeaderProps = {
  readonly batches: readonly Batch[]
  readonly handovers: readonly Handover[]
  readonly onClose: () => void
}

export function TransferHeader({ batches, handovers, onClose }: TransferHeaderProps) {
  const strata = useStrata()
  const { info } = strata
  const counts = countStandings(batches, handovers)
  const nothingOver = counts.done + counts.failed + counts.cancelled === 0
  const hasPaused = counts.paused + counts.stopped > 0
  return (
    <header>
      <h2>{words.title}</h2>
      <span className="transfers-summary" title={summary(counts)}>
        {summary(counts)}
      </span>
      <TotalRate batches={batches} />
      {batches.some(isPausable) ? (
        <Button small onPress={() => pauseTransfers(strata, null)}>
          {words.pauseAll}
        </Button>
      ) : hasPaused ? (
        <Button small onPress={() => resumeTransfers(strata, null)}>
          {words.resumeAll}
        </Button>
      ) : null}
      <Button small isDisabled={nothingOver} onPress={() => clear(strata)}>
        {words.clear}
      </Button>
      <LimitsButton />
      <ListMenu hasPaused={hasPaused} />
      <IconButton
        small
        label={words.close}
        keys={keysOf('show-transfers', info)}
        icon={<X size={14} aria-hidden />}
        onPress={onClose}
      />
    </header>
  )
}

function TotalRate({ batches }: { readonly batches: readonly Batch[] }) {
  const moving = batches.filter(({ state, bytesPerSecond }) => !isOver(state) && bytesPerSecond !== null)
  const bytesPerSecond = moving.reduce((sum, batch) => sum + (batch.bytesPerSecond ?? 0), 0)
  if (bytesPerSecond === 0) return null
  return (
    <span className="transfers-rate">
      <RateGraph rates={summedRates(moving.map(({ rates }) => rates))} />
      {rateWords(bytesPerSecond)}
    </span>
  )
}

/** Only where there are any: a slow transfer says why. */
function LimitsButton() {
  const { settings, sheets } = useStrata()
  const { transferLimits } = useStore(settings)
  const limited = limitsLine(transferLimits)
  if (limited === '') return null
  return (
    <IconButton
      small
      label={words.limited(limited)}
      isOn
      icon={<Gauge size={14} aria-hidden />}
      onPress={() => sheets.open({ kind: 'transfer-limits' })}
    />
  )
}

function ListMenu({ hasPaused }: { readonly hasPaused: boolean }) {
  const strata = useStrata()
  const { transfers, sheets } = strata
  const order = useStore(transfers.order)
  const entry = (id: TransferOrder, label: string) => ({
    id,
    label,
    isOn: order === id,
    run: () => transfers.order.set(id),
  })
  const groups = [
    ...(hasPaused
      ? [[{ id: 'resume', label: words.resumeAll, run: () => resumeTransfers(strata, null) }]]
      : []),
    [entry('newest-first', words.newestFirst), entry('running-first', words.runningFirst)],
    [{ id: 'limits', label: words.limits, run: () => sheets.open({ kind: 'transfer-limits' }) }],
  ]
  return (
    <MenuButton label={words.more} groups={groups}>
      <IconButton small label={words.more} icon={<Ellipsis size={14} aria-hidden />} />
    </MenuButton>
  )
}

function clear({ api, notices, transfers }: Strata): void {
  transfers.handovers.update((all) => all.filter(({ failure }) => failure === null))
  api.transfers.clear({ batchId: null }).catch(notices.tellFailure)
}
