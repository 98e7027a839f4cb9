/** What a month of storage costs: a table per service and storage class, which people make their own. Pure. */
import { z } from 'zod'
import { serviceSchema, type Service } from './connection.ts'

export const priceSchema = z.object({
  service: serviceSchema,
  /** As S3 names it; `STANDARD` is what has no name. */
  storageClass: z.string().min(1).max(64),
  /** For 1,000,000,000 bytes kept a month. */
  perGigabyteMonth: z.number().min(0).max(1_000_000),
})
export type Price = z.infer<typeof priceSchema>

export const priceTableSchema = z.object({
  /** ISO 4217, or whatever people count in. */
  currency: z.string().trim().min(1).max(8),
  prices: z.array(priceSchema).max(500),
})
export type PriceTable = z.infer<typeof priceTableSchema>

/** In thousands of a million bytes. */
const gibibyte = 1.073741824

/** Examples from public price lists (the cheapest region, first tier); many bill differently. */
export const examplePrices: PriceTable = {
  currency: 'USD',
  prices: [
    ...classes('aws', {
      STANDARD: 0.023,
      INTELLIGENT_TIERING: 0.023,
      STANDARD_IA: 0.0125,
      ONEZONE_IA: 0.01,
      GLACIER_IR: 0.004,
      GLACIER: 0.0036,
      DEEP_ARCHIVE: 0.00099,
    }),
    ...classes('digitalocean', { STANDARD: 0.02 }),
  ],
}

/** Price lists count in GiB. */
function classes(service: Service, perGibibyteMonth: Readonly<Record<string, number>>): readonly Price[] {
  return Object.entries(perGibibyteMonth).map(([storageClass, price]) => ({
    service,
    storageClass,
    perGigabyteMonth: Number((price / gibibyte).toPrecision(4)),
  }))
}

/** null: the table has no price for it. */
export function priceOf({ prices }: PriceTable, service: Service, storageClass: string): number | null {
  const found = prices.find((price) => price.service === service && price.storageClass === storageClass)
  return found?.perGigabyteMonth ?? null
}

const gigabyte = 1_000_000_000

export const costPerMonth = (bytes: number, perGigabyteMonth: number): number =>
  (bytes / gigabyte) * perGigabyteMonth

/** The table with one price set, or taken out by null. */
export function withPrice(
  table: PriceTable,
  price: Omit<Price, 'perGigabyteMonth'>,
  value: number | null,
): PriceTable {
  const others = table.prices.filter(
    ({ service, storageClass }) => service !== price.service || storageClass !== price.storageClass,
  )
  return { ...table, prices: value === null ? others : [...others, { ...price, perGigabyteMonth: value }] }
}
