/** Random histories for the index: few distinct times, clocks that go back, nested folders, keys of any code units. */
import fc from 'fast-check'
import { compareKeys } from '../../../shared/key.ts'
import type { KeyHistory } from '../../../shared/history.ts'
import type { VersionEntry } from '../../../shared/model/version.ts'

const shapes = ['a', 'a.txt', 'a/', 'a/b', 'a/b.txt', 'a/b/c', 'a/b/C.txt', 'a//b', '/', 'b/x/1.pdf', 'b/x/2.PDF', 'b/y/1.pdf', 'b/y', 'c', 'c\u0001', 'c/\u0001', '😀/x', '\ud83d/x', '\uffff/y', 'İ/ß'] // prettier-ignore

const anyKey = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...shapes) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.integer({ min: 1, max: 0xffff }), { minLength: 1, maxLength: 6 })
      .map((units) => String.fromCharCode(...units)),
  },
)

const minute = 60_000
export const anyTime = fc.integer({ min: 0, max: 40 }).map((step) => step * 1.5 * minute)

const anyEntry = fc.record({
  isMarker: fc.boolean(),
  modifiedMs: anyTime,
  sizeBytes: fc.integer({ min: 0, max: 5_000_000_000 }),
  etag: fc.constantFrom('d41d8cd98f00b204e9800998ecf8427e', 'abc-3', 'D41D8CD98F00B204E9800998ECF8427E'),
  storageClass: fc.constantFrom('STANDARD', 'GLACIER', null),
  owner: fc.constantFrom(null, { id: 'me', displayName: null }, { id: 'you', displayName: 'You' }),
  id: fc.constantFrom('plain', 'base64', 'null'),
})

type RawEntry = typeof anyEntry extends fc.Arbitrary<infer Value> ? Value : never

/** Ids are of the key's own history, `null` at most once. */
function historyFrom(key: string, raw: readonly RawEntry[]): KeyHistory {
  let nulls = 0
  const entries = raw.map(({ id, ...entry }, at): VersionEntry => {
    const serial = String(raw.length - at)
    const isNull = id === 'null' && nulls++ === 0
    const versionId = isNull ? 'null' : id === 'base64' ? serial.padStart(32, 'x') : `v${serial}`
    const bare = entry.isMarker ? { sizeBytes: null, etag: null, storageClass: null } : {}
    return { key, isLatest: at === 0, ...entry, ...bare, versionId }
  })
  return { key, entries }
}

export const someHistories = (most: number) =>
  fc
    .uniqueArray(fc.tuple(anyKey, fc.array(anyEntry, { minLength: 1, maxLength: 6 })), {
      maxLength: most,
      selector: ([key]) => key,
    })
    .map((pairs) =>
      pairs.map(([key, raw]) => historyFrom(key, raw)).sort((a, b) => compareKeys(a.key, b.key)),
    )
