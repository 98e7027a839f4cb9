/** The files whose name is taken, each with its own choice. */
import type { Batch, CollisionChoice, TransferItem } from '../../../shared/model/transfer.ts'
import { Name } from '../../components/Name.tsx'
import { useRemPx } from '../../components/useRemPx.ts'
import { formatBytes } from '../../format/bytes.ts'
import { visibleName } from '../../format/names.ts'
import { formatDay } from '../../format/times.ts'
import { collisionWords as words } from '../../strings/collisions.ts'
import { itemWords } from '../../strings/transfers.ts'
import { ChoiceMenu } from './ChoiceMenu.tsx'
import { ItemList } from './ItemList.tsx'
import { useNow } from './useNow.ts'

const rowRem = 2.75
const tallestRem = 16.5

type OnDecide = (item: TransferItem, choice: CollisionChoice) => void
type CollisionListProps = { readonly batch: Batch; readonly onDecide: OnDecide }

export function CollisionList({ batch, onDecide }: CollisionListProps) {
  const rowPx = rowRem * useRemPx()
  // What failed is listed among those that ask.
  const count = batch.askingCount + batch.failedCount
  return (
    <ItemList
      batch={batch}
      count={count}
      layout={{
        heightPx: count * rowPx,
        topOf: (index) => index * rowPx,
        indexAt: (topPx) => Math.floor(topPx / rowPx),
      }}
      tallestRem={tallestRem}
      className="collisions"
      label={words.list}
    >
      {(item) =>
        item.collision === null ? (
          <OtherRow item={item} />
        ) : (
          <CollisionRow batch={batch} item={item} there={item.collision} onDecide={onDecide} />
        )
      }
    </ItemList>
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
