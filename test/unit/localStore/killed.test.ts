import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { bucketWith } from '../../support/bucketWith.ts'
import { rawRequest } from '../../support/rawRequest.ts'
import { startStoreProcess, type StoreProcess } from '../../support/storeProcess.ts'
import { clientFor } from '../../support/testServer.ts'
import { ListObjectVersionsCommand } from '@aws-sdk/client-s3'

const rounds = process.env['STRATA_LONG'] === 'yes' ? 200 : 6
const writers = 16
const inlineLimitBytes = 16 * 1024

/** Deterministic bytes; every third body is kept in a file. */
function bodyOf(write: number): Buffer {
  const unit = `write ${write} `
  return Buffer.from(unit.repeat(write % 3 === 0 ? 3000 : 3))
}

/** What was asked for, what was acknowledged, and what may or may not have happened when the store died. */
interface Ledger {
  writes: number
  /** By version id: the write it came from; a marker has none. */
  readonly kept: Map<string, { key: string; write: number | null }>
  /** Writes without an answer, by key. */
  readonly unanswered: Map<number, string>
  /** Version ids whose destruction had no answer. */
  readonly doomed: Set<string>
}

/** Puts, deletes and destroys until the store dies under it. */
async function write(
  store: StoreProcess,
  bucket: string,
  ledger: Ledger,
  answered: () => void,
): Promise<void> {
  for (;;) {
    const number = ledger.writes++
    const key = `key ${number % 40}`
    const path = `/${bucket}/${encodeURIComponent(key)}`
    const victim = number % 7 === 6 ? [...ledger.kept.keys()].find((id) => !ledger.doomed.has(id)) : undefined
    if (victim !== undefined) {
      ledger.doomed.add(victim)
      const of = `/${bucket}/${encodeURIComponent(ledger.kept.get(victim)?.key ?? '')}`
      const { status } = await rawRequest(store, { method: 'DELETE', path: of, query: { versionId: victim } })
      expect(status).toBe(204)
      ledger.kept.delete(victim)
      ledger.doomed.delete(victim)
    } else {
      const isMarker = number % 5 === 4
      ledger.unanswered.set(number, key)
      const request = isMarker ? { method: 'DELETE', path } : { method: 'PUT', path, body: bodyOf(number) }
      const { status, headers } = await rawRequest(store, request)
      expect(status).toBe(isMarker ? 204 : 200)
      ledger.unanswered.delete(number)
      ledger.kept.set(headers['x-amz-version-id'] ?? '', { key, write: isMarker ? null : number })
    }
    answered()
  }
}

/** Writes from many sides and kills the store at one of its answers. */
async function writeUntilKilled(
  store: StoreProcess,
  bucket: string,
  ledger: Ledger,
  answers: number,
): Promise<void> {
  let left = answers
  const answered = (): void => {
    if (--left === 0) void store.kill()
  }
  await Promise.all(
    Array.from({ length: writers }, async () => {
      await write(store, bucket, ledger, answered).catch((error: unknown) => {
        // Connections that break are what this is about; wrong answers are not.
        if (!/ECONN|EPIPE|socket hang up|aborted/.test(String(error))) throw error
      })
    }),
  )
  await store.kill()
}

interface Found {
  readonly key: string
  readonly etag: string | null
  readonly sizeBytes: number
}

async function listAll(store: StoreProcess, Bucket: string): Promise<Map<string, Found>> {
  const client = clientFor(store)
  const found = new Map<string, Found>()
  let markers: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } = {}
  for (;;) {
    const page = await client.send(new ListObjectVersionsCommand({ Bucket, ...markers }))
    for (const { Key: key = '', VersionId: id = '', ETag: etag = '', Size: sizeBytes = 0 } of page.Versions ??
      []) {
      found.set(id, { key, etag, sizeBytes })
    }
    for (const { Key: key = '', VersionId: id = '' } of page.DeleteMarkers ?? []) {
      found.set(id, { key, etag: null, sizeBytes: 0 })
    }
    if (!page.IsTruncated) return found
    markers = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
  }
}

function etagOf(number: number): string {
  return `"${createHash('md5').update(bodyOf(number)).digest('hex')}"`
}

/** Everything acknowledged is there; what else is there was asked for and is whole; then the ledger knows it all. */
async function settle(store: StoreProcess, bucket: string, ledger: Ledger): Promise<void> {
  const found = await listAll(store, bucket)
  for (const [id, { key, write: number }] of ledger.kept) {
    const there = found.get(id)
    if (there === undefined && ledger.doomed.has(id)) ledger.kept.delete(id)
    else expect(there).toMatchObject({ key, etag: number === null ? null : etagOf(number) })
  }
  for (const [id, { key, etag }] of found) {
    if (ledger.kept.has(id)) continue
    const number = [...ledger.unanswered].find(
      ([candidate, of]) => of === key && (candidate % 5 === 4 ? etag === null : etag === etagOf(candidate)),
    )?.[0]
    expect(number, `${key} ${id} was never asked for`).toBeDefined()
    ledger.kept.set(id, { key, write: etag === null ? null : (number ?? null) })
  }
  ledger.unanswered.clear()
  ledger.doomed.clear()
}

async function expectBytes(
  store: StoreProcess,
  bucket: string,
  ledger: Ledger,
  ids: readonly string[],
): Promise<void> {
  for (const id of ids) {
    const { key, write: number } = ledger.kept.get(id) ?? { key: '', write: null }
    if (number === null) continue
    const path = `/${bucket}/${encodeURIComponent(key)}`
    const { body } = await rawRequest(store, { path, query: { versionId: id } })
    expect(body.equals(bodyOf(number)), `${key} ${id}`).toBe(true)
  }
}

it(`nothing acknowledged is lost by kill -9, ${rounds} times over`, { timeout: 600_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'strata-killed-'))
  let store = await startStoreProcess(folder)
  const { bucket } = await bucketWith(store)
  const ledger: Ledger = { writes: 0, kept: new Map(), unanswered: new Map(), doomed: new Set() }
  for (let round = 0; round < rounds; round++) {
    const before = new Set(ledger.kept.keys())
    await writeUntilKilled(store, bucket, ledger, 1 + ((round * 37) % 61))
    store = await startStoreProcess(folder)
    await settle(store, bucket, ledger)
    await expectBytes(
      store,
      bucket,
      ledger,
      [...ledger.kept.keys()].filter((id) => !before.has(id)),
    )
    const files = [...ledger.kept.values()].filter(
      ({ write: number }) => number !== null && bodyOf(number).length > inlineLimitBytes,
    )
    expect(await readdir(join(folder, 'blobs'))).toHaveLength(files.length)
  }
  expect(ledger.kept.size).toBeGreaterThan(rounds)
  await expectBytes(store, bucket, ledger, [...ledger.kept.keys()])
  expect(await store.end()).toBe(0)
  await rm(folder, { recursive: true })
})
