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
  const { api, notices, sheets } = strata
  const { batchId, title, state, waiting, askingCount } = batch
  const resume = (): void => void api.transfers.resume({ batchId }).catch(notices.tellFailure)
  const pause = (): void => void api.transfers.pause({ batchId }).catch(notices.tellFailure)
  return (
    <>
      {waiting !== null && state !== 'paused' && askingCount === 0 ? (
        <Icon label={words.tryNow(title)} icon={<RotateCw size={14} aria-hidden />} onPress={resume} />
      ) : null}
      {state !== 'paused' && askingCount > 0 ? (
        <Button
          small
          aria-label={words.decideFor(title)}
          onPress={() => sheets.open({ kind: 'collisions', batchId })}
        >
          {words.decide}
        </Button>
      ) : state === 'paused' ? (
        <Icon label={words.resume(title)} icon={<Play size={14} aria-hidden />} onPress={resume} />
      ) : (
        <Icon label={words.pause(title)} icon={<Pause size={14} aria-hidden />} onPress={pause} />
      )}
      <Icon
        label={words.cancel(title)}
        icon={<X size={14} aria-hidden />}
        onPress={() => void cancelTransfer(strata, batch, 'if-lost')}
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
