/** What grows: what was written to each folder month by month, and lately. */
import { useState } from 'react'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import { Button } from '../../components/Button.tsx'
import { FailureFace } from '../../components/FailureFace.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { useWritten, type Usage } from '../../data/usage.ts'
import { failureFrom } from '../../failure.ts'
import { formatBytes } from '../../format/bytes.ts'
import { growthWords as words } from '../../strings/growth.ts'
import { storageWords } from '../../strings/storage.ts'
import { ActionsCell, FolderCell } from './FolderCell.tsx'
import { growthRow, growthRows, growthSlices, type GrowthOrder, type GrowthRow } from './growth.ts'
import { GrowthBars } from './GrowthBars.tsx'
import './growth.css'

type GrowthTableProps = {
  readonly here: PrefixRef
  readonly usage: Usage
  /** Of the index. */
  readonly stamp: string
  readonly onOpen: (prefix: string) => void
  readonly onLeave: () => void
}

const rowsAtFirst = 200

const columns: readonly { readonly order: GrowthOrder; readonly label: string }[] = [
  { order: 'recent', label: words.recent },
  { order: 'year', label: words.year },
]

export function GrowthTable({ here, usage, stamp, onOpen, onLeave }: GrowthTableProps) {
  const [order, setOrder] = useState<GrowthOrder>('recent')
  const [most, setMost] = useState(rowsAtFirst)
  const [{ months, recent }] = useState(() => growthSlices(Date.now()))
  const { folders, more } = usage
  const prefixes = [here.prefix, ...folders.map(({ prefix }) => prefix)]
  const { data, error, refetch } = useWritten({ bucket: here, prefixes, slices: [...months, recent], stamp })
  if (error !== null) return <FailureFace failure={failureFrom(error)} onRetry={() => void refetch()} />
  const whole = data?.get(here.prefix)
  if (data === undefined || whole === undefined) return <Spinner label={words.loading} />
  const rows = growthRows({ prefix: here.prefix, folders, more }, data, order)
  const cells = (row: GrowthRow) => (
    <>
      <td>
        <GrowthBars months={months} bytes={row.monthBytes} />
      </td>
      <td className="figure">{amount(row.recentBytes)}</td>
      <td className="figure">{amount(row.yearBytes)}</td>
    </>
  )
  return (
    <>
      <p className="usage-lead">{words.lead}</p>
      <table className="usage-table growth-table">
        <Head order={order} onOrder={setOrder} />
        <tbody>
          <tr className="growth-whole">
            <th scope="row">{words.whole}</th>
            {cells(growthRow(null, whole))}
            <ActionsCell here={here} prefix={here.prefix} onLeave={onLeave} />
          </tr>
          {rows.slice(0, most).map((row) => (
            <tr key={row.prefix ?? ''}>
              <FolderCell prefix={row.prefix} onOpen={onOpen} />
              {cells(row)}
              <ActionsCell here={here} prefix={row.prefix} onLeave={onLeave} />
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > most ? (
        <div className="usage-more">
          <Button small onPress={() => setMost(rows.length)}>
            {storageWords.more(rows.length - most)}
          </Button>
        </div>
      ) : null}
    </>
  )
}

const amount = (bytes: number): string => (bytes === 0 ? words.nothing : `+${formatBytes(bytes)}`)

type HeadProps = { readonly order: GrowthOrder; readonly onOrder: (order: GrowthOrder) => void }

const Head = ({ order, onOrder }: HeadProps) => (
  <thead>
    <tr>
      <th scope="col" aria-sort={order === 'name' ? 'ascending' : 'none'}>
        <button type="button" onClick={() => onOrder('name')}>
          {storageWords.name}
        </button>
      </th>
      <th scope="col">{words.months}</th>
      {columns.map(({ order: by, label }) => (
        <th key={by} scope="col" className="figure" aria-sort={by === order ? 'descending' : 'none'}>
          <button type="button" onClick={() => onOrder(by)}>
            {label}
          </button>
        </th>
      ))}
      <th scope="col">
        <span className="visually-hidden">{storageWords.actionsHead}</span>
      </th>
    </tr>
  </thead>
)
