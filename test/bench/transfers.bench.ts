/**
 * Uploads and downloads against the tools people have, on a real Ceph RGW and on the local store, each in a process
 * of its own: `npm run bench -- transfers`. Every tool has a bucket of its own, and downloads what it uploaded; the
 * tools take turns within a round, and medians over the rounds are told.
 *
 * STRATA_BENCH_CASES=big,medium,small   STRATA_BENCH_FILES=1000   STRATA_BENCH_BYTES=4096   (of every case chosen)
 * STRATA_BENCH_SERVERS=ceph,local   STRATA_BENCH_TOOLS=strata,aws   STRATA_BENCH_ROUNDS=5   STRATA_BENCH_AT_ONCE=24
 * STRATA_BENCH_PROFILE=FOLDER leaves CPU profiles of our own processes there.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { defaultSettings } from '../../shared/model/settings.ts'
import { bucketWith } from '../support/bucketWith.ts'
import { hasCommand, startCeph, whyNoCeph } from '../support/ceph.ts'
import type { Cost, TransferOrder } from '../support/forkedTransfer.ts'
import { removeBucket } from '../support/removeBucket.ts'
import { makeSource, measureFolder, type SourceFile } from '../support/sourceFiles.ts'
import { startStoreProcess } from '../support/storeProcess.ts'
import { median, printTable } from '../support/table.ts'
import type { TestServer } from '../support/testServer.ts'
import { transferTools, type TransferTool } from '../support/transferTools.ts'
import {
  countingLog,
  cephCountingOf,
  inWords,
  totalOf,
  type Counting,
  type RequestCounts,
} from '../support/wireCounts.ts'

const mebibyte = 1024 ** 2
const gibibyte = 1024 ** 3
const environment = (name: string): string | undefined => process.env[`STRATA_BENCH_${name}`]
const numberFrom = (name: string, usual: number): number => Number(environment(name) ?? usual)
const isChosen = (list: string, name: string): boolean =>
  environment(list)
    ?.split(',')
    .some((each) => name.toLowerCase().includes(each)) ?? true

const rounds = numberFrom('ROUNDS', 5)
const atOnce = numberFrom('AT_ONCE', defaultSettings.transferLimits.filesAtOnce)
const cases = [
  { name: 'big', files: 1, bytes: gibibyte },
  { name: 'medium', files: 200, bytes: 5 * mebibyte },
  { name: 'small', files: 10_000, bytes: 4096 },
]
  .filter(({ name }) => isChosen('CASES', name))
  .map(({ name, files, bytes }) => ({
    name,
    files: numberFrom('FILES', files),
    bytes: numberFrom('BYTES', bytes),
  }))

type Case = (typeof cases)[number]
type Bench = { readonly server: TestServer; readonly counting: Counting }
type Source = { readonly case: Case; readonly folder: string; readonly files: readonly SourceFile[] }
type Measured = Cost & { readonly requests: RequestCounts; readonly wrong: string | null }
type Direction = TransferOrder['direction']
type Results = Record<Direction, Map<TransferTool, Measured[]>>

const run = promisify(execFile)
const scratch = await mkdtemp(join(tmpdir(), 'strata-bench-'))

async function installed(): Promise<readonly TransferTool[]> {
  const chosen = (await transferTools()).filter(({ name }) => isChosen('TOOLS', name))
  const here = await Promise.all(
    chosen.map(async ({ command }) => command === null || (await hasCommand(command))),
  )
  const missing = chosen.filter((_, at) => !here[at]).map(({ name }) => name)
  if (missing.length > 0) console.log(`Not installed: ${missing.join(', ')}`)
  return chosen.filter((_, at) => here[at])
}

/** Whether all arrived, by number and size. */
function difference(source: Source, arrived: { fileCount: number; sizeBytes: number }): string | null {
  const { files, bytes } = source.case
  if (arrived.fileCount === files && arrived.sizeBytes === files * bytes) return null
  return `${arrived.fileCount} files and ${arrived.sizeBytes} bytes arrived`
}

