/** One file of a batch. */
import { Check, CircleAlert } from 'lucide-react'
import type { Failure } from '../../../shared/failure.ts'
import type { TransferItem } from '../../../shared/model/transfer.ts'
import { CopyButton } from '../../components/CopyButton.tsx'
import { failureDetails } from '../../components/FailureFace.tsx'
import { Name } from '../../components/Name.tsx'
import { ProgressBar } from '../../components/ProgressBar.tsx'
import { visibleName } from '../../format/names.ts'
import { failureWords } from '../../strings/failures.ts'
import { itemWords, transferWords as words } from '../../strings/transfers.ts'

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

export function MovingItem({ item }: { readonly item: TransferItem }) {
  const { name, state, sizeBytes, doneBytes } = item
  return (
    <div className={`transfer-item ${state}`}>
      {state === 'done' ? <Check size={13} aria-hidden /> : <span className="transfer-item-dot" />}
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
    </div>
  )
}
