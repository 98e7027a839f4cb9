/** Bursts in words. */
import { describe, expect, test } from 'vitest'
import { burstSentence, burstTime } from '../../../renderer/strings/bursts.ts'

const at = (month: number, day: number, hour: number, minute: number): number =>
  new Date(2026, month - 1, day, hour, minute).getTime()
const burst = { fromMs: 0, toMs: 0, added: 0, replaced: 0, deleted: 0 }

describe('a burst', () => {
  test.each([
    [{ deleted: 1812 }, '1,812 files deleted'],
    [{ replaced: 40 }, '40 files replaced'],
    [{ added: 1 }, '1 file added'],
    [{ added: 3, replaced: 40, deleted: 1 }, '40 files replaced, 3 added, 1 deleted'],
    [{ added: 2, deleted: 2 }, '2 files deleted, 2 added'],
  ])('%o is said as “%s”', (counts, words) => {
    expect(burstSentence({ ...burst, ...counts })).toBe(words)
  })

  test('has a time, or a time from and to', () => {
    const nowMs = at(11, 21, 9, 30)
    const time = (fromMs: number, toMs: number): string => burstTime({ ...burst, fromMs, toMs }, nowMs)
    expect(time(at(11, 21, 8, 2), at(11, 21, 8, 2) + 30_000)).toBe('today, 08:02')
    expect(time(at(11, 20, 14, 2), at(11, 20, 14, 40))).toBe('yesterday, 14:02 to 14:40')
    expect(time(at(11, 10, 23, 50), at(11, 11, 1, 10))).toBe('10 Nov, 23:50 to 11 Nov, 01:10')
  })
})
