import { describe, expect, it } from 'vitest'
import { ByteBudget } from '../../../electron/transfers/byteBudget.ts'

const never = new AbortController().signal

describe('the byte budget', () => {
  it('is never overdrawn, whatever fails or is cancelled', async () => {
    const budget = new ByteBudget(100)
    let used = 0
    let most = 0
    const spend = async (bytes: number, outcome: 'ends' | 'fails' | 'cancelled'): Promise<void> => {
      const abort = new AbortController()
      const spending = budget.spend(bytes, abort.signal, async () => {
        used += bytes
        most = Math.max(most, used)
        await new Promise(setImmediate)
        used -= bytes
        if (outcome === 'fails') throw new Error('x')
      })
      if (outcome === 'cancelled') abort.abort()
      await spending.catch(() => undefined)
    }
    await Promise.all(
      Array.from({ length: 60 }, (_, at) =>
        spend(10 + (at % 5) * 20, (['ends', 'fails', 'cancelled'] as const)[at % 3] ?? 'ends'),
      ),
    )
    expect(most).toBeLessThanOrEqual(100)
    expect(used).toBe(0)
    await expect(budget.spend(100, never, async () => 'all of it')).resolves.toBe('all of it')
  })

  it('lets more than all of it pass alone', async () => {
    await expect(new ByteBudget(10).spend(50, never, async () => 'big')).resolves.toBe('big')
  })
})
