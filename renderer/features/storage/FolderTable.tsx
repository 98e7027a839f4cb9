/** The folders of a folder, each with what lies in it, its share, and what it costs. */
import { useState } from 'react'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import { Button } from '../../components/Button.tsx'
import type { Usage } from '../../data/usage.ts'
import { formatBytes } from '../../format/bytes.ts'
import { formatCount } from '../../format/counts.ts'
import {
  costWords,
  filesWords,
  shareWords,
  storageWords as words,
  versionsWords,
} from '../../strings/storage.ts'
import { bytesOfSums, costOf, costOfPart } from './cost.ts'
import { ActionsCell, FolderCell } from './FolderCell.tsx'
import { ShareBar } from './ShareBar.tsx'
import { usageRows, type UsageOrder, type UsageRow } from './usageRows.ts'
import type { Prices } from './usePrices.ts'
import './usageTable.css'

type FolderTableProps = {
  readonly here: PrefixRef
  readonly usage: Usage
  readonly prices: Prices
  readonly onOpen: (prefix: string) => void
  readonly onLeave: () => void
}

const rowsAtFirst = 200

const columns: readonly { readonly order: UsageOrder; readonly label: string; readonly isFigure: boolean }[] =
  [
    { order: 'name', label: words.name, isFigure: false },
    { order: 'all', label: words.share, isFigure: false },
    { order: 'current', label: words.current, isFigure: true },
    { order: 'noncurrent', label: words.noncurrent, isFigure: true },
    { order: 'markers', label: words.markers, isFigure: true },
  ]

export function FolderTable({ here, usage, prices, onOpen, onLeave }: FolderTableProps) {
  const [order, setOrder] = useState<UsageOrder>('all')
  const [most, setMost] = useState(rowsAtFirst)
  const rows = usageRows(usage.totals.sums, usage.folders, usage.more, order)
  return (
    <>
      {usage.more ? <p className="usage-note">{words.notAll}</p> : null}
      <table className="usage-table">
        <thead>
          <tr>
            {columns.map(({ order: by, label, isFigure }) => (
              <th
                key={by}
                scope="col"
                className={isFigure ? 'figure' : ''}
                aria-sort={by === order ? (by === 'name' ? 'ascending' : 'descending') : 'none'}
              >
                <button type="button" onClick={() => setOrder(by)}>
                  {label}
                </button>
              </th>
            ))}
            <th scope="col" className="figure">
              {words.cost}
            </th>
            <th scope="col">
              <span className="visually-hidden">{words.actionsHead}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, most).map((row) => (
            <FolderRow
              key={row.prefix ?? ''}
              row={row}
              here={here}
              usage={usage}
              prices={prices}
              onOpen={onOpen}
              onLeave={onLeave}
            />
          ))}
        </tbody>
      </table>
      {rows.length > most ? (
        <div className="usage-more">
          <Button small onPress={() => setMost(rows.length)}>
            {words.more(rows.length - most)}
          </Button>
        </div>
      ) : null}
    </>
  )
}

type FolderRowProps = Omit<FolderTableProps, 'onLeave'> & {
  readonly row: UsageRow
  readonly onLeave: () => void
}

function FolderRow({ row, here, usage, prices, onOpen, onLeave }: FolderRowProps) {
  const { prefix, sums } = row
  const { totals, classes } = usage
  const cost = costOfPart(sums, classes, costOf(classes, prices.table, prices.service))
  const whole = bytesOfSums(totals.sums)
  return (
    <tr>
      <FolderCell prefix={prefix} onOpen={onOpen} />
      <td>
        <ShareBar sums={sums} wholeBytes={whole} label={shareWords(sums, whole)} />
      </td>
      <td className="figure" title={filesWords(sums.currentCount)}>
        {formatBytes(sums.currentBytes)}
      </td>
      <td className="figure" title={versionsWords(sums.noncurrentCount)}>
        {formatBytes(sums.noncurrentBytes)}
      </td>
      <td className="figure">{formatCount(sums.markerCount)}</td>
      <td className="figure" title={cost === null || cost.exact ? undefined : words.approximately}>
        {cost === null ? '—' : costWords(cost.amount, cost.exact, prices.table.currency)}
      </td>
      <ActionsCell here={here} prefix={prefix} onLeave={onLeave} />
    </tr>
  )
}
