import { describe, expect, it } from 'vitest'
import { taskProgressOf } from '../../../electron/electronHost/taskProgress.ts'
import { leaveWords } from '../../../electron/electronHost/desktopWords.ts'
import { batchOf } from '../../support/batchOf.ts'

describe('the bar in the dock', () => {
  it('is as far as all that is under way, by bytes', () => {
    const batches = [
      batchOf({ sizeBytes: 300, doneBytes: 100 }),
      batchOf({ sizeBytes: 100, doneBytes: 100 }),
      batchOf({ state: 'done', sizeBytes: 1000, doneBytes: 1000 }),
    ]
    expect(taskProgressOf(batches)).toEqual({ fraction: 0.5, mode: 'normal' })
  })

  it('is not there when nothing is', () => {
    expect(taskProgressOf([batchOf({ state: 'failed' })])).toEqual({ fraction: null, mode: 'normal' })
  })

  it('does not pretend to know while files are being found, and stands still while all are paused', () => {
    expect(taskProgressOf([batchOf({ counting: true, sizeBytes: 4, doneBytes: 2 })]).mode).toBe(
      'indeterminate',
    )
    expect(taskProgressOf([batchOf({ sizeBytes: 0 })]).mode).toBe('indeterminate')
    expect(taskProgressOf([batchOf({ state: 'paused', sizeBytes: 4, doneBytes: 1 })])).toEqual({
      fraction: 0.25,
      mode: 'paused',
    })
  })
})

describe('the question before leaving', () => {
  it.each([
    [{ transferCount: 1, isChanging: false }, 'A transfer is still under way. Quit Strata?'],
    [{ transferCount: 3, isChanging: false }, '3 transfers are still under way. Quit Strata?'],
    [{ transferCount: 0, isChanging: true }, 'Changes to a bucket are still under way. Quit Strata?'],
    [
      { transferCount: 2, isChanging: true },
      '2 transfers and changes to a bucket are still under way. Quit Strata?',
    ],
  ])('names what is under way: %o', (underway, message) => {
    expect(leaveWords(underway).message).toBe(message)
  })
})
