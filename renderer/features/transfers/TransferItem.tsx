/** One file of a batch. */
import {
  Check,
  CircleAlert,
  CircleHelp,
  FolderOpen,
  Minus,
  Pause,
  SquareArrowOutUpRight,
  TriangleAlert,
} from 'lucide-react'
import type { Failure } from '../../../shared/failure.ts'
import type { Batch, TransferItem } from '../../../shared/model/transfer.ts'
import { IconButton } from '../../components/Button.tsx'
import { CopyButton } from '../../components/CopyButton.tsx'
import { failureDetails } from '../../components/FailureFace.tsx'
import { Name } from '../../components/Name.tsx'
import { ProgressBar } from '../../components/ProgressBar.tsx'
import { visibleName } from '../../format/names.ts'
import { useStrata } from '../../strata.ts'
import { collisionLine } from '../../strings/collisions.ts'
import { failureWords } from '../../strings/failures.ts'
import { itemWords, transferWords as words } from '../../strings/transfers.ts'
import { decideCollisions } from '../../verbs/decideCollisions.ts'
import { ChoiceMenu } from './ChoiceMenu.tsx'
import { useNow } from './useNow.ts'
import './transferItem.css'

export function FailedItem({ name, failure }: { readonly name: string; readonly failure: Failure }) {
  const why = `${failure.message} ${failure.advice}`.trim()
  return (
    <div className="transfer-item failed">
      <CircleAlert size={13} aria-hidden />
      <div className="transfer-item-words">
        <span className="transfer-item-name">
          <Name text={name} title={visibleName(name)} />
        </span>
        <p title={visibleName(why)}>
          <Name text={why} />
        </p>
      </div>
      <CopyButton
        small
        label={failureWords.copyDetails}
        text={`${visibleName(name)}\n${failureDetails(failure)}`}
      />
    </div>
  )
}

type Collision = NonNullable<TransferItem['collision']>
type AskingItemProps = {
  readonly batch: Batch
  readonly item: TransferItem
  readonly collision: Collision
}

/** Its name is taken where it goes. */
export function AskingItem({ batch, item, collision }: AskingItemProps) {
  const strata = useStrata()
  const { name, sizeBytes } = item
  const nowMs = useNow(false)
  return (
    <div className="transfer-item asking">
      <CircleHelp size={13} aria-hidden />
      <div className="transfer-item-words">
        <span className="transfer-item-name">
          <Name text={name} title={visibleName(name)} />
        </span>
        <p>{collisionLine(sizeBytes, collision, nowMs)}</p>
      </div>
      <ChoiceMenu
        batch={batch}
        item={item}
        onChoose={(choice) => void decideCollisions(strata, { batch, item, choice, isAgreed: false })}
      />
    </div>
  )
}

type MovingItemProps = { readonly batch: Batch; readonly item: TransferItem }

export function MovingItem({ batch, item }: MovingItemProps) {
  const { name, state, sizeBytes, doneBytes, lost } = item
  return (
    <div className={`transfer-item ${state} ${lost.length > 0 ? 'lacking' : ''}`}>
      {lost.length > 0 ? <TriangleAlert size={13} aria-hidden /> : <StateMark state={state} />}
      <span className="transfer-item-name">
        <Name text={name} title={visibleName(name)} />
      </span>
      {state === 'running' ? (
        <ProgressBar
          label={words.progressOf(visibleName(name))}
          progressFraction={sizeBytes === 0 ? null : doneBytes / sizeBytes}
        />
      ) : null}
      <small>
        <Name text={itemWords(item)} />
      </small>
      {state === 'done' && batch.canReveal ? <SavedItem batch={batch} item={item} /> : null}
    </div>
  )
}

function StateMark({ state }: Pick<TransferItem, 'state'>) {
  switch (state) {
    case 'done':
      return <Check size={13} aria-hidden />
    case 'skipped':
      return <Minus size={13} aria-hidden />
    case 'paused':
      return <Pause size={13} aria-hidden />
    case 'queued':
    case 'preparing':
    case 'running':
    case 'cancelled':
    case 'failed':
      return <span className="transfer-item-dot" />
  }
}

function SavedItem({ batch: { batchId }, item: { itemId, name } }: MovingItemProps) {
  const { api, notices } = useStrata()
  const saved = { batchId, itemId }
  return (
    <>
      <IconButton
        small
        label={words.open(visibleName(name))}
        icon={<SquareArrowOutUpRight size={13} aria-hidden />}
        onPress={() => void api.transfers.openSaved(saved).catch(notices.tellFailure)}
      />
      <IconButton
        small
        label={words.showIn(visibleName(name))}
        icon={<FolderOpen size={13} aria-hidden />}
        onPress={() => void api.transfers.reveal(saved).catch(notices.tellFailure)}
      />
    </>
  )
}
