/**
 * How fast and how big the index is: `npm run bench -- index [KEYS]`. Five entries a key, markers included; the local
 * store serves them from a process of its own, the indexer reads them as it does in the app.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Indexer } from '../../electron/index/indexer.ts'
import { Indexes } from '../../electron/index/indexes.ts'
import type { BucketIndex } from '../../electron/index/bucketIndex.ts'
import { startStoreProcess } from '../support/storeProcess.ts'
import { seeded } from '../support/random.ts'
import { writeStore, type StoreWrite } from '../unit/index/testIndex.ts'
import { s3ServerFor } from '../support/s3ServerFor.ts'

const keyCount = Number(process.argv[2] ?? 200_000)
const entriesPerKey = 5
const dayMs = 86_400_000
const startMs = Date.UTC(2025, 0, 1)
const random = seeded(7)
const names = ['report', 'photo', 'invoice', 'backup', 'notes', 'export', 'draft', 'scan', 'contract', 'clip']
const endings = ['pdf', 'jpg', 'csv', 'parquet', 'json', 'txt', 'mp4', 'zip']

/** A fifth lies in one flat folder, the others in folders of clients, years and months. */
function keyOf(index: number): string {
  if (index % 5 === 0) return `incoming/upload-${String(index).padStart(8, '0')}.json`
  const client = `client-${String(index % 61).padStart(2, '0')}`
  const month = String(1 + (Math.floor(index / 61) % 12)).padStart(2, '0')
  const name = `${names[index % names.length]}-${index}.${endings[index % endings.length]}`
  return `projects/${client}/${2020 + (index % 6)}/${month}/${name}`
}

/** Nightly exports, single edits, a folder deleted as a whole and brought back. */
function* writes(): Iterable<StoreWrite> {
  for (let round = 0; round < entriesPerKey; round++) {
    for (let index = 0; index < keyCount; index++) {
      const roundMs = startMs + round * 120 * dayMs
      const nightly = index % 3 === 0
      const atMs = nightly ? roundMs + (index % 30) * dayMs + index * 7 : roundMs + random.below(120 * dayMs)
      const isMarker = round === 3 ? index % 7 === 0 || index % 61 === 5 : round === 1 && index % 11 === 0
      yield { key: keyOf(index), atMs, sizeBytes: isMarker ? null : random.below(5_000_000) }
    }
  }
}

function report(what: string, figure: string): void {
  console.log(`${what.padEnd(58)} ${figure.padStart(24)}`)
}

function spread(timesMs: readonly number[]): string {
  const sorted = timesMs.toSorted((a, b) => a - b)
  const at = (part: number): string => (sorted[Math.floor((sorted.length - 1) * part)] ?? 0).toFixed(1)
  return `${at(0.5)} / ${at(0.99)} / ${at(1)} ms`
}

async function times(count: number, ask: (index: number) => Promise<unknown>): Promise<string> {
  const measured: number[] = []
  for (let index = 0; index < count; index++) {
    const beforeMs = performance.now()
    await ask(index)
    measured.push(performance.now() - beforeMs)
  }
  return spread(measured)
}

async function fill(indexer: Indexer, what: string): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 2 })
  delay.enable()
  const beforeMs = performance.now()
  const cpuBefore = [process.cpuUsage(), process.threadCpuUsage()] as const
  let readMs = 0
  const watch = setInterval(() => {
    if (indexer.progress.phase === 'reading') readMs = performance.now() - beforeMs
  }, 20)
  await (what === 'first fill' ? indexer.start() : indexer.refresh())
  clearInterval(watch)
  delay.disable()
  const { phase, failure, entriesRead, requestsMade } = indexer.progress
  const cpu = [process.cpuUsage(cpuBefore[0]), process.threadCpuUsage(cpuBefore[1])].map(({ user, system }) => user + system) // prettier-ignore
  if (phase !== 'complete') throw new Error(`${phase}: ${failure?.message}`)
  report(`${what}: entries per second`, `${((entriesRead / readMs) * 1000).toFixed(0)} /s`)
  report(`${what}: entries, requests`, `${entriesRead}, ${requestsMade}`)
  const perEntry = cpu.map((us) => (us / entriesRead).toFixed(1)).join(', main ')
  report(`${what}: processor time per entry`, `${perEntry} µs`)
  report(`${what}: tidying up`, `${(performance.now() - beforeMs - readMs).toFixed(0)} ms`)
  report(
    `${what}: event loop delay of main, p99 / max`,
    `${(delay.percentile(99) / 1e6).toFixed(1)} / ${(delay.max / 1e6).toFixed(1)} ms`,
  )
}

const someMoment = (): number => startMs + random.below(600 * dayMs)

