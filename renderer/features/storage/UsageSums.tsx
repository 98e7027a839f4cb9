/** The folder in a few figures. */
import { Button } from '../../components/Button.tsx'
import type { Usage } from '../../data/usage.ts'
import { formatBytes } from '../../format/bytes.ts'
import { formatCount } from '../../format/counts.ts'
import {
  costWords,
  filesWords,
  markersWords,
  storageWords as words,
  unpricedWords,
  versionsWords,
} from '../../strings/storage.ts'
import { bytesOfSums, costOf } from './cost.ts'
import type { Prices } from './usePrices.ts'
import './usageSums.css'

type UsageSumsProps = {
  readonly usage: Usage
  readonly prices: Prices
  readonly onSetPrices: () => void
}

export function UsageSums({ usage: { totals, classes }, prices, onSetPrices }: UsageSumsProps) {
  const { sums } = totals
  const { amount, unpricedBytes } = costOf(classes, prices.table, prices.service)
  const hasPrice = bytesOfSums(sums) === 0 || unpricedBytes < bytesOfSums(sums)
  return (
    <dl className="usage-sums">
      <Figure
        name={words.current}
        figure={formatBytes(sums.currentBytes)}
        note={filesWords(sums.currentCount)}
        tone="current"
      />
      <Figure
        name={words.noncurrent}
        figure={formatBytes(sums.noncurrentBytes)}
        note={versionsWords(sums.noncurrentCount)}
        tone="noncurrent"
      />
      <Figure
        name={words.markers}
        figure={formatCount(sums.markerCount)}
        note={`${markersWords(sums.deletedCount)} deleted`}
        tone="markers"
      />
      <div>
        <dt>{words.cost}</dt>
        {hasPrice ? (
          <dd>
            {costWords(amount, true, prices.table.currency)}
            <small>{unpricedWords(unpricedBytes)}</small>
          </dd>
        ) : (
          <dd className="unpriced">
            <span>{words.noPrice}</span>
            <Button small onPress={onSetPrices}>
              {words.setPrices}
            </Button>
          </dd>
        )}
      </div>
    </dl>
  )
}

type FigureProps = {
  readonly name: string
  readonly figure: string
  readonly note: string
  readonly tone: string
}

const Figure = ({ name, figure, note, tone }: FigureProps) => (
  <div>
    <dt>
      <span className={`usage-dot ${tone}`} aria-hidden />
      {name}
    </dt>
    <dd>
      {figure}
      <small>{note}</small>
    </dd>
  </div>
)
