/** Calls into a real worker. */
import { afterEach, expect, it } from 'vitest'
import { WorkerLink } from '../../../electron/platform/workerLink.ts'
import type { echoApi } from '../../support/echoWorker.ts'

let opened: WorkerLink<typeof echoApi>
const open = (): WorkerLink<typeof echoApi> =>
  (opened = new WorkerLink(new URL('../../support/echoWorker.ts', import.meta.url)))
afterEach(() => opened.close())

const unsayable = (): void => {}

it('calls of one turn arrive in their order', async () => {
  const link = open()
  await Promise.all(Array.from({ length: 50 }, (_, index) => link.call('echo', index)))
  expect(await link.call('heard', null)).toEqual(Array.from({ length: 50 }, (_, index) => index))
})

it.each([0, 1, 3])('an argument that can’t be told fails, and only that (call %i of a turn)', async (at) => {
  const link = open()
  const given = [0, 1, 2, 3].map((index) => new Uint8Array([index]).buffer)
  const answers = await Promise.allSettled(
    given.map((bytes, index) => link.call('echo', index === at ? unsayable : { index, bytes }, [bytes])),
  )
  expect(answers.map(({ status }) => status === 'fulfilled')).toEqual(given.map((_, index) => index !== at))
  expect(answers[at]).toMatchObject({ reason: { failure: { code: 'unexpected' } } })
  // What was handed over is gone from here; what was not sent is still whole.
  expect(given.map(({ byteLength }) => byteLength)).toEqual(given.map((_, index) => (index === at ? 1 : 0)))
  expect(await link.call('echo', 'after')).toBe('after')
})

it('an answer that can’t be told fails, and only that', async () => {
  const link = open()
  const answers = await Promise.allSettled([
    link.call('echo', 1),
    link.call('unsayable', null),
    link.call('echo', 2),
    link.call('unsayable', null),
  ])
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected'])
  expect(await link.call('echo', 'after')).toBe('after')
})

it('a worker that ended answers every call with that', async () => {
  const ended = open()
  const answer = ended.call('echo', 1)
  await ended.close()
  await expect(answer).rejects.toMatchObject({ failure: { reason: 'worker-ended' } })
  await expect(ended.call('echo', 2)).rejects.toMatchObject({ failure: { reason: 'worker-ended' } })
})

it('a worker that was closed before anybody called it is never started', async () => {
  const link = open()
  await link.close()
  await expect(link.call('echo', 1)).rejects.toMatchObject({ failure: { reason: 'worker-ended' } })
})
