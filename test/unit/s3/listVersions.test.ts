import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { historiesUnder, historyOf } from '../../../electron/plans/histories.ts'
import type { S3Server } from '../../../electron/s3/server.ts'
import { FailureError } from '../../../shared/failure.ts'
import { startFakeS3, type FakeS3 } from '../../support/fakeS3.ts'

/** A server that answers every listing with the next of these pages, and then with the last one for ever. */
let pages: readonly string[] = []
let asked: URLSearchParams[] = []
let fake: FakeS3
let server: S3Server

beforeAll(async () => {
  fake = await startFakeS3((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://x')
    asked.push(searchParams)
    response.setHeader('content-type', 'application/xml')
    response.end(pages[Math.min(asked.length, pages.length) - 1])
  })
  server = fake.server
})
afterAll(() => fake.close())

const entry = (key: string, versionId: string, at: number, marker = false): string => {
  const name = marker ? 'DeleteMarker' : 'Version'
  const time = new Date(at * 1000).toISOString()
  return `<${name}><Key>${key}</Key><VersionId>${versionId}</VersionId><IsLatest>false</IsLatest><LastModified>${time}</LastModified>${marker ? '' : '<ETag>"e"</ETag><Size>1</Size>'}</${name}>`
}
const page = (entries: readonly string[], next: readonly [string, string] | null): string =>
  `<?xml version="1.0"?><ListVersionsResult><EncodingType>url</EncodingType><IsTruncated>${next !== null}</IsTruncated>${
    next === null
      ? ''
      : `<NextKeyMarker>${next[0]}</NextKeyMarker><NextVersionIdMarker>${next[1]}</NextVersionIdMarker>`
  }${entries.join('')}</ListVersionsResult>`

async function readAll(...answers: readonly string[]) {
  pages = answers
  asked = []
  const histories = []
  const options = { signal: AbortSignal.timeout(10_000) }
  for await (const history of historiesUnder({ server, bucket: 'b' }, { prefix: '' }, options)) {
    histories.push([history.key, history.entries.map(({ versionId }) => versionId)])
  }
  return histories
}

const reasonOf = async (reading: Promise<unknown>): Promise<string> => {
  const error: unknown = await reading.then(
    () => null,
    (why: unknown) => why,
  )
  return error instanceof FailureError ? error.failure.reason : `no failure: ${String(error)}`
}

describe('reading versions from servers that misbehave', () => {
  it('a marker that stands still is refused at once instead of asked for ever', async () => {
    const still = page([entry('a', '1', 5)], ['a', '1'])
    expect(await reasonOf(readAll(still, still))).toBe('listing-stuck')
    expect(asked).toHaveLength(2)
  })

  it('a marker that goes back is refused', async () => {
    const first = page([entry('b', '1', 5)], ['b', '1'])
    const back = page([entry('a', '1', 5)], ['a', '1'])
    expect(await reasonOf(readAll(first, back))).toBe('listing-stuck')
  })

  it('more to come without a marker is refused: the rest must not be lost silently', async () => {
    const cut = page([entry('a', '1', 5)], null).replace('>false<', '>true<')
    expect(await reasonOf(readAll(cut))).toBe('listing-stuck')
  })

  it('a key whose entries are spread over pages, with pages of markers only, is one history', async () => {
    const markers = page([entry('a', '3', 9, true), entry('a', '2', 8, true)], ['a', '2'])
    const rest = page([entry('a', '1', 7), entry('b', '1', 7)], null)
    expect(await readAll(markers, rest)).toEqual([
      ['a', ['3', '2', '1']],
      ['b', ['1']],
    ])
    expect(asked[1]?.get('key-marker')).toBe('a')
    expect(asked[1]?.get('version-id-marker')).toBe('2')
  })

  it('markers are sent back decoded, whether the server encoded them or not', async () => {
    const last = page([], null)
    await readAll(page([entry('a%20b%2Bc%25', '1', 5)], ['a%20b%2Bc%25', '1']), last)
    expect(asked[1]?.get('key-marker')).toBe('a b+c%')
    await readAll(page([entry('a%20b%2Bc%25', '1', 5)], ['a b+c%', '1']), last)
    expect(asked[1]?.get('key-marker')).toBe('a b+c%')
  })

  it('one key is read by itself, and reading stops where the next key begins', async () => {
    pages = [page([entry('a', '2', 9), entry('a', '1', 8), entry('a.txt', '1', 8)], ['a.txt', '1'])]
    asked = []
    const { entries } = await historyOf({ server, bucket: 'b' }, 'a', { signal: AbortSignal.timeout(10_000) })
    expect(entries.map(({ versionId }) => versionId)).toEqual(['2', '1'])
    expect(asked).toHaveLength(1)
  })
})
