import fc from 'fast-check'
import { expect, it } from 'vitest'
import { outlineOf, ratesKept, summedRates } from '../../../renderer/features/transfers/rateOutline.ts'

it('a graph ends at the right with the newest second, and its fastest second is at the top', () => {
  expect(outlineOf([10, 5, 0])?.line).toBe('M57 0.000L58 0.500L59 1.000')
})

it('nothing is drawn while too little is known, or nothing moves', () => {
  expect(outlineOf([])).toBeNull()
  expect(outlineOf([12])).toBeNull()
  expect(outlineOf([0, 0, 0])).toBeNull()
})

it('a graph shows a minute at most', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1e12), { minLength: 2, maxLength: 200 }), (rates) => {
      const points = outlineOf(rates)?.line.split('L') ?? []
      expect(points.length).toBe(
        Math.max(...rates.slice(-ratesKept)) > 0 ? Math.min(ratesKept, rates.length) : 0,
      )
    }),
  )
})

it('rates of transfers are summed second by second, counted back from now', () => {
  expect(summedRates([[1, 2, 3], [10]])).toEqual([1, 2, 13])
  expect(summedRates([])).toEqual([])
})

it('the total of a minute is the sum of its parts', () => {
  const rates = fc.array(fc.nat(1e9), { maxLength: ratesKept })
  fc.assert(
    fc.property(fc.array(rates, { maxLength: 8 }), (all) => {
      const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)
      expect(sum(summedRates(all))).toBe(sum(all.map(sum)))
    }),
  )
})
