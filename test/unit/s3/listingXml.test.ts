import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FailureError } from '../../../shared/failure.ts'
import { compareKeys } from '../../../shared/key.ts'
import * as objects from '../../../electron/s3/objectsPage.ts'
import * as versions from '../../../electron/s3/versionsPage.ts'
import { decodeForm, unescapeXml } from '../../../electron/s3/xml.ts'

const oddKey = fc.string({
  unit: fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    fc.constantFrom('/', '+', '%', ' ', '&', '<', '\r', '\n', '\u0001', 'é', '😀'),
  ),
  minLength: 1,
  maxLength: 20,
})

const escapeXml = (text: string): string =>
  // oxlint-disable-next-line no-control-regex
  text.replace(/[&<>"'\u0000-\u001f]/g, (character) => `&#x${character.charCodeAt(0).toString(16)};`)
/** As S3 encodes: form rules, the slash kept. */
const encodeForm = (text: string): string =>
  encodeURIComponent(text).replaceAll('%2F', '/').replaceAll('%20', '+')

type Encoding = 'url' | 'none'
const written = (key: string, encoding: Encoding): string =>
  escapeXml(encoding === 'url' ? encodeForm(key) : key)

function versionsXml(
  entries: readonly { key: string; id: string; marker: boolean }[],
  encoding: Encoding,
  tail = '',
): string {
  const body = entries
    .map(({ key, id, marker }) => {
      const common = `<Key>${written(key, encoding)}</Key><VersionId>${escapeXml(id)}</VersionId><IsLatest>false</IsLatest><LastModified>2026-11-21T01:41:25.510Z</LastModified><Owner><ID>o</ID><DisplayName>d</DisplayName></Owner>`
      return marker
        ? `<DeleteMarker>${common}</DeleteMarker>`
        : `<Version>${common}<ETag>&quot;e&quot;</ETag><Size>3</Size><StorageClass>STANDARD</StorageClass></Version>`
    })
    .join('')
  const type = encoding === 'url' ? '<EncodingType>url</EncodingType>' : ''
  return `<?xml version="1.0"?><ListVersionsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${type}<Name>b</Name><Prefix></Prefix>${tail}${body}</ListVersionsResult>`
}

const parseObjectsPage = (xml: string, after: string | null = null) =>
  objects.parseObjectsPage(Buffer.from(xml), after)
const parseVersionsPage = (xml: string, after: versions.VersionMarker | null = null) =>
  versions.parseVersionsPage(Buffer.from(xml), after)

const reasonOf = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    if (error instanceof FailureError) return error.failure.reason
    throw error
  }
  return 'no failure'
}

const entry = fc.record({ key: oddKey, id: fc.oneof(fc.constant('null'), oddKey), marker: fc.boolean() })

