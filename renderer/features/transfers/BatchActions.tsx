/** What can be done with a batch at once, at the end of its line; the rest is in its menu. */
import { Ellipsis, Pause, Play, RotateCw, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { isOver, type Batch } from '../../../shared/model/transfer.ts'
import { Button, IconButton } from '../../components/Button.tsx'
import { MenuButton } from '../../components/Menu.tsx'
import { useStrata } from '../../strata.ts'
import { transferWords as words } from '../../strings/transfers.ts'
import { cancelTransfer } from '../../verbs/cancelTransfer.ts'
import { retryTransfer, wouldReplace } from '../../verbs/retryTransfer.ts'
import { pauseTransfers, resumeTransfers, tryNow } from '../../verbs/pauseTransfers.ts'
import { isAsking, isHeld, standingOf } from './standing.ts'
import { batchMenu, canRetry, canShow } from './batchMenu.ts'

type BatchProps = { readonly batch: Batch }

export function BatchActions({ batch }: BatchProps) {
  const strata = useStrata()
  const label = words.moreOf(batch.title)
  return (
    <>
      {isOver(batch.state) ? <OverActions batch={batch} /> : <ActiveActions batch={batch} />}
      <MenuButton label={label} groups={batchMenu(strata, batch)}>
        <IconButton small label={label} icon={<Ellipsis size={14} aria-hidden />} />
      </MenuButton>
    </>
  )
}

function ActiveActions({ batch }: BatchProps) {
  const strata = useStrata()
  return (
    <>
      {isAsking(batch) ? <DecideButton batch={batch} /> : <GoOnActions batch={batch} />}
      <Icon
        label={words.cancel(batch.title)}
        icon={<X size={14} aria-hidden />}
        onPress={() => void cancelTransfer(strata, batch, 'if-lost')}
      />
    </>
  )
}

function DecideButton({ batch: { batchId, title } }: BatchProps) {
  const { sheets } = useStrata()
  const decide = (): void => sheets.open({ kind: 'collisions', batchId })
  return (
    <Button small aria-label={words.decideFor(title)} onPress={decide}>
      {words.decide}
    </Button>
  )
}

function GoOnActions({ batch }: BatchProps) {
  const strata = useStrata()
  const { batchId, title } = batch
  const resume = (): void => resumeTransfers(strata, batchId)
  if (isHeld(batch)) {
    return <Icon label={words.resume(title)} icon={<Play size={14} aria-hidden />} onPress={resume} />
  }
  return (
    <>
      {standingOf(batch) === 'retrying' ? (
        <Icon
          label={words.tryNow(title)}
          icon={<RotateCw size={14} aria-hidden />}
          onPress={() => void tryNow(strata, batchId)}
        />
      ) : null}
      <Icon
        label={words.pause(title)}
        icon={<Pause size={14} aria-hidden />}
        onPress={() => pauseTransfers(strata, batchId)}
      />
    </>
  )
}

function OverActions({ batch }: BatchProps) {
  const strata = useStrata()
  const { api, notices } = strata
  const { batchId, title } = batch
  const retry = (): void => void retryTransfer(strata, batch)
  const show = (): void => void api.transfers.reveal({ batchId, itemId: null }).catch(notices.tellFailure)
  return (
    <>
      {canShow(batch) ? (
        <Button small look="plain" aria-label={words.showIn(title)} onPress={show}>
          {words.show}
        </Button>
      ) : null}
      {!canRetry(batch) ? null : wouldReplace(batch) ? (
        <Button small onPress={retry}>
          {words.replaceShort}
        </Button>
      ) : (
        <Icon label={words.retry(title)} icon={<RotateCw size={14} aria-hidden />} onPress={retry} />
      )}
    </>
  )
}

type IconProps = { readonly label: string; readonly icon: ReactNode; readonly onPress: () => void }

const Icon = (props: IconProps) => <IconButton small {...props} />
