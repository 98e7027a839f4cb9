import { describe, expect, it } from 'vitest'
import { Gate, type Priority } from '../../../electron/s3/gate.ts'

/** Requests that end when the test says so. */
function openRequests(gate: Gate) {
  const started: string[] = []
  const ends = new Map<string, () => void>()
  const start = (name: string, priority: Priority, signal = new AbortController().signal): Promise<void> =>
    gate.pass(priority, signal, () => {
      started.push(name)
      return new Promise((resolve) => ends.set(name, resolve))
    })
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.()
    await new Promise(setImmediate)
  }
  return { started, start, end }
}

describe('the gate', () => {
  it('lets so many pass at once, and what a person waits for goes first', async () => {
    const { started, start, end } = openRequests(new Gate({ places: 2 }))
    const names = ['t1', 't2', 't3', 'b1'] as const
    const passing = names.map((name) => start(name, name.startsWith('t') ? 'transfer' : 'background'))
    const person = start('p1', 'person')
    await new Promise(setImmediate)
    expect(started).toEqual(['t1', 't2', 'p1'])
    await end('t1')
    await end('p1')
    expect(started).toEqual(['t1', 't2', 'p1', 't3'])
    for (const name of ['t2', 't3', 'b1']) await end(name)
    await Promise.all([...passing, person])
  })

  it('forgets a request that was cancelled while it waited', async () => {
    const { started, start, end } = openRequests(new Gate({ places: 1 }))
    const first = start('a', 'transfer')
    const abort = new AbortController()
    const second = start('b', 'transfer', abort.signal)
    abort.abort()
    await expect(second).rejects.toMatchObject({ failure: { code: 'cancelled' } })
    await end('a')
    await first
    expect(started).toEqual(['a'])
  })

  it('gives its place back when a request fails', async () => {
    const gate = new Gate({ places: 1 })
    const { signal } = new AbortController()
    await expect(gate.pass('transfer', signal, () => Promise.reject(new Error('x')))).rejects.toThrow('x')
    await expect(gate.pass('transfer', signal, async () => 'next')).resolves.toBe('next')
  })

  it('halves its places once per burst of slow-downs, and grows back', async () => {
    let nowMs = 0
    const gate = new Gate({ places: 8, nowMs: () => nowMs })
    const widthOf = async (): Promise<number> => {
      const { started, start, end } = openRequests(gate)
      const passing = Array.from({ length: 10 }, (_, at) => start(String(at), 'transfer'))
      await new Promise(setImmediate)
      const width = started.length
      for (let at = 0; at < 10; at++) await end(String(at))
      await Promise.all(passing)
      return width
    }
    expect(await widthOf()).toBe(8)
    gate.slowDown()
    gate.slowDown()
    expect(await widthOf()).toBe(4)
    expect(gate.slowUntilMs).toBe(10_000)
    nowMs = 20_000
    expect(gate.slowUntilMs).toBeNull()
    expect(await widthOf()).toBeGreaterThan(4)
  })
})
