/**
 * How fast and how big the index is: `npm run bench -- index [KEYS]`. Five entries a key, markers included; the local
 * store serves them from a process of its own, the indexer reads them as it does in the app. Other programs list the
 * same bucket from the same server in the same run; what counts is the ratio.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Indexer } from '../../electron/index/indexer.ts'
import { Indexes } from '../../electron/index/indexes.ts'
import type { BucketIndex } from '../../electron/index/bucketIndex.ts'
import { calmHeap } from '../../electron/platform/calmHeap.ts'
import { pause } from '../../electron/platform/pause.ts'
import { fetchVersionsPage } from '../../electron/s3/listVersions.ts'
import { parseVersionsPage, type VersionMarker } from '../../electron/s3/versionsPage.ts'
import { watchLoop } from '../support/loopWatch.ts'
import { dayMs, entriesPerKey, manyVersions, startMs } from '../support/manyVersions.ts'
import { versionListers } from '../support/otherTools.ts'
import { seeded } from '../support/random.ts'
import { s3ServerFor } from '../support/s3ServerFor.ts'
import { startStoreProcess, type StoreProcess } from '../support/storeProcess.ts'
import { writeStore } from '../unit/index/testIndex.ts'

calmHeap()
const keyCount = Number(process.argv[2] ?? 200_000)
const random = seeded(7)
const { signal } = new AbortController()

function report(what: string, figure: string): void {
  console.log(`${what.padEnd(50)} ${figure.padStart(44)}`)
}

function reportLoad(): void {
  report('load of the machine', `${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} processors`)
}

function spread(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (part: number): string => (sorted[Math.floor((sorted.length - 1) * part)] ?? 0).toFixed(1)
  return `${at(0.5)} / ${at(0.99)} / ${at(1)} ms`
}

const cpuMs = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000

async function times(count: number, ask: (index: number) => Promise<unknown>): Promise<string> {
  const measured: number[] = []
  const cpu: number[] = []
  for (let index = 0; index < count; index++) {
    const cpuBefore = process.cpuUsage()
    const beforeMs = performance.now()
    await ask(index)
    measured.push(performance.now() - beforeMs)
    cpu.push(cpuMs(process.cpuUsage(cpuBefore)))
  }
  return `${spread(measured)}, processor ${spread(cpu)}`
}

/** Runs the body; how long the main thread kept others waiting meanwhile. */
async function watched<Result>(what: string, body: () => Promise<Result>): Promise<Result> {
  const stop = watchLoop()
  const result = await body()
  const { p99Ms, maxMs, mostCpuMs } = stop()
  report(`${what}: main late by, p99 / max`, `${p99Ms.toFixed(1)} / ${maxMs.toFixed(1)} ms`)
  report(`${what}: main busy at most`, `${mostCpuMs.toFixed(1)} ms`)
  return result
}

const perSecond = (count: number, ms: number): number => (count / ms) * 1000

type Rate = { readonly entriesPerSecond: number; readonly entriesPerCpuSecond: number }

const reportRate = (what: string, { entriesPerSecond, entriesPerCpuSecond }: Rate): void =>
  report(
    `${what}: entries per second`,
    `${entriesPerSecond.toFixed(0)} (${entriesPerCpuSecond.toFixed(0)} per processor second)`,
  )

/** The server alone: pages one after the other, asked for by us and not read. */
async function bare(server: ReturnType<typeof s3ServerFor>): Promise<Rate> {
  let after: VersionMarker | null = null
  let entries = 0
  let ms = 0
  let cpu = 0
  for (let pages = 0; pages < 100; pages++) {
    const cpuBefore = process.cpuUsage()
    const beforeMs = performance.now()
    const query = { bucket: 'big', prefix: '', folded: false, after }
    const xml: Uint8Array = await fetchVersionsPage(server, query, { signal })
    ms += performance.now() - beforeMs
    cpu += cpuMs(process.cpuUsage(cpuBefore))
    const page: ReturnType<typeof parseVersionsPage> = parseVersionsPage(xml, after)
    entries += page.entries.length
    after = page.next
    if (after === null) break
  }
  return { entriesPerSecond: perSecond(entries, ms), entriesPerCpuSecond: perSecond(entries, cpu) }
}

