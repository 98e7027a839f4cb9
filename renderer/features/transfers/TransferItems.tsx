/** The files of a batch: what asks or failed first, with why. */
import type { Batch, TransferItem } from '../../../shared/model/transfer.ts'
import { useRemPx } from '../../components/useRemPx.ts'
import { transferWords as words } from '../../strings/transfers.ts'
import { ItemList, type ItemsLayout } from './ItemList.tsx'
import { AskingItem, FailedItem, MovingItem } from './TransferItem.tsx'
import './transferItems.css'

/** Of an item that asks or failed: it says why. */
const tallRem = 3.375
const itemRem = 1.625
const tallestRem = 15

export function TransferItems({ batch }: { readonly batch: Batch }) {
  const layout = layoutOf(batch, useRemPx())
  return (
    <ItemList
      batch={batch}
      count={batch.fileCount}
      layout={layout}
      tallestRem={tallestRem}
      className="transfer-items"
      label={words.items(batch.title)}
    >
      {(item) => <OneItem batch={batch} item={item} />}
    </ItemList>
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
function layoutOf({ askingCount, failedCount, fileCount }: Batch, remPx: number): ItemsLayout {
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
