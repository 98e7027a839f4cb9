/** The prices that hold for a connection, and the way to change them. */
import type { Service } from '../../../shared/model/connection.ts'
import { examplePrices, type PriceTable } from '../../../shared/model/prices.ts'
import { useSelected, useStore } from '../../state/store.ts'
import { useStrata } from '../../strata.ts'

export type Prices = {
  readonly table: PriceTable
  readonly service: Service
  /** Nobody has changed them. */
  readonly areExamples: boolean
  /** null: the examples again. */
  readonly change: (table: PriceTable | null) => void
}

export function usePrices(connectionId: string): Prices {
  const { settings, connections } = useStrata()
  const own = useSelected(settings, ({ prices }) => prices)
  const connection = useStore(connections)?.find(({ id }) => id === connectionId)
  return {
    table: own ?? examplePrices,
    service: connection?.service ?? 'other',
    areExamples: own === null,
    change: (prices) => settings.change({ prices }),
  }
}
