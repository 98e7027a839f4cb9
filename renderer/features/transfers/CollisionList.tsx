/** The files whose name is taken, each with its own choice; only those in sight are asked for and drawn. */
import { useState } from 'react'
import type { Batch, CollisionChoice, TransferItem } from '../../../shared/model/transfer.ts'
import { Name } from '../../components/Name.tsx'
import { useRemPx } from '../../components/useRemPx.ts'
import { formatBytes } from '../../format/bytes.ts'
import { visibleName } from '../../format/names.ts'
import { formatDay } from '../../format/times.ts'
import { collisionWords as words } from '../../strings/collisions.ts'
import { itemWords } from '../../strings/transfers.ts'
import { ChoiceMenu } from './ChoiceMenu.tsx'
import { useNow } from './useNow.ts'
import { useTransferItems } from './useTransferItems.ts'

const rowRem = 2.75
const tallestRem = 16.5

type OnDecide = (item: TransferItem, choice: CollisionChoice) => void
type CollisionListProps = { readonly batch: Batch; readonly onDecide: OnDecide }

export function CollisionList({ batch, onDecide }: CollisionListProps) {
  const [topPx, setTopPx] = useState(0)
  const rowPx = rowRem * useRemPx()
  const first = Math.floor(topPx / rowPx)
  // What failed is listed among those that ask.
  const count = batch.askingCount + batch.failedCount
  const last = Math.min(count - 1, first + Math.ceil(tallestRem / rowRem))
  const { start, items } = useTransferItems(batch, first, last)
  return (
    <div
      className="collisions"
      role="group"
      // Scrolled with the keys.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={words.list}
      style={{ maxHeight: `${tallestRem}rem` }}
      onScroll={({ currentTarget }) => setTopPx(currentTarget.scrollTop)}
    >
      <ul style={{ height: count * rowPx }}>
        {items.map((item, at) => {
          const index = start + at
          if (index < first || index > last) return null
          return (
            <li
              key={item.itemId}
              aria-setsize={count}
              aria-posinset={index + 1}
              style={{ top: index * rowPx, height: rowPx }}
            >
              {item.collision === null ? (
                <OtherRow item={item} />
              ) : (
                <CollisionRow batch={batch} item={item} there={item.collision} onDecide={onDecide} />
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

type CollisionRowProps = CollisionListProps & {
  readonly item: TransferItem
  readonly there: NonNullable<TransferItem['collision']>
}

function CollisionRow({ batch, item, there, onDecide }: CollisionRowProps) {
  const nowMs = useNow(false)
  const { name, sizeBytes } = item
  return (
    <div className="collision">
      <span className="collision-name">
        <Name text={name} title={visibleName(name)} />
      </span>
      <span className="collision-side">
        {formatBytes(sizeBytes)} <small>{words.coming}</small>
      </span>
      <span className="collision-side">
        {formatBytes(there.sizeBytes)} <small>{words.there(formatDay(there.modifiedMs, nowMs))}</small>
      </span>
      {/* The only one is decided by the choice for all. */}
      {batch.askingCount === 1 ? null : (
        <ChoiceMenu batch={batch} item={item} onChoose={(choice) => onDecide(item, choice)} />
      )}
    </div>
  )
}

function OtherRow({ item }: { readonly item: TransferItem }) {
  const why = item.failure?.message ?? itemWords(item)
  return (
    <div className="collision other">
      <span className="collision-name">
        <Name text={item.name} title={visibleName(item.name)} />
      </span>
      <span className="collision-side" title={visibleName(why)}>
        <Name text={why} />
      </span>
    </div>
  )
}