/** What follows the reading itself is not counted. `most`: stops after so many entries. */
async function filled(indexer: Indexer, how: 'start' | 'refresh', most = Infinity): Promise<Rate> {
  const beforeMs = performance.now()
  const cpuBefore = process.cpuUsage()
  let readMs = 0
  let cpu = 0
  const watch = setInterval(() => {
    const { phase, entriesRead } = indexer.progress
    if (phase !== 'reading') return
    readMs = performance.now() - beforeMs
    cpu = cpuMs(process.cpuUsage(cpuBefore))
    if (entriesRead >= most) void indexer.pause()
  }, 20)
  await indexer[how]()
  clearInterval(watch)
  const { phase, failure, entriesRead } = indexer.progress
  if (failure) throw new Error(`${phase}: ${failure.message}`)
  return {
    entriesPerSecond: perSecond(entriesRead, readMs),
    entriesPerCpuSecond: perSecond(entriesRead, cpu),
  }
}

async function listedByOthers(store: StoreProcess): Promise<Rate> {
  let best: Rate = { entriesPerSecond: 0, entriesPerCpuSecond: 0 }
  for (const { name, run } of versionListers) {
    const { ms, cpuSeconds } = await run(store, 'big')
    const entries = keyCount * entriesPerKey
    const rate = { entriesPerSecond: perSecond(entries, ms), entriesPerCpuSecond: entries / cpuSeconds }
    reportRate(name, rate)
    if (rate.entriesPerSecond > best.entriesPerSecond) best = rate
  }
  return best
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
  report('', 'median / p99 / max, the same of processor time')
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

const readers = 6
const limits = { readers, requestsPerSecond: 1000 }
const bucket = 'big'

async function fillAndAsk(store: StoreProcess, indexes: Indexes): Promise<void> {
  const server = s3ServerFor(store)
  try {
    const index = await indexes.open({ connectionId: 'bench', bucket })
    await watched('idle', () => pause(3000, signal))
    const alone = await bare(server)
    reportRate('bare requests, one connection', alone)
    const indexer = new Indexer({ index, server, bucket }, undefined, limits)
    const ours = await watched('first fill', () => filled(indexer, 'start'))
    reportRate(`first fill, ${readers} connections`, ours)
    report('bytes per entry', `${(index.fileBytes / (keyCount * entriesPerKey)).toFixed(0)} B`)
    const other = await indexes.open({ connectionId: 'one', bucket })
    const single = new Indexer({ index: other, server, bucket }, undefined, { ...limits, readers: 1 })
    const one = await filled(single, 'start', 150_000)
    reportRate('first fill, one connection', one)
    const best = await listedByOthers(store)
    const ratio = (a: Rate, b: Rate): string => (a.entriesPerSecond / b.entriesPerSecond).toFixed(2)
    report(`${readers} connections to the best of the others`, `${ratio(ours, best)} ×`)
    report('one connection to the best of the others', `${ratio(one, best)} ×`)
    report('one connection to its bare requests', `${ratio(one, alone)} ×`)
    reportLoad()
    await watched('questions', () => askEverything(index))
    reportRate(`refresh, ${readers} connections`, await watched('refresh', () => filled(indexer, 'refresh')))
  } finally {
    server.close()
  }
}

reportLoad()
const folder = await mkdtemp(join(tmpdir(), 'strata-bench-'))
const writeMs = performance.now()
await writeStore(join(folder, 'store'), bucket, manyVersions(keyCount))
report('the bucket was written in', `${((performance.now() - writeMs) / 1000).toFixed(1)} s`)
const store = await startStoreProcess(join(folder, 'store'))
const indexes = new Indexes(join(folder, 'index'))
try {
  await fillAndAsk(store, indexes)
} finally {
  await indexes.close()
  await store.end()
  await rm(folder, { recursive: true, force: true })
}
reportLoad()
