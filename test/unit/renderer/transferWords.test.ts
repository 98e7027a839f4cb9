import { batchOf } from '../../support/batchOf.ts'
import { expect, it } from 'vitest'
import { failureOf } from '../../../shared/failure.ts'
import type { Batch } from '../../../shared/model/transfer.ts'
import type { Handover } from '../../../renderer/state/transfers.ts'
import { activeOf } from '../../../renderer/features/transfers/activeOf.ts'
import { onTheList } from '../../../renderer/features/transfers/useTransfers.ts'
import { countStandings, inOrder, standingOf } from '../../../renderer/features/transfers/standing.ts'
import { formatDay } from '../../../renderer/format/times.ts'
import { activeLine, summary } from '../../../renderer/strings/transferSums.ts'
import { batchLines } from '../../../renderer/strings/transfers.ts'

const nowMs = Date.UTC(2026, 10, 12, 12)
const today = formatDay(nowMs, nowMs)

const noNetwork = failureOf({
  code: 'offline',
  reason: 'no-network',
  message: 'No network.',
  advice: 'Look at the cable.',
})
const many = { fileCount: 148, doneCount: 92 } as const

it.each<[string, Partial<Batch>, string, string]>([
  ['moves', { bytesPerSecond: 21e6, secondsLeft: 3 }, '40 MB of 100 MB', '21 MB/s · 3 s left'],
  ['moves as one of many', { ...many, bytesPerSecond: 9.4e6 }, '92 of 148 files', '9.4 MB/s'],
  [
    'waits for the network',
    { waiting: { failure: noNetwork, untilMs: nowMs + 8000 } },
    'No network.',
    'Trying again in 8 s',
  ],
  ['has waited', { waiting: { failure: noNetwork, untilMs: nowMs - 1 } }, 'No network.', 'Trying again now'],
  ['asks', { ...many, askingCount: 3, state: 'queued' }, '3 names are taken', '92 of 148 files'],
  [
    'has nothing left but to ask',
    { ...many, doneCount: 145, askingCount: 3, state: 'paused' },
    '3 names are taken',
    '145 of 148 files',
  ],
  ['stopped', { ...many, state: 'paused', failure: noNetwork }, 'No network.', 'Look at the cable.'],
  ['asks about itself', { askingCount: 1, state: 'queued' }, 'A name is taken', '100 MB'],
  [
    'is paused, whatever it waits for',
    { ...many, state: 'paused', askingCount: 2 },
    'Paused',
    '92 of 148 files',
  ],
  ['waits in line', { state: 'queued', doneBytes: 0 }, 'Waiting', ''],
  ['was skipped', { state: 'skipped', endedMs: nowMs }, 'Skipped', `nothing moved, ${today}`],
  [
    'is done but for what was skipped',
    { ...many, state: 'done', skippedCount: 3, endedMs: nowMs },
    '148 files, 100 MB',
    `done ${today} · 3 skipped`,
  ],
])('a transfer that %s says so', (_how, changed, first, second) => {
  const batch = batchOf(changed)
  expect(batchLines(batch, standingOf(batch), nowMs)).toEqual({ first, second })
})

const mixed = [
  batchOf({ batchId: 'old', startedMs: 1, state: 'running' }),
  batchOf({ batchId: 'done', startedMs: 3, state: 'done' }),
  batchOf({ batchId: 'paused', startedMs: 4, state: 'paused' }),
  batchOf({ batchId: 'asks', startedMs: 2, state: 'paused', askingCount: 1 }),
  batchOf({ batchId: 'waits', startedMs: 5, state: 'queued' }),
]

it('the list is newest first, or what moves or asks before what waits, is paused, is over', () => {
  const ids = (order: 'newest-first' | 'running-first') => inOrder(mixed, order).map(({ batchId }) => batchId)
  expect(ids('newest-first')).toEqual(['waits', 'paused', 'done', 'asks', 'old'])
  expect(ids('running-first')).toEqual(['asks', 'old', 'waits', 'paused', 'done'])
})

it('the head of the list counts each transfer once', () => {
  expect(summary(countStandings(mixed, []))).toBe('1 running, 1 asking, 1 waiting, 1 paused, 1 done')
})

it.each<[readonly Partial<Batch>[], string]>([
  [[{ bytesPerSecond: 20e6 }], 'Uploading · 40 MB of 100 MB · 20 MB/s · 3 s left'],
  [[{}, { state: 'paused' }], '1 of 2 uploading · 1 paused · 80 MB of 200 MB'],
  [[{ direction: 'down' }, {}], '2 of 2 moving · 80 MB of 200 MB'],
  [[{ direction: 'copy' }], 'Copying · 40 MB of 100 MB'],
  [[{ state: 'paused' }], 'Paused · 40 MB of 100 MB'],
  [[{ state: 'paused', failure: noNetwork }], 'Stopped · 40 MB of 100 MB'],
  [[{ state: 'paused', askingCount: 1 }], 'A name is taken · 40 MB of 100 MB'],
  [[{ state: 'queued', askingCount: 3 }], '3 names are taken · 40 MB of 100 MB'],
  [[{ waiting: { failure: noNetwork, untilMs: nowMs } }], 'Waiting to try again · 40 MB of 100 MB'],
  [[{ state: 'queued', doneBytes: 0 }], 'Waiting · 0 B of 100 MB'],
])('the status line says what moves and what does not: %j', (batches, line) => {
  const active = activeOf(batches.map(batchOf), [])
  expect(active === null ? '' : activeLine(active)).toBe(line)
})

const handover: Handover = {
  id: 1,
  batchId: 'b',
  title: 'kit',
  place: 'bucket',
  counting: false,
  fileCount: 9,
  doneCount: 2,
  sizeBytes: 900,
  doneBytes: 200,
  bytesPerSecond: 10,
  secondsLeft: 70,
  failure: null,
  cancel: () => undefined,
  retry: () => undefined,
}

it('an upload and the files that the window hands over for it are one line, with the totals of both', () => {
  const batch = batchOf({ counting: true, fileCount: 2, sizeBytes: 200, doneBytes: 100 })
  const { batches, handovers } = onTheList([batch], [handover])
  expect(batches).toEqual([{ ...batch, counting: false, fileCount: 9, sizeBytes: 900 }])
  expect(handovers).toEqual([])
  expect(onTheList([], [handover]).handovers).toEqual([handover])
})

it('a handover that broke off has a line of its own, with the way to try it again', () => {
  const broken = { ...handover, failure: noNetwork }
  const batch = batchOf({ state: 'failed' })
  expect(onTheList([batch], [broken])).toEqual({ batches: [batch], handovers: [broken] })
})