/** Up, down, and everything away again. */
async function measure({ server, counting }: Bench, source: Source, tool: TransferTool) {
  const { bucket } = await bucketWith(server)
  const target = join(scratch, 'down')
  await mkdir(target)
  const once = async (direction: Direction, folder: string): Promise<Measured> => {
    // What others left to be written would be written in our time.
    await run('sync')
    const order = {
      server,
      direction,
      bucket,
      folder,
      name: source.case.name,
      files: [...source.files],
      atOnce,
    }
    const { result, requests } = await counting(() => tool.run(order))
    return { ...result, requests, wrong: null }
  }
  const up = await once('up', join(source.folder, source.case.name))
  const down = await once('down', target)
  const saved = await measureFolder(target)
  await rm(target, { recursive: true })
  const stored = await removeBucket(server, bucket)
  return {
    up: { ...up, wrong: difference(source, stored) },
    down: { ...down, wrong: tool.name === 'bare SDK' ? null : difference(source, saved) },
  }
}

async function compare(bench: Bench, tools: readonly TransferTool[], each: Case): Promise<void> {
  const folder = join(scratch, each.name)
  const source = { case: each, folder, files: await makeSource(folder, each.name, each.files, each.bytes) }
  const results: Results = { up: new Map(), down: new Map() }
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < tools.length; turn++) {
      const tool = tools[(round + turn) % tools.length]
      if (tool === undefined) continue
      const measured = await measure(bench, source, tool)
      for (const direction of ['up', 'down'] as const)
        results[direction].set(tool, [...(results[direction].get(tool) ?? []), measured[direction]])
    }
  }
  await rm(folder, { recursive: true })
  for (const direction of ['up', 'down'] as const)
    tell(bench.server, each, direction, tools, results[direction])
}

function tell(
  { name }: TestServer,
  { files, bytes }: Case,
  direction: Direction,
  tools: readonly TransferTool[],
  results: Results[Direction],
): void {
  const [first] = tools
  const ours = (first && results.get(first)) ?? []
  const isSmall = bytes < mebibyte
  const unit = isSmall ? files / 1000 : (files * bytes) / gibibyte
  const rows = tools.map((tool) => {
    const told = results.get(tool) ?? []
    const of = (number: (measured: Measured) => number): number => median(told.map(number))
    const ratio = median(told.map(({ ms }, round) => ms / (ours[round]?.ms ?? ms)))
    const requests = told[0] === undefined ? '' : inWords(told[0].requests)
    const wrong = told.flatMap((each) => each.wrong ?? [])
    return [
      tool.name,
      (of(({ ms }) => ms) / 1000).toFixed(2),
      ratio.toFixed(2),
      (of((each) => totalOf(each.requests)) / files).toFixed(2),
      (of(({ cpuSeconds }) => cpuSeconds) / unit).toFixed(2),
      (of(({ peakBytes }) => peakBytes) / mebibyte).toFixed(0),
      [requests, tool.note, ...wrong].filter(Boolean).join('; '),
    ]
  })
  const title = `${files} × ${inBytes(bytes)} ${direction}, ${name}, ${atOnce} at once, ${rounds} rounds`
  const per = isSmall ? 'CPU s/1000' : 'CPU s/GiB'
  printTable(title, [['', 'seconds', 'ratio', 'req/file', per, 'peak MiB', ''], ...rows])
}

const inBytes = (bytes: number): string =>
  bytes >= gibibyte
    ? `${bytes / gibibyte} GiB`
    : bytes >= mebibyte
      ? `${bytes / mebibyte} MiB`
      : `${bytes / 1024} KiB`

async function onCeph(tools: readonly TransferTool[]): Promise<void> {
  const noCeph = await whyNoCeph()
  if (noCeph !== null) return console.log(noCeph)
  // What was deleted must be gone at the next turn, not a minute later.
  const ceph = await startCeph({ conf: 'rgw gc obj min wait = 1\nrgw gc processor period = 2\n' })
  try {
    for (const each of cases) await compare({ server: ceph, counting: cephCountingOf(ceph) }, tools, each)
  } finally {
    await ceph.stop()
  }
}

async function onLocalStore(tools: readonly TransferTool[]): Promise<void> {
  const log = join(scratch, 'requests.jsonl')
  const store = await startStoreProcess(join(scratch, 'store'), '--log', log)
  try {
    for (const each of cases) await compare({ server: store, counting: countingLog(log) }, tools, each)
  } finally {
    await store.end()
  }
}

try {
  const tools = await installed()
  if (isChosen('SERVERS', 'ceph')) await onCeph(tools)
  if (isChosen('SERVERS', 'local')) await onLocalStore(tools)
} finally {
  await rm(scratch, { recursive: true, force: true })
}
