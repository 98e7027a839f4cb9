/**
 * How fast the local store is on this machine: `node test/bench/localStore.bench.ts [PUTS] [VERSIONS]`. The store
 * runs in a process of its own; the client shares the machine with it.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createBucket, requireBucket, setVersioning } from '../../electron/localStore/engine/buckets.ts'
import { openEngine } from '../../electron/localStore/engine/engine.ts'
import { putVersion } from '../../electron/localStore/engine/writes.ts'
import { openConnections } from '../support/manyRequests.ts'
import { rawRequest } from '../support/rawRequest.ts'
import { startStoreProcess } from '../support/storeProcess.ts'

const connections = 16
const puts = Number(process.argv[2] ?? 10_000)
const versions = Number(process.argv[3] ?? 1_000_000)
const { send, rate, close } = openConnections(connections)

function report(what: string, figure: string): void {
  console.log(`${what.padEnd(58)} ${figure.padStart(12)}`)
}

async function measureSmallObjects(folder: string): Promise<void> {
  const store = await startStoreProcess(folder)
  await rawRequest(store, { method: 'PUT', path: '/bucket' })
  const body = Buffer.alloc(1024, 'x')
  const path = (index: number): string => `/bucket/folder-${index % 100}/object-${index}.txt`
  await rate(200, async (index) => await send(store, { method: 'PUT', path: path(index), body }))
  const written = await rate(
    puts,
    async (index) => await send(store, { method: 'PUT', path: path(index), body }),
  )
  report(`PUT of 1 KiB, ${connections} connections`, `${written.toFixed(0)} /s`)
  const read = await rate(puts, async (index) => await send(store, { path: path(index) }))
  report(`GET of 1 KiB, ${connections} connections`, `${read.toFixed(0)} /s`)
  const heads = await rate(puts, async (index) => await send(store, { method: 'HEAD', path: path(index) }))
  report(`HEAD, ${connections} connections`, `${heads.toFixed(0)} /s`)
  const large = Buffer.alloc(64 * 1024 * 1024, 'x')
  const startedPut = performance.now()
  for (let index = 0; index < 4; index++)
    await send(store, { method: 'PUT', path: `/bucket/large-${index}`, body: large })
  report('PUT of 64 MiB, one connection', `${(256_000 / (performance.now() - startedPut)).toFixed(0)} MiB/s`)
  const startedGet = performance.now()
  for (let index = 0; index < 4; index++) await send(store, { path: `/bucket/large-${index}` })
  report('GET of 64 MiB, one connection', `${(256_000 / (performance.now() - startedGet)).toFixed(0)} MiB/s`)
  await store.end()
}

const folders = 10

/** Half of the versions are of a single key, the others are of as many keys in a few folders. */
async function fill(folder: string): Promise<void> {
  const engine = openEngine({ folder })
  await engine.commit((tx) => setVersioning(tx, createBucket(tx, 'bucket', ''), 'enabled'))
  const bucket = requireBucket(engine.db, 'bucket')
  const started = performance.now()
  const batch = 10_000
  for (let from = 0; from < versions; from += batch) {
    await engine.commit((tx) => {
      for (let index = from; index < from + batch; index++) {
        const key =
          index < versions / 2
            ? 'folder-5/one key with many versions'
            : `folder-${index % folders}/object-${String(index).padStart(9, '0')}.txt`
        putVersion(tx, engine.files, bucket, {
          key,
          sizeBytes: 0,
          etag: 'd41d8cd98f00b204e9800998ecf8427e',
          storageClass: 'STANDARD',
          checksum: null,
          headers: { user: {} },
          tags: [],
          own: () => {},
        })
      }
    })
  }
  const rows = (versions / (performance.now() - started)) * 1000
  report(`versions written to the engine directly`, `${rows.toFixed(0)} /s`)
  await engine.close()
}

async function measurePages(folder: string): Promise<void> {
  await fill(folder)
  const started = performance.now()
  const store = await startStoreProcess(folder)
  report(`start with ${versions} versions`, `${(performance.now() - started).toFixed(0)} ms`)
  const page = async (what: string, query: Record<string, string>): Promise<void> => {
    const times: number[] = []
    for (let run = 0; run < 9; run++) {
      const before = performance.now()
      await send(store, { path: '/bucket', query })
      times.push(performance.now() - before)
    }
    report(what, `${(times.sort((a, b) => a - b)[4] ?? 0).toFixed(1)} ms`)
  }
  const deep = `folder-7/object-${String(Math.floor(versions * 0.8)).padStart(9, '0')}.txt`
  await page('page of 1,000 versions, first', { versions: '' })
  await page('page of 1,000 versions, in the middle', { versions: '', 'key-marker': deep })
  await page('page of 1,000 objects, in the middle', { 'list-type': '2', 'start-after': deep })
  await page('page of 1,000 objects behind a key of many versions', {
    'list-type': '2',
    prefix: 'folder-5/one',
  })
  await page(`folders of all versions (${folders} of ${versions})`, { versions: '', delimiter: '/' })
  await page(`folders of all objects (${folders} of ${versions / 2})`, { 'list-type': '2', delimiter: '/' })
  await store.end()
}

const folder = await mkdtemp(join(tmpdir(), 'strata-bench-'))
try {
  await measureSmallObjects(join(folder, 'small'))
  await measurePages(join(folder, 'pages'))
} finally {
  close()
  await rm(folder, { recursive: true })
}
