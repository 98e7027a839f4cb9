import { afterEach, expect, it } from 'vitest'
import { listParts } from '../../../electron/s3/listParts.ts'
import { listUploadsPage, type ListedUploads } from '../../../electron/s3/listUploads.ts'
import type { S3Server } from '../../../electron/s3/server.ts'
import { FailureError } from '../../../shared/failure.ts'
import { startFakeS3 } from '../../support/fakeS3.ts'

const options = { signal: AbortSignal.timeout(10_000) }
let close = (): void => undefined
afterEach(() => close())

/** A server that answers every request by its query. */
async function serverSaying(answer: (query: URLSearchParams) => string) {
  const queries: URLSearchParams[] = []
  const fake = await startFakeS3((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://x')
    queries.push(searchParams)
    response.setHeader('content-type', 'application/xml').end(answer(searchParams))
  })
  close = fake.close
  return { server: fake.server, queries }
}

const upload = (key: string, uploadId: string): string =>
  `<Upload><Key>${key}</Key><UploadId>${uploadId}</UploadId><Initiator><ID>i</ID></Initiator><Owner><ID>o</ID></Owner><StorageClass>STANDARD</StorageClass><Initiated>2026-11-02T10:00:00.000Z</Initiated></Upload>`
const page = (...inner: string[]): string =>
  `<?xml version="1.0"?><ListMultipartUploadsResult>${inner.join('')}</ListMultipartUploadsResult>`
const keysOf = ({ uploads }: ListedUploads): string[] => uploads.map(({ key }) => key)
const list = (server: S3Server, after: { keyMarker: string; uploadIdMarker: string } | null = null) =>
  listUploadsPage(server, { bucket: 'b', prefix: '', after }, options)

it('keys that a server says it encoded are decoded, by one request', async () => {
  const { server, queries } = await serverSaying(() =>
    page('<EncodingType>url</EncodingType>', upload('a+b%2Bc%25', '1')),
  )
  const listed = await list(server)
  expect(listed.uploads).toEqual([
    {
      key: 'a b+c%',
      uploadId: '1',
      startedMs: Date.UTC(2026, 10, 2, 10),
      storageClass: 'STANDARD',
      initiator: { id: 'i', displayName: null },
    },
  ])
  expect(queries.map((query) => [query.get('encoding-type'), query.has('delimiter')])).toEqual([
    ['url', false],
  ])
})

it('a server that encodes without saying so, as Ceph does, is asked again without', async () => {
  const { server, queries } = await serverSaying((query) =>
    page(upload(query.has('encoding-type') ? 'a%20b%2Bc%25%01' : 'a b+c%&#x01;', '1')),
  )
  expect(keysOf(await list(server))).toEqual(['a b+c%\u0001'])
  expect(queries).toHaveLength(2)
})

it('a server that does not encode at all keeps its keys as they are', async () => {
  const { server } = await serverSaying(() => page(upload('a%20b+c', '1')))
  expect(keysOf(await list(server))).toEqual(['a%20b+c'])
})

it('a page that begins where the one before it began is refused', async () => {
  const more = '<IsTruncated>true</IsTruncated><NextKeyMarker>a</NextKeyMarker>'
  const { server } = await serverSaying(() =>
    page(more, '<NextUploadIdMarker>1</NextUploadIdMarker>', upload('a', '1')),
  )
  const { next } = await list(server)
  expect(next).toEqual({ keyMarker: 'a', uploadIdMarker: '1' })
  const failure = await list(server, next).catch((error: unknown) => error)
  expect(failure instanceof FailureError && failure.failure.reason).toBe('listing-stuck')
})

it('parts are read page by page, and a page that does not advance is refused', async () => {
  const part = (number: number): string =>
    `<Part><PartNumber>${number}</PartNumber><ETag>&quot;e${number}&quot;</ETag><Size>5</Size></Part>`
  const { server } = await serverSaying((query) => {
    const after = query.get('part-number-marker')
    const isStuck = query.get('uploadId') === 'stuck'
    const next = after === null || isStuck ? 1 : 7
    const more = `<IsTruncated>${after === null || isStuck}</IsTruncated><NextPartNumberMarker>${next}</NextPartNumberMarker>`
    return `<ListPartsResult>${more}${part(next)}</ListPartsResult>`
  })
  const address = { bucket: 'b', key: 'k' }
  expect(await listParts(server, { ...address, uploadId: 'u' }, options)).toEqual([
    { partNumber: 1, sizeBytes: 5, etag: 'e1' },
    { partNumber: 7, sizeBytes: 5, etag: 'e7' },
  ])
  const failure = await listParts(server, { ...address, uploadId: 'stuck' }, options).catch(
    (error: unknown) => error,
  )
  expect(failure instanceof FailureError && failure.failure.reason).toBe('listing-stuck')
})
