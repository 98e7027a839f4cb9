/** The files of a batch: what failed first, with why; only those in sight are asked for and drawn. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { isOver, type Batch, type TransferItem } from '../../../shared/model/transfer.ts'
import { useRemPx } from '../../components/useRemPx.ts'
import { useStrata } from '../../strata.ts'
import { transferWords as words } from '../../strings/transfers.ts'
import { FailedItem, MovingItem } from './TransferItem.tsx'

const failedRem = 3.375
const itemRem = 1.625
const tallestRem = 15
/** Items are asked for in blocks of as many. */
const block = 64
const askedEveryMs = 400

export function TransferItems({ batch }: { readonly batch: Batch }) {
  const [topPx, setTopPx] = useState(0)
  const remPx = useRemPx()
  const layout = layoutOf(batch, remPx)
  const first = layout.indexAt(topPx)
  const last = layout.indexAt(topPx + tallestRem * remPx)
  const { start, items } = useItems(batch, first, last)
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
              <OneItem item={item} />
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function OneItem({ item }: { readonly item: TransferItem }) {
  const { failure, state } = item
  return state === 'failed' && failure !== null ? (
    <FailedItem name={item.name} failure={failure} />
  ) : (
    <MovingItem item={item} />
  )
}

/** What failed takes more room and comes first, so a row's place follows from its number. */
function layoutOf({ failedCount, fileCount }: Batch, remPx: number) {
  const failedPx = failedRem * remPx
  const itemPx = itemRem * remPx
  const allFailedPx = failedCount * failedPx
  const topOf = (index: number): number =>
    index <= failedCount ? index * failedPx : allFailedPx + (index - failedCount) * itemPx
  return {
    topOf,
    heightPx: topOf(fileCount),
    indexAt: (px: number): number =>
      px < allFailedPx ? Math.floor(px / failedPx) : failedCount + Math.floor((px - allFailedPx) / itemPx),
  }
}

type Items = { readonly start: number; readonly items: readonly TransferItem[] }

function useItems(batch: Batch, first: number, last: number): Items {
  const { api } = useStrata()
  const { batchId, state, doneCount, failedCount } = batch
  const start = Math.floor(first / block) * block
  const end = (Math.floor(last / block) + 1) * block
  // While it runs it is asked again and again; afterwards once, as it ended.
  const version = isOver(state) ? `${state} ${doneCount} ${failedCount}` : 'under way'
  const { data } = useQuery({
    queryKey: ['transfer-items', batchId, version, start, end],
    queryFn: async ({ signal }): Promise<Items> => {
      const { items } = await api.transfers.items({ batchId, start, end }, { signal })
      return { start, items }
    },
    placeholderData: keepPreviousData,
    refetchInterval: isOver(state) ? false : askedEveryMs,
    gcTime: 0,
  })
  return data ?? { start: 0, items: [] }
}
