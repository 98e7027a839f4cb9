import { PutObjectCommand } from '@aws-sdk/client-s3'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { answerContent } from '../../electron/content/httpContent.ts'
import { bucketWith } from '../support/bucketWith.ts'
import { failureOf, onBothServers } from '../support/strata.ts'
import { clientFor } from '../support/testServer.ts'

onBothServers('previews', (bench) => {
  const inspect = (bucket: string, key: string, versionId: string | null = null) =>
    bench().strata.api.objects.inspect({ connectionId: bench().connectionId, bucket, key, versionId })
  const fetchUrl = async (url: string, range: string | null = null) => {
    const { status, headers, body } = await answerContent(
      bench().strata.services.content,
      url.replace('/content/', ''),
      range,
      new AbortController().signal,
    )
    return { status, headers, body: typeof body === 'string' ? body : await text(body) }
  }

  it('of any version show that version, by ranges, shut in and never sniffed', async () => {
    const { bucket, versionIds } = await bucketWith(bench().server, {
      'notes.md': ['# old words', '# new words'],
    })
    const { facts, preview } = await inspect(bucket, 'notes.md', versionIds['notes.md']?.[0] ?? null)
    expect(facts.versionId).toBe(versionIds['notes.md']?.[0])
    if (preview.kind !== 'text') throw new Error(preview.kind)
    const whole = await fetchUrl(preview.url)
    expect([whole.status, whole.body]).toEqual([200, '# old words'])
    expect(whole.headers).toMatchObject({
      'X-Content-Type-Options': 'nosniff',
      'Content-Type': 'text/plain; charset=utf-8',
    })
    expect(whole.headers['Content-Security-Policy']).toContain('sandbox')
    const part = await fetchUrl(preview.url, 'bytes=2-4')
    expect([part.status, part.body, part.headers['Content-Range']]).toEqual([206, 'old', 'bytes 2-4/11'])
    expect((await fetchUrl(preview.url, 'bytes=99-')).status).toBe(416)
  })

  it('of media are read by ranges from the server, pinned to the version', async () => {
    const { bucket } = await bucketWith(bench().server, { 'film.mp4': ['0123456789'] })
    const { preview } = await inspect(bucket, 'film.mp4')
    if (preview.kind !== 'video') throw new Error(preview.kind)
    await clientFor(bench().server).send(
      new PutObjectCommand({ Bucket: bucket, Key: 'film.mp4', Body: 'something else' }),
    )
    const part = await fetchUrl(preview.url, 'bytes=3-5')
    expect([part.status, part.body, part.headers['Content-Type']]).toEqual([206, '345', 'video/mp4'])
    expect(part.headers['Content-Security-Policy']).toBeUndefined()
  })

  it.each([
    ['page.html', '<script>alert(1)</script>', 'text'],
    ['code.ts', 'const a = 1', 'text'],
    ['unnamed', 'plain words', 'text'],
    ['unnamed.bin', '\u0000\u0001\u0002', 'none'],
    ['picture.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'image'],
    ['paper.pdf', '%PDF-1.4', 'pdf'],
    ['empty.txt', '', 'none'],
  ])('%s is shown as %s', async (key, body, kind) => {
    const { bucket } = await bucketWith(bench().server, { [key]: [body] })
    expect((await inspect(bucket, key)).preview.kind).toBe(kind)
  })

  it('of long text are cut, and say where', async () => {
    const { bucket } = await bucketWith(bench().server, { 'long.log': ['line\n'.repeat(500_000)] })
    const { facts, preview } = await inspect(bucket, 'long.log')
    expect([facts.sizeBytes, preview]).toMatchObject([2_500_000, { kind: 'text', shownBytes: 1024 ** 2 }])
  })

  it('of what is not there fail with a sentence', async () => {
    const { bucket } = await bucketWith(bench().server, { a: ['1'] })
    expect((await failureOf(inspect(bucket, 'nothing'))).reason).toBe('key-gone')
    expect((await failureOf(inspect(bucket, 'a', 'no-such-version'))).reason).toBe('version-gone')
    expect((await fetchUrl('/content/none')).status).toBe(404)
  })
})
