/** What storage costs, from a table of prices. */
import { describe, expect, test } from 'vitest'
import {
  costPerMonth,
  examplePrices,
  priceOf,
  priceTableSchema,
  withPrice,
} from '../../../shared/model/prices.ts'
import { formatMoney } from '../../../renderer/format/money.ts'

describe('the price table', () => {
  test('begins with examples that are a valid table', () => {
    expect(priceTableSchema.parse(examplePrices)).toEqual(examplePrices)
    expect(priceOf(examplePrices, 'aws', 'STANDARD')).toBeCloseTo(0.02142, 5)
    expect(priceOf(examplePrices, 'ceph', 'STANDARD')).toBeNull()
  })

  test('takes a price, another one, and gives it up again', () => {
    const own = { service: 'ceph', storageClass: 'STANDARD' } as const
    const priced = withPrice(withPrice(examplePrices, own, 0.01), own, 0.02)
    expect(priceOf(priced, 'ceph', 'STANDARD')).toBe(0.02)
    expect(withPrice(priced, own, null)).toEqual(examplePrices)
  })

  test('says what bytes cost a month', () => {
    expect(costPerMonth(2_500_000_000, 0.02)).toBeCloseTo(0.05, 10)
  })
})

test.each([
  [0, 'USD', '$0.00'],
  [0.004, 'USD', 'less than $0.01'],
  [12.4, 'EUR', '€12.40'],
  [12_400.4, 'USD', '$12,400'],
  [3, 'credits', '3.00 credits'],
])('%d %s is “%s”', (amount, currency, words) => {
  expect(formatMoney(amount, currency)).toBe(words)
})
