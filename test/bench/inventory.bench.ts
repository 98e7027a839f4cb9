/**
 * How fast an index fills from an inventory and what memory that takes: `npm run bench -- inventory [ROWS]`. Gzipped CSV
 * in no order, three entries a key, read from a local store in a process of its own.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Indexes } from '../../electron/index/indexes.ts'
import { fillIndex } from '../../electron/inventory/fillIndex.ts'
import { readManifest } from '../../electron/inventory/findManifest.ts'
import type { InventoryWorkerApi } from '../../electron/inventory/inventoryWorker.ts'
import { parseManifest } from '../../electron/inventory/manifest.ts'
import { WorkerLink, workerUrl } from '../../electron/platform/workerLink.ts'
import type { InventoryFill } from '../../shared/model/inventory.ts'
import { csvText, publishInventory } from '../support/inventory.ts'
import { seeded } from '../support/random.ts'
import { startStoreProcess } from '../support/storeProcess.ts'
import { s3ServerFor } from '../support/s3ServerFor.ts'

const rowCount = Number(process.argv[2] ?? 1_000_000)
const rowsPerFile = 250_000
const bucket = 'too-big'

function report(what: string, figure: string): void {
  console.log(`${what.padEnd(50)} ${figure.padStart(24)}`)
}

/** Neighbours in the inventory are no neighbours in the bucket: a step that meets every number once. */
const places = (at: number): number => (at * 7_368_787) % rowCount

function fileBytes(from: number): Buffer {
  const random = seeded(from)
  const parts: Buffer[] = []
  for (let start = from; start < Math.min(rowCount, from + rowsPerFile); start += 5000) {
    const entries = Array.from({ length: 5000 }, (_, at) => {
      const place = places(start + at)
      const age = place % 3
      const key = Math.floor(place / 3)
      const isMarker = age === 0 && key % 9 === 0
      return {
        key: `projects/client-${key % 61}/${2020 + (key % 6)}/file ${key}.pdf`,
        versionId: `${String(place).padStart(12, 'x')}GHIJKLMNOPQRSTUVWXYZ`,
        isMarker,
        isLatest: age === 0,
        modifiedMs: Date.UTC(2026, 0, 1) + key * 1000 - age * 86_400_000,
        sizeBytes: isMarker ? null : random.below(5_000_000),
        etag: isMarker ? null : String(random.below(1e9)).padStart(32, 'a'),
        storageClass: isMarker ? null : 'STANDARD',
        owner: null,
      }
    })
    parts.push(Buffer.from(csvText(bucket, entries)))
  }
  return gzipSync(Buffer.concat(parts))
}

report('load of the machine', `${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} processors`)
const folder = await mkdtemp(join(tmpdir(), 'strata-bench-'))
const store = await startStoreProcess(join(folder, 'store'))
const server = s3ServerFor(store)
const indexes = new Indexes(join(folder, 'index'))
const { signal } = new AbortController()
try {
  const files = []
  for (let from = 0; from < rowCount; from += rowsPerFile)
    files.push({ name: `${from}.csv.gz`, bytes: fileBytes(from) })
  const createdMs = Date.UTC(2026, 10, 20)
  const key = await publishInventory(store, 'reports', {
    format: 'CSV',
    sourceBucket: bucket,
    files,
    createdMs,
  })
  files.length = 0
  globalThis.gc?.()
  const place = { bucket: 'reports', key }
  const manifest = parseManifest(await readManifest({ server, signal }, place), key, bucket, Date.now())
  const index = await indexes.open({ connectionId: 'bench', bucket })
  await index.beginPass(1)
  const worker = new WorkerLink<InventoryWorkerApi>(
    workerUrl('inventoryWorker', new URL('../../electron/inventory/inventories.ts', import.meta.url).href),
  )
  report('memory before', `${(process.memoryUsage.rss() / 1e6).toFixed(0)} MB`)
  let peak = 0
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20)
  const startMs = performance.now()
  let fill: Partial<InventoryFill> = {}
  let phaseMs = startMs
  const tell = (next: Partial<InventoryFill>): void => {
    if (next.phase !== undefined && next.phase !== fill.phase) {
      const took = performance.now() - phaseMs
      report(`until ${next.phase}`, `${(took / 1000).toFixed(1)} s, peak ${(peak / 1e6).toFixed(0)} MB`)
      phaseMs = performance.now()
    }
    fill = { ...fill, ...next }
  }
  await fillIndex({ server, source: server, bucket, place, manifest, index, worker, folder, signal, tell })
  clearInterval(watch)
  const seconds = (performance.now() - startMs) / 1000
  report('rows', `${fill.rowsWritten}`)
  report('all of it', `${seconds.toFixed(1)} s, ${(rowCount / seconds).toFixed(0)} rows/s`)
  report('peak memory of the process', `${(peak / 1e6).toFixed(0)} MB`)
  report('index', `${(index.fileBytes / 1e6).toFixed(0)} MB`)
  await worker.close()
} finally {
  await indexes.close()
  server.close()
  await store.end()
  await rm(folder, { recursive: true, force: true })
}
