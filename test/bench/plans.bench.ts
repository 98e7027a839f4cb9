/**
 * Undelete and rewind against the tools people have, on a real Ceph RGW and on the local store:
 * `STRATA_BENCH_KEYS=10000 npm run bench -- plans [undelete|rewind]`. The servers count the requests. Every tool has
 * an equal bucket of its own.
 */
import { loadavg } from 'node:os'
import type { PlanSpec } from '../../shared/model/plan.ts'
import { hasCommand, startCeph, whyNoCeph } from '../support/ceph.ts'
import { livedInBuckets, liveBeside, prefix } from '../support/livedInBuckets.ts'
import { startStore } from '../support/localStore.ts'
import { openConnections } from '../support/manyRequests.ts'
import {
  copyByAws,
  listByAws,
  sampleOf,
  syncByRclone,
  undeleteByAws,
  type Folder,
} from '../support/otherTools.ts'
import { everything, viewOf } from '../support/planCases.ts'
import { openPlanner } from '../support/planner.ts'
import { s3ServerFor } from '../support/s3ServerFor.ts'
import type { TestServer } from '../support/testServer.ts'
import {
  cephCountingOf,
  countingOf,
  inWords,
  totalOf,
  type Counting,
  type RequestCounts,
} from '../support/wireCounts.ts'

const only = process.argv[2]
const keyCount = Number(process.env['STRATA_BENCH_KEYS'] ?? 10_000)
const sampleCount = Number(process.env['STRATA_BENCH_SAMPLE'] ?? 300)
const atOnce = 16
const connections = openConnections(32)
const problems: string[] = []
const strata = 'Strata'

type Row = {
  readonly tool: string
  readonly ms: number
  readonly perKey: number
  readonly requests: RequestCounts
  /** How many pages the server makes of the folder: some don't fill them. */
  readonly pages: number
  readonly note: string
}
type Told = Row | { readonly tool: string; readonly note: string }

type Bench = { readonly server: TestServer; readonly counting: Counting }

/** Times a tool, counts its requests, and looks whether the folder is as it was then. */
async function measure(
  { server, counting }: Bench,
  tool: string,
  bucket: string,
  atMs: number,
  work: (folder: Folder) => Promise<string>,
): Promise<Row> {
  const straight = await counting(() => entriesOf(server, bucket))
  const { result, requests } = await counting(async () => {
    const started = performance.now()
    const note = await work({ server, bucket, prefix })
    return { note, ms: performance.now() - started }
  })
  const wanted = viewOf(straight.result, atMs)
  const now = viewOf(await entriesOf(server, bucket))
  const wrong = Object.keys({ ...wanted, ...now }).filter((key) => wanted[key] !== now[key]).length
  if (wrong > 0 && tool === strata) problems.push(`${wrong} keys are not as they were`)
  const note = wrong === 0 ? result.note : `${wrong} keys are not as they were; ${result.note}`
  return {
    tool,
    ms: result.ms,
    perKey: totalOf(requests) / keyCount,
    requests,
    pages: straight.requests.list,
    note,
  }
}

async function entriesOf(server: TestServer, bucket: string) {
  const s3 = s3ServerFor(server)
  try {
    return await everything(s3, bucket)
  } finally {
    s3.close()
  }
}

async function byPlan({ server }: Folder, spec: PlanSpec): Promise<string> {
  const planner = await openPlanner(server)
  try {
    const started = performance.now()
    const draft = await planner.draft(spec)
    const draftedMs = performance.now() - started
    await planner.planner.run(draft.planId, false)
    const done = await planner.planner.finished(draft.planId)
    const undone = done.states.filter(({ state }) => state !== 'done')
    if (done.state !== 'done' || undone.length > 0) throw new Error(`Not done: ${JSON.stringify(done)}`)
    return `draft ${seconds(draftedMs)}`
  } finally {
    await planner.close()
  }
}

/** A tool that isn't here is said to be missing. */
const ifInstalled = async (tool: string, command: string, work: () => Promise<Row>): Promise<Told> =>
  (await hasCommand(command)) ? work() : { tool, note: 'not installed' }

async function undelete(bench: Bench): Promise<void> {
  const { server } = bench
  const past = { bucketCount: 3, keyCount, past: 'deleted' } as const
  const { buckets, atMs } = await livedInBuckets(connections, server, past)
  const [ours = '', aws = '', rclone = ''] = buckets
  const scope = { keys: [], prefixes: [prefix] }
  const spec: PlanSpec = { kind: 'undelete', connectionId: 'c', bucket: ours, scope }
  const plan = await measure(bench, strata, ours, atMs, (folder) => byPlan(folder, spec))
  const rows: readonly Told[] = [
    plan,
    await ifInstalled('aws s3api', 'aws', () =>
      measure(bench, 'aws s3api', aws, atMs, async (folder) => {
        await undeleteByAws(folder)
        return 'list, then delete-objects by 1000; no check'
      }),
    ),
    await ifInstalled('rclone sync', 'rclone', () =>
      measure(bench, 'rclone sync', rclone, atMs, async (folder) => {
        await syncByRclone(folder, atMs, atOnce)
        return 'can’t undelete; copies again what was there at a time'
      }),
    ),
    { tool: 's3cmd', note: 'can’t: knows no versions' },
  ]
  print(`Undelete of ${keyCount} files, ${server.name}`, rows)
  checkBudget(plan)
}

