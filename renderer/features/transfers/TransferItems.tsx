/** The files of a batch: what asks or failed first, with why; only those in sight are asked for and drawn. */
import { useState } from 'react'
import type { Batch, TransferItem } from '../../../shared/model/transfer.ts'
import { useRemPx } from '../../components/useRemPx.ts'
import { transferWords as words } from '../../strings/transfers.ts'
import { AskingItem, FailedItem, MovingItem } from './TransferItem.tsx'
import { useTransferItems } from './useTransferItems.ts'

/** Of an item that asks or failed: it says why. */
const tallRem = 3.375
const itemRem = 1.625
const tallestRem = 15

export function TransferItems({ batch }: { readonly batch: Batch }) {
  const [topPx, setTopPx] = useState(0)
  const remPx = useRemPx()
  const layout = layoutOf(batch, remPx)
  const first = layout.indexAt(topPx)
  const last = layout.indexAt(topPx + tallestRem * remPx)
  const { start, items } = useTransferItems(batch, first, last)
  return (
    <div
      className="transfer-items"
      role="group"
      // Scrolled with the keys.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={words.items(batch.title)}
      style={{ maxHeight: `${tallestRem}rem` }}
      onScroll={({ currentTarget }) => setTopPx(currentTarget.scrollTop)}
    >
      <ul style={{ height: layout.heightPx }}>
        {items.map((item, at) => {
          const index = start + at
          if (index < first || index > last) return null
          return (
            <li
              key={item.itemId}
              aria-setsize={batch.fileCount}
              aria-posinset={index + 1}
              style={{ top: layout.topOf(index), height: layout.topOf(index + 1) - layout.topOf(index) }}
            >
              <OneItem batch={batch} item={item} />
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function OneItem({ batch, item }: { readonly batch: Batch; readonly item: TransferItem }) {
  const { failure, state, collision } = item
  if (collision !== null) return <AskingItem batch={batch} item={item} collision={collision} />
  return state === 'failed' && failure !== null ? (
    <FailedItem name={item.name} failure={failure} />
  ) : (
    <MovingItem batch={batch} item={item} />
  )
}

/** What asks or failed takes more room and comes first, so a row's place follows from its number. */
function layoutOf({ askingCount, failedCount, fileCount }: Batch, remPx: number) {
  const tallCount = askingCount + failedCount
  const tallPx = tallRem * remPx
  const itemPx = itemRem * remPx
  const allTallPx = tallCount * tallPx
  const topOf = (index: number): number =>
    index <= tallCount ? index * tallPx : allTallPx + (index - tallCount) * itemPx
  return {
    topOf,
    heightPx: topOf(fileCount),
    indexAt: (px: number): number =>
      px < allTallPx ? Math.floor(px / tallPx) : tallCount + Math.floor((px - allTallPx) / itemPx),
  }
}
