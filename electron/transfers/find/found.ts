/** What the search for a batch's files answers with, one by one. */
import { failureOf, type Failure } from '../../../shared/failure.ts'
import { nameOf } from '../../../shared/key.ts'
import type { NewItem } from '../transferItemTable.ts'
import type { Task } from '../tasks.ts'

export const taskFound = (name: string, task: Task, sizeBytes: number): NewItem => ({
  name,
  task,
  sizeBytes,
  collision: null,
  failure: null,
})

export const problemFound = (name: string, failure: Failure): NewItem => ({
  name,
  task: null,
  sizeBytes: 0,
  collision: null,
  failure,
})

/** S3's own limit: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
export const mostKeyBytes = 1024

export const keyTooLong = (name: string): Failure =>
  failureOf({
    code: 'invalid-request',
    reason: 'key-too-long',
    message: `The name “${name.slice(0, 60)}…” with its folders is longer than the 1,024 bytes S3 allows.`,
    advice: 'Shorten the name or the folder names above it.',
  })

export const uncertain = (key: string): Failure =>
  failureOf({
    code: 'conflict',
    reason: 'uncertain',
    message: `What “${nameOf(key)}” was at that moment can't be told for sure: a version without an id was overwritten.`,
    advice: 'Choose one of its versions in the history.',
  })