/** n files among m entries: ⌈m/1000⌉ listings twice, ⌈n/1000⌉ deletes, and one look at what the bucket keeps. */
function checkBudget({ requests, pages }: Row): void {
  const listings = 2 * Math.max(pages, Math.ceil((2 * keyCount + liveBeside(keyCount)) / 1000))
  const deletes = Math.ceil(keyCount / 1000)
  const others = totalOf(requests) - requests.list - requests.delete
  if (requests.list > listings || requests.delete > deletes || others > 1)
    problems.push(`Over the budget of ${listings} listings and ${deletes} deletes: ${inWords(requests)}`)
}

async function rewind(bench: Bench): Promise<void> {
  const { server } = bench
  const past = { bucketCount: 3, keyCount, past: 'five versions' } as const
  const { buckets, atMs } = await livedInBuckets(connections, server, past)
  const [ours = '', aws = '', rclone = ''] = buckets
  const scope = { keys: [], prefixes: [prefix] }
  const spec: PlanSpec = { kind: 'rewind', connectionId: 'c', bucket: ours, scope, moment: { atMs } }
  const rows: readonly Told[] = [
    await measure(bench, strata, ours, atMs, (folder) => byPlan(folder, spec)),
    await ifInstalled('rclone sync', 'rclone', () =>
      measure(bench, 'rclone sync', rclone, atMs, async (folder) => {
        await syncByRclone(folder, atMs, atOnce)
        return 'server-side; tags and metadata not proved'
      }),
    ),
    await ifInstalled('aws s3api', 'aws', () => sampleByAws(bench, { server, bucket: aws, prefix }, atMs)),
    { tool: 's3cmd', note: 'can’t: knows no versions' },
  ]
  print(`Rewind of ${keyCount} keys with 5 versions each, ${server.name}`, rows)
}

/** The listing is whole; the copies are a sample, reckoned up to all that have to be made. */
async function sampleByAws({ server, counting }: Bench, folder: Folder, atMs: number): Promise<Row> {
  const entries = await entriesOf(server, folder.bucket)
  const copies = sampleOf(entries, atMs, keyCount)
  const sample = copies.slice(0, sampleCount)
  const factor = copies.length / sample.length
  const { result, requests } = await counting(async () => {
    const started = performance.now()
    await listByAws(folder)
    const listed = performance.now()
    await copyByAws(folder, sample, atOnce)
    return { listMs: listed - started, copyMs: performance.now() - listed }
  })
  const reckoned = { ...requests, write: Math.round(requests.write * factor) }
  return {
    tool: 'aws s3api',
    ms: result.listMs + result.copyMs * factor,
    perKey: totalOf(reckoned) / keyCount,
    requests: reckoned,
    pages: requests.list,
    note: `sample of ${sample.length} copies, xargs -P ${atOnce}; listing ${seconds(result.listMs)}; no check`,
  }
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

function print(title: string, rows: readonly Told[]): void {
  const [ours] = rows
  const cells = rows.map((row) => {
    if (!('ms' in row) || ours === undefined || !('ms' in ours))
      return [row.tool, '', '', '', '', '', '', row.note]
    return [
      row.tool,
      seconds(row.ms),
      `${(row.ms / ours.ms).toFixed(1)}×`,
      (row.ms / keyCount).toFixed(2),
      String(totalOf(row.requests)),
      row.perKey.toFixed(3),
      `${(row.perKey / ours.perKey).toFixed(2)}×`,
      `${inWords(row.requests)}; ${row.note}`,
    ]
  })
  const table = [['', 'time', 'ratio', 'ms/key', 'requests', 'per key', 'ratio', 'what'], ...cells]
  const widths = (table[0] ?? []).map((_, at) => Math.max(...table.map((line) => line[at]?.length ?? 0)))
  console.log(`\n${title} (load of this machine: ${(loadavg()[0] ?? 0).toFixed(1)})`)
  for (const line of table)
    console.log(
      line
        .map((cell, at) =>
          at === 0 || at === 7 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
}

/** Both plans on one server, which ends by itself. */
async function benchOn(
  server: TestServer & { stop: () => Promise<void> },
  counting: Counting,
): Promise<void> {
  try {
    if (only !== 'rewind') await undelete({ server, counting })
    if (only !== 'undelete') await rewind({ server, counting })
  } finally {
    await server.stop()
  }
}

const noCeph = await whyNoCeph()
try {
  if (noCeph === null) {
    const ceph = await startCeph()
    await benchOn(ceph, cephCountingOf(ceph))
  } else console.log(noCeph)
  const store = await startStore()
  await benchOn(store, countingOf(store))
} finally {
  connections.close()
}
if (problems.length > 0) throw new Error(problems.join('\n'))
