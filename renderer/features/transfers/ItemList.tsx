/** A list of a batch's files that scrolls by itself: only those in sight are asked for and drawn. */
import { useState, type ReactNode } from 'react'
import type { Batch, TransferItem } from '../../../shared/model/transfer.ts'
import { useRemPx } from '../../components/useRemPx.ts'
import { useTransferItems } from './useTransferItems.ts'

/** Where the files stand; tops and heights in pixels. */
export type ItemsLayout = {
  readonly heightPx: number
  readonly topOf: (index: number) => number
  readonly indexAt: (topPx: number) => number
}

type ItemListProps = {
  readonly batch: Batch
  readonly count: number
  readonly layout: ItemsLayout
  readonly tallestRem: number
  readonly className: string
  readonly label: string
  readonly children: (item: TransferItem) => ReactNode
}

export function ItemList(props: ItemListProps) {
  const { batch, count, layout, tallestRem, className, label, children } = props
  const [topPx, setTopPx] = useState(0)
  const first = layout.indexAt(topPx)
  const last = Math.min(count - 1, layout.indexAt(topPx + tallestRem * useRemPx()))
  const { start, items } = useTransferItems(batch, first, last)
  return (
    <div
      className={className}
      role="group"
      // Scrolled with the keys.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={label}
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
              aria-setsize={count}
              aria-posinset={index + 1}
              style={{ top: layout.topOf(index), height: layout.topOf(index + 1) - layout.topOf(index) }}
            >
              {children(item)}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
