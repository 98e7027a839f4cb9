/** What a month of what lies under a folder costs. Pure. */
import type { Service } from '../../../shared/model/connection.ts'
import { costPerMonth, priceOf, type PriceTable } from '../../../shared/model/prices.ts'
import type { ClassTotals } from '../../../shared/model/usage.ts'
import type { Sums } from '../../../shared/model/versionIndex.ts'

/** What a server names no class of is in the usual one. */
export const usualClass = 'STANDARD'

export type Cost = {
  readonly amount: number
  /** Of classes that have no price. */
  readonly unpricedBytes: number
}

export const bytesOfClass = ({ currentBytes, noncurrentBytes }: ClassTotals): number =>
  currentBytes + noncurrentBytes

export function costOf(classes: readonly ClassTotals[], table: PriceTable, service: Service): Cost {
  let amount = 0
  let unpricedBytes = 0
  for (const each of classes) {
    const price = priceOf(table, service, each.storageClass ?? usualClass)
    if (price === null) unpricedBytes += bytesOfClass(each)
    else amount += costPerMonth(bytesOfClass(each), price)
  }
  return { amount, unpricedBytes }
}

export const bytesOfSums = ({ currentBytes, noncurrentBytes }: Sums): number => currentBytes + noncurrentBytes

/**
 * What a part of it costs: exact where all is of one class, else by its share of the bytes. null: nothing of it has
 * a price.
 */
export function costOfPart(
  part: Sums,
  classes: readonly ClassTotals[],
  { amount, unpricedBytes }: Cost,
): { readonly amount: number; readonly exact: boolean } | null {
  const all = classes.reduce((sum, each) => sum + bytesOfClass(each), 0)
  if (all === 0 || unpricedBytes === all) return null
  return { amount: (amount * bytesOfSums(part)) / all, exact: classes.length === 1 }
}
