import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterEach, expect, it } from 'vitest'
import { putObject } from '../../../electron/s3/putObject.ts'
import { getObject } from '../../../electron/s3/readObject.ts'
import { readTags } from '../../../electron/s3/tags.ts'
import { FailureError } from '../../../shared/failure.ts'
import { startFakeS3 } from '../../support/fakeS3.ts'

type Answering = (incoming: IncomingMessage, answer: ServerResponse) => void

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A server that answers its requests in this way, one after the other, and the last way for ever. */
async function serverThat(...answers: readonly Answering[]) {
  const asked: IncomingMessage[] = []
  const { server: s3, close } = await startFakeS3((incoming, answer) => {
    incoming.resume().once('end', () => {
      asked.push(incoming)
      answers[Math.min(asked.length, answers.length) - 1]?.(incoming, answer)
    })
  })
  closing.push(close)
  return { s3, asked }
}

const stored: Answering = (_, answer) => answer.writeHead(200, { etag: '"e"', 'x-amz-version-id': 'v' }).end()
const refused =
  (status: number, code: string): Answering =>
  (_, answer) =>
    answer.writeHead(status).end(`<Error><Code>${code}</Code><Message>no</Message></Error>`)
const cutOff: Answering = (incoming) => incoming.socket.destroy()

const body = Buffer.from('bytes')
const object = {
  bucket: 'b',
  key: 'a b/ü?.txt',
  body: () => body,
  contentMd5: createHash('md5').update(body).digest('base64'),
  carries: { ContentType: 'text/plain' },
}
const options = () => ({ signal: new AbortController().signal })

it('a small object is written by one request, signed over the MD5 of its body', async () => {
  const { s3, asked } = await serverThat(stored)
  expect(await putObject(s3, object, options())).toEqual({ versionId: 'v', etag: 'e' })
  expect(asked.map(({ url }) => url?.split('?')[0])).toEqual(['/b/a%20b/%C3%BC%3F.txt'])
  expect(asked[0]?.headers).toMatchObject({
    'content-length': '5',
    'content-md5': object.contentMd5,
    'content-type': 'text/plain',
  })
  expect(asked[0]?.headers.authorization).toMatch(/SignedHeaders=[^,]*content-md5/)
})

it.each([
  ['that is busy is asked again, and the gate slows down', refused(503, 'SlowDown'), true],
  ['that broke is asked again', refused(500, 'InternalError'), false],
  ['that hung up is asked again', cutOff, false],
])('a server %s', async (_, first, isSlow) => {
  const { s3, asked } = await serverThat(first, stored)
  expect(await putObject(s3, object, options())).toEqual({ versionId: 'v', etag: 'e' })
  expect(asked.length).toBe(2)
  expect(s3.gate.slowUntilMs !== null).toBe(isSlow)
})

it('what is refused for good is told by the failure that the SDK’s error gives', async () => {
  const { s3 } = await serverThat(refused(403, 'AccessDenied'))
  const error = await putObject(s3, object, options()).catch((thrown: unknown) => thrown)
  expect(error instanceof FailureError && error.failure).toMatchObject({
    code: 'access-denied',
    server: { code: 'AccessDenied', httpStatus: 403, operation: 'PutObject' },
  })
})

it('a cancelled request is not asked again', async () => {
  const stop = new AbortController()
  const { s3, asked } = await serverThat(() => stop.abort())
  const error = await putObject(s3, object, { signal: stop.signal }).catch((thrown: unknown) => thrown)
  expect(error instanceof FailureError && error.failure.code).toBe('cancelled')
  expect(asked.length).toBe(1)
})

it('an object is read with its facts, whatever it says of its expiry', async () => {
  const { s3, asked } = await serverThat((_, answer) =>
    answer
      .writeHead(200, {
        'content-length': '5',
        'content-type': 'text/plain',
        'last-modified': 'Wed, 21 Oct 2015 07:28:00 GMT',
        expires: 'never',
        'x-amz-meta-a': 'b',
        etag: '"e"',
      })
      .end('bytes'),
  )
  const { facts, body: bytes } = await getObject(s3, { bucket: 'b', key: 'k', versionId: 'v' }, options())
  expect(await text(bytes)).toBe('bytes')
  expect(facts).toMatchObject({
    sizeBytes: 5,
    modifiedMs: Date.UTC(2015, 9, 21, 7, 28),
    expires: 'never',
    metadata: { a: 'b' },
    etag: 'e',
  })
  expect(asked.length).toBe(1)
  expect(asked[0]?.url).toContain('versionId=v')
})

it('what a clock overtook that was set meanwhile is signed and sent again, once', async () => {
  const late = refused(403, 'RequestTimeTooSkewed')
  const set = await serverThat(late, (_, answer) => answer.end('<Tagging><TagSet/></Tagging>'))
  const object = { bucket: 'b', key: 'k', versionId: null }
  expect(await readTags(set.s3, object, options())).toEqual([])
  expect(set.asked).toHaveLength(2)
  const wrong = await serverThat(late)
  await expect(readTags(wrong.s3, object, options())).rejects.toMatchObject({
    failure: { reason: 'clock-off' },
  })
  expect(wrong.asked).toHaveLength(2)
})
