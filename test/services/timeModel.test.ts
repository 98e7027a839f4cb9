/**
 * A bucket with thousands of random histories, compared with what those histories say by themselves: folders at
 * moments, their sizes, bursts and search. 2,000 keys and 200 moments in `npm run test:long`, fewer in `npm test`.
 */
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { expect, it } from 'vitest'
import { historiesOf, stateAt, type Instant, type KeyHistory } from '../../shared/history.ts'
import { compareKeys } from '../../shared/key.ts'
import type { Moment } from '../../shared/model/moment.ts'
import type { PrefixRef } from '../../shared/model/selection.ts'
import { everything as anything } from '../../shared/model/search.ts'
import { bucketWith } from '../support/bucketWith.ts'
import { pastFolder, shortChildren, shortRows } from '../support/pastFolder.ts'
import { everything } from '../support/planCases.ts'
import { seeded, type Random } from '../support/random.ts'
import { s3ServerFor } from '../support/s3ServerFor.ts'
import { onBothServers, type Strata } from '../support/strata.ts'
import { clientFor, type TestServer } from '../support/testServer.ts'
import { burstsOf, eventsUnder, sizeAt, sumsUnder } from '../unit/index/naiveIndex.ts'

const isLong = process.env['STRATA_LONG'] === 'yes'
const keyCount = isLong ? 2000 : 120
const momentCount = isLong ? 200 : 20
const writersAtOnce = 8

const folders = ['', 'a/', 'a/deep/er/', 'b c/', 'ü%+/']
const words = ['plan', 'Report', 'photo', 'ß', '2024']
const keyOf = (random: Random, at: number): string =>
  `${random.pick(folders)}${random.pick(words)} ${at}.${random.pick(['txt', 'PDF', 'jpg'])}`

/** Every key by one writer, in order; several keys at once. */
async function writeHistories(server: TestServer, Bucket: string, random: Random): Promise<void> {
  const client = clientFor(server)
  const steps = Array.from({ length: keyCount }, (_, at) => ({
    Key: keyOf(random, at),
    sizes: Array.from({ length: 1 + random.below(5) }, () => random.below(4) * random.below(50)),
  }))
  const writer = async (): Promise<void> => {
    for (let next = steps.shift(); next !== undefined; next = steps.shift()) {
      const { Key, sizes } = next
      for (const [at, size] of sizes.entries()) {
        const isDeleted = size === 0 && at > 0
        if (isDeleted) await client.send(new DeleteObjectCommand({ Bucket, Key }))
        else await client.send(new PutObjectCommand({ Bucket, Key, Body: Buffer.alloc(size, 'x') }))
      }
    }
  }
  await Promise.all(Array.from({ length: writersAtOnce }, writer))
  client.destroy()
}

async function historiesIn(server: TestServer, bucket: string): Promise<readonly KeyHistory[]> {
  const s3 = s3ServerFor(server)
  const entries = await everything(s3, bucket)
  s3.close()
  return historiesOf(entries)
}

function momentIn(histories: readonly KeyHistory[], random: Random): { at: Moment; instant: Instant } {
  const { key, entries } = random.pick(histories)
  const { versionId, modifiedMs } = random.pick(entries)
  const before = { key, versionId }
  if (random.below(3) === 0) return { at: { before }, instant: { atMs: modifiedMs, before } }
  const atMs = modifiedMs + random.below(3) - 1
  return { at: { atMs }, instant: { atMs, before: null } }
}

/** All pages of a search: live keys, and with `- ` those that are deleted. */
async function found({ api }: Strata, ref: PrefixRef, query: Partial<typeof anything>) {
  const keys: string[] = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof api.search.page>> = await api.search.page({
      ...ref,
      from: 'index',
      query: { ...anything, ...query },
      after,
      limit: 100,
    })
    keys.push(...page.rows.map(({ key, deleted }) => (deleted ? `- ${key}` : key)))
    after = page.next
  } while (after !== null)
  return keys
}

function matching(histories: readonly KeyHistory[], prefix: string, word: string): readonly string[] {
  const now = { atMs: Number.POSITIVE_INFINITY, before: null }
  return histories
    .filter(({ key }) => key.startsWith(prefix) && key.toLowerCase().includes(word.toLowerCase()))
    .toSorted((a, b) => compareKeys(a.key, b.key))
    .flatMap((history) => {
      const isLive = stateAt(history, now).kind === 'live'
      const hasData = history.entries.some(({ isMarker }) => !isMarker)
      return hasData ? [isLive ? history.key : `- ${history.key}`] : []
    })
}

onBothServers('a bucket with random histories', (bench) => {
  it(
    'is at every moment, in every folder and in search what its histories say',
    { timeout: 600_000 },
    async () => {
      const { strata, server, connectionId } = bench()
      const random = seeded(2026)
      const { bucket } = await bucketWith(server)
      await writeHistories(server, bucket, random)
      const histories = await historiesIn(server, bucket)
      expect(histories).toHaveLength(keyCount)
      const ref = { connectionId, bucket }
      await strata.api.index.start(ref)
      for await (const { phase } of await strata.api.index.watch(ref)) if (phase === 'complete') break

      for (let turn = 0; turn < momentCount; turn++) {
        const { at, instant } = momentIn(histories, random)
        const prefix = random.pick(folders)
        const deleted = random.below(2) === 0
        const { state, rows } = await pastFolder(strata, { ...ref, prefix, at, deleted })
        expect(state.past?.source).toBe('index')
        expect(shortRows(rows), JSON.stringify({ prefix, at, deleted })).toEqual(
          shortChildren(histories, prefix, instant, deleted),
        )
        const { sizes } = await strata.api.time.sizes({ ...ref, prefixes: folders, at })
        expect(sizes, JSON.stringify(at)).toEqual(folders.map((folder) => sizeAt(histories, folder, instant)))
      }
      for (const prefix of folders) {
        const place = { ...ref, prefix }
        expect((await strata.api.usage.totals(place)).sums).toMatchObject(sumsUnder(histories, prefix))
        const { bursts } = await strata.api.time.bursts({
          ...place,
          gapMinutes: 5,
          beforeMs: null,
          limit: 100,
        })
        expect(bursts).toMatchObject(burstsOf(eventsUnder(histories, prefix), 5))
        for (const word of words)
          expect(await found(strata, place, { words: [word] }), `${prefix} ${word}`).toEqual(
            matching(histories, prefix, word),
          )
      }
    },
  )
})
