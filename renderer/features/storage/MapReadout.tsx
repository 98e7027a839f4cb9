/** Under the map: what the tile that is pointed at holds, exactly; of none, the whole; and what the tones mean. */
import { nameOf } from '../../../shared/key.ts'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import { Name } from '../../components/Name.tsx'
import type { Usage } from '../../data/usage.ts'
import { costWords, mapWords, splitWords, storageWords as words } from '../../strings/storage.ts'
import { bytesOfSums, costOf, costOfPart } from './cost.ts'
import { nameOfItem } from './MapTile.tsx'
import type { MapItem } from './tiles.ts'
import type { Prices } from './usePrices.ts'

type MapReadoutProps = {
  readonly item: MapItem | null
  readonly here: PrefixRef
  readonly usage: Usage
  readonly prices: Prices
}

export function MapReadout({ item, here, usage: { totals, classes }, prices }: MapReadoutProps) {
  const sums = item?.sums ?? totals.sums
  const [current, old] = splitWords(sums)
  const cost = costOfPart(sums, classes, costOf(classes, prices.table, prices.service))
  const opens = item?.kind === 'rest' ? words.restOpens : item?.kind === 'files' ? words.filesOpen : ''
  return (
    <div className="map-readout">
      <p>
        <strong>
          <Name text={item === null ? nameOf(here.prefix) || here.bucket : nameOfItem(item)} />
        </strong>{' '}
        <span>{mapWords(sums, bytesOfSums(totals.sums))}</span>
        {cost === null ? null : <span>{costWords(cost.amount, cost.exact, prices.table.currency)}</span>}
        {opens === '' ? null : <span>{opens}</span>}
      </p>
      <ul aria-label={words.legend}>
        <li>
          <span className="map-key current" aria-hidden />
          {words.current}: {current}
        </li>
        <li>
          <span className="map-key noncurrent" aria-hidden />
          {words.noncurrent}: {old}
        </li>
      </ul>
    </div>
  )
}