describe('a version listing', () => {
  it('gives back every key, id and marker in the order they were written, encoded or not', () => {
    fc.assert(
      fc.property(
        fc.array(entry, { maxLength: 8 }),
        fc.constantFrom<Encoding>('url', 'none'),
        (entries, encoding) => {
          const page = parseVersionsPage(versionsXml(entries, encoding))
          expect(
            page.entries.map(({ key, versionId, isMarker }) => ({ key, id: versionId, marker: isMarker })),
          ).toEqual(entries)
          expect(page.next).toBeNull()
        },
      ),
    )
  })

  it.each(['encoded', 'raw'])('goes on from the last key whether the marker is %s', (form) => {
    const key = 'a b+c%/ü'
    const marker = form === 'encoded' ? encodeForm(key) : escapeXml(key)
    const tail = `<IsTruncated>true</IsTruncated><NextKeyMarker>${marker}</NextKeyMarker><NextVersionIdMarker>v1</NextVersionIdMarker>`
    const page = parseVersionsPage(versionsXml([{ key, id: 'v1', marker: false }], 'url', tail))
    expect(page.next).toEqual({ keyMarker: key, versionIdMarker: 'v1' })
  })

  it('tells by its end alone how to go on, as the whole page does', () => {
    const encodings = fc.constantFrom<Encoding>('url', 'none')
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 5 }), encodings, fc.boolean(), (entries, encoding, more) => {
        const last = entries.at(-1)
        const tail =
          more && last !== undefined
            ? `<IsTruncated>true</IsTruncated><NextKeyMarker>${written(last.key, encoding)}</NextKeyMarker><NextVersionIdMarker>v</NextVersionIdMarker>`
            : ''
        const xml = versionsXml(entries, encoding, tail)
        const { next } = parseVersionsPage(xml)
        expect(versions.endOfVersionsPage(Buffer.from(xml), null)).toEqual({
          next,
          lastKey: last?.key ?? null,
        })
      }),
    )
  })

  it('that leads back to where it was asked to begin is refused', () => {
    const tail = '<IsTruncated>true</IsTruncated><NextKeyMarker>a</NextKeyMarker>'
    const xml = versionsXml([{ key: 'a', id: 'v', marker: false }], 'url', tail)
    const after = { keyMarker: 'a', versionIdMarker: '' }
    expect(reasonOf(() => parseVersionsPage(xml, after))).toBe('listing-stuck')
    expect(reasonOf(() => versions.endOfVersionsPage(Buffer.from(xml), after))).toBe('listing-stuck')
  })

  it('goes on from a common prefix', () => {
    const tail =
      '<IsTruncated>true</IsTruncated><NextKeyMarker>x/</NextKeyMarker><CommonPrefixes><Prefix>x/</Prefix></CommonPrefixes>'
    const page = parseVersionsPage(versionsXml([{ key: 'a', id: 'v1', marker: true }], 'url', tail))
    expect([page.prefixes, page.next]).toEqual([['x/'], { keyMarker: 'x/', versionIdMarker: '' }])
  })

  it('takes a page of nothing but a marker that can be read in one way only', () => {
    const tail =
      '<IsTruncated>true</IsTruncated><NextKeyMarker>plain</NextKeyMarker><NextVersionIdMarker>v</NextVersionIdMarker>'
    expect(parseVersionsPage(versionsXml([], 'url', tail)).next).toEqual({
      keyMarker: 'plain',
      versionIdMarker: 'v',
    })
  })

  it.each([
    ['an ambiguous marker', '<IsTruncated>true</IsTruncated><NextKeyMarker>a%20b</NextKeyMarker>'],
    ['no marker at all', '<IsTruncated>true</IsTruncated>'],
  ])('that continues with %s is refused instead of guessed', (_what, tail) => {
    expect(reasonOf(() => parseVersionsPage(versionsXml([], 'url', tail)))).toBe('listing-stuck')
  })

  it('of a page that is none is refused', () => {
    expect(reasonOf(() => parseVersionsPage('<html><body>Please sign in</body></html>'))).toBe(
      'unreadable-answer',
    )
  })

  it('keeps owners apart from entries, and leaves out the ones a server does not tell', () => {
    const xml = `<ListVersionsResult><Version><Key>k</Key><VersionId>1</VersionId><IsLatest>true</IsLatest><LastModified>2026-01-01T00:00:00Z</LastModified><ETag>e</ETag><Size>0</Size></Version></ListVersionsResult>`
    expect(parseVersionsPage(xml).entries[0]).toEqual({
      key: 'k',
      versionId: '1',
      isMarker: false,
      isLatest: true,
      modifiedMs: Date.UTC(2026, 0, 1),
      sizeBytes: 0,
      etag: 'e',
      storageClass: null,
      owner: null,
    })
  })
})

describe('an object listing', () => {
  it('gives back keys and prefixes as they are', () => {
    fc.assert(
      fc.property(fc.uniqueArray(oddKey, { maxLength: 8 }), (keys) => {
        const body = keys
          .toSorted(compareKeys)
          .map(
            (key) =>
              `<Contents><Key>${escapeXml(encodeForm(key))}</Key><LastModified>2026-11-21T01:41:25Z</LastModified><ETag>"e"</ETag><Size>1</Size></Contents>`,
          )
          .join('')
        const page = parseObjectsPage(
          `<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>false</IsTruncated>${body}</ListBucketResult>`,
        )
        expect(page.objects.map(({ key }) => key)).toEqual(keys.toSorted(compareKeys))
      }),
    )
  })

  it('hands the continuation token back as it came, never decoded', () => {
    const xml =
      '<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>true</IsTruncated><NextContinuationToken>a%20b+&amp;&#x01;</NextContinuationToken></ListBucketResult>'
    expect(parseObjectsPage(xml).next).toBe('a%20b+&\u0001')
  })

  it('that is cut off without a token is refused', () => {
    expect(
      reasonOf(() =>
        parseObjectsPage('<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>'),
      ),
    ).toBe('listing-stuck')
  })
})

describe('decoding', () => {
  it('undoes form encoding of any key', () => {
    fc.assert(
      fc.property(oddKey, (key) => {
        expect(decodeForm(encodeForm(key))).toBe(key)
      }),
    )
  })

  it('leaves text alone that was never encoded', () => {
    expect(decodeForm('100%')).toBe('100%')
  })

  it('undoes XML escapes of any text, once', () => {
    fc.assert(
      fc.property(oddKey, (key) => {
        expect(unescapeXml(escapeXml(key))).toBe(key)
      }),
    )
    expect(unescapeXml('&amp;lt;')).toBe('&lt;')
  })
})