function someFolder(): string {
  const client = `projects/client-${String(random.below(61)).padStart(2, '0')}/`
  return random.pick([
    '',
    'incoming/',
    'projects/',
    client,
    `${client}2022/`,
    `${client}2023/0${1 + random.below(9)}/`,
  ])
}

async function askEverything(index: BucketIndex): Promise<void> {
  report('', 'median / p99 / max')
  const page = { deleted: false, after: null, limit: 1000 }
  for (const prefix of ['', 'incoming/', 'projects/', 'projects/client-05/', 'projects/client-07/2023/04/']) {
    const ask = () => index.ask('folderAt', { prefix, moment: { atMs: someMoment() }, ...page })
    report(`open ${prefix === '' ? 'the root' : prefix} as of T`, await times(200, ask))
  }
  const any = () => index.ask('folderAt', { prefix: someFolder(), moment: { atMs: someMoment() }, ...page })
  report('open any folder as of T', await times(1000, any))
  const filters = { minBytes: null, maxBytes: null, fromMs: null, toMs: null, storageClass: null }
  const search = (words: readonly string[], more: object = {}) =>
    index.ask('search', {
      prefix: '',
      words,
      glob: null,
      extensions: [],
      which: 'all',
      oldVersions: true,
      after: null,
      limit: 100,
      ...filters,
      ...more,
    })
  const typed = [
    'report-12345.pdf',
    'client-33',
    'invoice',
    'zzqx',
    'upload-0001',
    'parquet',
    'draft 2022',
    'c',
  ]
  const keystrokes = typed.flatMap((text) => Array.from(text, (_, at) => text.slice(0, at + 1)))
  const stroke = (at: number) =>
    search((keystrokes[at % keystrokes.length] ?? '').split(' ').filter((word) => word !== ''))
  report(`search, ${keystrokes.length} keystrokes`, await times(keystrokes.length * 10, stroke))
  report('search *.mp4 over 4 MB', await times(50, () => search([], { glob: '*.mp4', minBytes: 4_000_000 })))
  const whole = { fromMs: startMs, toMs: startMs + 600 * dayMs, bins: 300 }
  report('histogram, everything', await times(50, () => index.ask('histogram', { prefix: '', ...whole })))
  report(
    'histogram, one client',
    await times(50, () => index.ask('histogram', { prefix: 'projects/client-07/', ...whole })),
  )
  const hours = () => {
    const fromMs = someMoment()
    return index.ask('histogram', { prefix: '', fromMs, toMs: fromMs + 6 * 3_600_000, bins: 300 })
  }
  report('histogram, six hours', await times(50, hours))
  const burst = { gapMinutes: 5, beforeMs: null, limit: 50 }
  report('bursts of everything', await times(50, () => index.ask('bursts', { prefix: '', ...burst })))
  report(
    'bursts of one client',
    await times(50, () => index.ask('bursts', { prefix: 'projects/client-07/', ...burst })),
  )
  report(
    'recently deleted',
    await times(50, () => index.ask('recentlyDeleted', { prefix: '', after: null, limit: 200 })),
  )
  report(
    'recently deleted of one client',
    await times(50, () =>
      index.ask('recentlyDeleted', { prefix: 'projects/client-07/', after: null, limit: 200 }),
    ),
  )
  report(
    'keys with the most versions',
    await times(50, () => index.ask('mostVersions', { prefix: '', limit: 100 })),
  )
  report(
    'sizes of folders',
    await times(50, () => index.ask('totalsOfFolders', { prefix: 'projects/', after: null, limit: 100 })),
  )
  report(
    'sizes of folders as of T',
    await times(20, () =>
      index.ask('sizesAt', {
        prefixes: ['projects/client-07/', 'projects/client-08/'],
        moment: { atMs: someMoment() },
      }),
    ),
  )
}

report('load of the machine', `${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} processors`)
const folder = await mkdtemp(join(tmpdir(), 'strata-bench-'))
const writeMs = performance.now()
await writeStore(join(folder, 'store'), 'big', writes())
report('the bucket was written in', `${((performance.now() - writeMs) / 1000).toFixed(1)} s`)
const store = await startStoreProcess(join(folder, 'store'))
const server = s3ServerFor(store)
const indexes = new Indexes(join(folder, 'index'))
try {
  const bucket = { connectionId: 'bench', bucket: 'big' }
  const index = await indexes.open(bucket)
  const limits = { readers: 6, requestsPerSecond: 1000 }
  const indexer = new Indexer({ index, server, bucket: 'big' }, undefined, limits)
  await fill(indexer, 'first fill')
  report('bytes per entry', `${(index.fileBytes / (keyCount * entriesPerKey)).toFixed(0)} B`)
  await askEverything(index)
  await fill(indexer, 'refresh')
} finally {
  await indexes.close()
  server.close()
  await store.end()
  await rm(folder, { recursive: true, force: true })
}
