/** Moments as people type them. */
import { describe, expect, test } from 'vitest'
import { readTypedDate } from '../../../renderer/features/timeTravel/typedDate.ts'

/** Saturday. */
const now = new Date(2026, 10, 21, 14, 30, 10)
const read = (text: string) => readTypedDate(text, now.getTime())
const local = (...parts: [number, number, number, number?, number?, number?, number?]) => ({
  kind: 'moment',
  ms: new Date(parts[0], parts[1] - 1, parts[2], ...[0, 1, 2, 3].map((at) => parts[at + 3] ?? 0)).getTime(),
})
const utc = (iso: string) => ({ kind: 'moment', ms: Date.parse(iso) })
const problem = (name: string) => ({ kind: 'problem', problem: name })

describe('a typed date', () => {
  test.each([
    ['now', { kind: 'moment', ms: now.getTime() }],
    ['today', local(2026, 11, 21)],
    ['yesterday 9:00', local(2026, 11, 20, 9)],
    ['Yesterday at 9', local(2026, 11, 20, 9)],
    ['yesterday, 9:30 pm', local(2026, 11, 20, 21, 30)],
    ['9am yesterday', local(2026, 11, 20, 9)],
    ['yesterday noon', local(2026, 11, 20, 12)],
    ['15:59', local(2026, 11, 20, 15, 59)],
    ['14:30', local(2026, 11, 21, 14, 30)],
    ['12 am', local(2026, 11, 21)],
    ['2 hours ago', { kind: 'moment', ms: now.getTime() - 7_200_000 }],
    ['an hour ago', { kind: 'moment', ms: now.getTime() - 3_600_000 }],
    ['half an hour ago', { kind: 'moment', ms: now.getTime() - 1_800_000 }],
    ['90s ago', { kind: 'moment', ms: now.getTime() - 90_000 }],
    ['1.5 h ago', { kind: 'moment', ms: now.getTime() - 5_400_000 }],
    ['3 days ago', local(2026, 11, 18, 14, 30, 10)],
    ['last week', local(2026, 11, 14, 14, 30, 10)],
    ['2 months ago', local(2026, 9, 21, 14, 30, 10)],
    ['a year ago', local(2025, 11, 21, 14, 30, 10)],
    ['fri', local(2026, 11, 20)],
    ['saturday', local(2026, 11, 14)],
    ['last monday 8:15', local(2026, 11, 16, 8, 15)],
    ['10 nov', local(2026, 11, 10)],
    ['10 Nov 2026, 15:59', local(2026, 11, 10, 15, 59)],
    ['Nov 10th 15:59:30', local(2026, 11, 10, 15, 59, 30)],
    ['1 sept', local(2026, 9, 1)],
    ['24 december', local(2025, 12, 24)],
    ['29 feb', local(2024, 2, 29)],
    ['november 2025', local(2025, 11, 1)],
    ['2026-11-10', local(2026, 11, 10)],
    ['2026-11', local(2026, 11, 1)],
    ['2026-11-10 15:59', local(2026, 11, 10, 15, 59)],
    ['2026-11-10T15:59:01.25', local(2026, 11, 10, 15, 59, 1, 250)],
    ['10.11.2026 15:59', local(2026, 11, 10, 15, 59)],
    ['10.11.', local(2026, 11, 10)],
    ['25/10/2026', local(2026, 10, 25)],
    ['10/25/2026', local(2026, 10, 25)],
    ['2026-11-10T15:59:00Z', utc('2026-11-10T15:59:00Z')],
    ['2026-11-10T15:59+02:00', utc('2026-11-10T13:59:00Z')],
    ['2026-11-10 15:59 utc', utc('2026-11-10T15:59:00Z')],
    ['10 nov 15:59 -0500', utc('2026-11-10T20:59:00Z')],
  ])('“%s” is understood', (text, expected) => {
    expect(read(text)).toEqual(expected)
  })

  test.each([
    ['', 'not-understood'],
    ['soon', 'not-understood'],
    ['2 fortnights ago', 'not-understood'],
    ['10', 'not-understood'],
    ['tomorrow', 'not-understood'],
    ['31 feb', 'no-such-day'],
    ['2026-13-01', 'no-such-day'],
    ['yesterday 25:00', 'no-such-time'],
    ['yesterday 13 pm', 'no-such-time'],
    ['10/11/2026', 'which-is-the-month'],
    ['today 18:00', 'ahead'],
    ['2027-01-01', 'ahead'],
  ])('“%s” is refused, with the reason', (text, expected) => {
    expect(read(text)).toEqual(problem(expected))
  })

  test('a month before the last day of a longer one is the last day of the shorter', () => {
    const march = new Date(2026, 2, 31, 12).getTime()
    expect(readTypedDate('a month ago', march)).toEqual(local(2026, 2, 28, 12))
  })
})
