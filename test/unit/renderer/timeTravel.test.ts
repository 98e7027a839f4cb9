/** Travelling in time: what Back leads to, how often the newest moment is asked for, and what the bar points at. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { burstNear } from '../../../renderer/features/timeTravel/burstNear.ts'
import { newestWins } from '../../../renderer/features/timeTravel/newestWins.ts'
import { whatFollows } from '../../../renderer/features/timeTravel/whatFollows.ts'
import { openNavigation } from '../../../renderer/state/navigation.ts'

const place = (prefix: string, bucket = 'b') => ({ connectionId: 'c', bucket, prefix })
const past = (atMs: number) => ({ moment: { atMs }, shownMs: atMs })

describe('the moment in the window’s history', () => {
  const openAt = (prefix: string) => {
    const navigation = openNavigation({ leadKey: () => null, rootPrefix: () => '' })
    navigation.go(place(prefix))
    return navigation
  }
  const here = (navigation: ReturnType<typeof openAt>) => navigation.get().here

  test('goes along into folders, and Back leaves it', () => {
    const navigation = openAt('')
    navigation.travel(past(5))
    navigation.go(place('in/'))
    expect(here(navigation)).toMatchObject({ place: place('in/'), past: past(5) })
    navigation.back()
    expect(here(navigation)).toMatchObject({ place: place(''), past: past(5) })
    navigation.back()
    expect(here(navigation)).toMatchObject({ place: place(''), past: null })
    navigation.forward()
    expect(here(navigation)?.past).toEqual(past(5))
  })

  test('of a slider on its way only the last moment is kept', () => {
    const navigation = openAt('')
    for (const ms of [1, 2, 3]) navigation.travel(past(ms))
    expect(here(navigation)?.past).toEqual(past(3))
    navigation.back()
    expect(here(navigation)?.past).toBeNull()
    expect(navigation.get().past).toEqual([])
  })

  test('does not go along into another bucket', () => {
    const navigation = openAt('')
    navigation.travel(past(5))
    navigation.go(place('', 'other'))
    expect(here(navigation)?.past).toBeNull()
  })
})

describe('the newest wins', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  test('at once, then at most so often, and the last is never lost', () => {
    const done: number[] = []
    const { send } = newestWins<number>((value) => done.push(value), 100)
    for (let value = 0; value < 50; value += 1) {
      send(value)
      vi.advanceTimersByTime(10)
    }
    vi.advanceTimersByTime(1000)
    expect(done[0]).toBe(0)
    expect(done.at(-1)).toBe(49)
    expect(done.length).toBeLessThanOrEqual(6)
  })

  test('what waits can be done at once, or given up', () => {
    const done: number[] = []
    const { send, flush, stop } = newestWins<number>((value) => done.push(value), 100)
    send(1)
    send(2)
    flush()
    send(3)
    stop()
    vi.advanceTimersByTime(1000)
    expect(done).toEqual([1, 2])
  })
})

const burst = (fromMs: number, toMs: number, deleted: number) => ({
  fromMs,
  toMs,
  deleted,
  folder: '',
  added: 0,
  replaced: 0,
  writtenBytes: 0,
  deletedBytes: 0,
})
const second = (startMs: number, deleted: number) => ({
  startMs,
  deleted,
  added: 1,
  replaced: 0,
  writtenBytes: 0,
  deletedBytes: 0,
})

describe('what the bar points at', () => {
  const bursts = [burst(1000, 5000, 3), burst(9000, 9500, 40), burst(9800, 9900, 1)]

  test('is the biggest burst within reach', () => {
    expect(burstNear(bursts, 9700, 300)?.deleted).toBe(40)
    expect(burstNear(bursts, 9850, 10)?.deleted).toBe(1)
    expect(burstNear(bursts, 7000, 100)).toBeNull()
  })

  test('and what follows is the rest of a burst that was begun, else the next one', () => {
    expect(whatFollows(0, bursts, null)).toMatchObject({ fromMs: 1000, deleted: 3 })
    expect(whatFollows(2000, bursts, null)).toMatchObject({ fromMs: 9000 })
    const seconds = [second(1000, 1), second(3000, 1), second(5000, 1), second(9000, 40)]
    expect(whatFollows(2000, bursts, seconds)).toEqual({ fromMs: 3000, deleted: 2, added: 2, replaced: 0 })
    expect(whatFollows(9900, bursts, null)).toBeNull()
  })
})
