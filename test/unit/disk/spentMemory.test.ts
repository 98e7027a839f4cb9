/** Memory that is used again. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { SpentMemory } from '../../../electron/disk/spentMemory.ts'

const mebibyte = 1024 ** 2

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

it('gives what fits, once, and not what is far bigger', () => {
  const memory = new SpentMemory()
  const big = new Uint8Array(64 * mebibyte)
  const small = new Uint8Array(8 * mebibyte)
  memory.give(big)
  memory.give(small)
  expect(memory.take(65 * mebibyte)).toBeNull()
  expect(memory.take(5 * mebibyte)).toBe(small.buffer)
  expect(memory.take(5 * mebibyte)).toBeNull()
  expect(memory.take(32 * mebibyte)).toBe(big.buffer)
  expect(memory.take(32 * mebibyte)).toBeNull()
})

it('keeps no small pieces, no more than eight, and none for long', () => {
  const memory = new SpentMemory()
  memory.give(new Uint8Array(mebibyte - 1))
  expect(memory.take(mebibyte - 1)).toBeNull()
  for (let count = 0; count < 9; count += 1) memory.give(new Uint8Array(mebibyte))
  const taken = Array.from({ length: 9 }, () => memory.take(mebibyte))
  expect(taken.filter((room) => room !== null)).toHaveLength(8)
  memory.give(new Uint8Array(mebibyte))
  vi.advanceTimersByTime(10_000)
  expect(memory.take(mebibyte)).toBeNull()
})
