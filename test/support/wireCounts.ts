/** What a server was asked, by kind, whoever asked: read from its own log. */
import { open, stat } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { servedRequestSchema } from '../../electron/localStore/http/served.ts'
import type { TestCeph } from './ceph.ts'
import type { TestStore } from './localStore.ts'

const kinds = ['list', 'delete', 'head', 'get', 'write', 'tags', 'other'] as const
type RequestKind = (typeof kinds)[number]
export type RequestCounts = Readonly<Record<RequestKind, number>>

/** Runs the work and counts the requests the server answered meanwhile. */
export type Counting = <T>(
  work: () => Promise<T>,
) => Promise<{ readonly result: T; readonly requests: RequestCounts }>

function sum(told: Iterable<readonly [RequestKind, number]>): RequestCounts {
  const counts = { list: 0, delete: 0, head: 0, get: 0, write: 0, tags: 0, other: 0 }
  for (const [kind, count] of told) counts[kind] += count
  return counts
}

export const totalOf = (counts: RequestCounts): number =>
  kinds.reduce((total, kind) => total + counts[kind], 0)

/** `list 20, delete 10`: what there was any of. */
export const inWords = (counts: RequestCounts): string =>
  kinds.flatMap((kind) => (counts[kind] > 0 ? `${kind} ${counts[kind]}` : [])).join(', ')

const operations: Readonly<Record<string, RequestKind>> = {
  ListObjectVersions: 'list',
  ListObjects: 'list',
  ListObjectsV2: 'list',
  DeleteObjects: 'delete',
  DeleteObject: 'delete',
  HeadObject: 'head',
  GetObject: 'get',
  PutObject: 'write',
  UploadPart: 'write',
  CopyObject: 'write',
  GetObjectTagging: 'tags',
  PutObjectTagging: 'tags',
}

export const countingOf =
  (store: TestStore): Counting =>
  async (work) => {
    store.forgetRequests()
    const result = await work()
    const told = Object.entries(store.counts())
    return { result, requests: sum(told.map(([name, count]) => [operations[name] ?? 'other', count])) }
  }

/** Of a store in a process of its own, by its log. */
export const countingLog =
  (log: string): Counting =>
  async (work) => {
    const from = await settledSize(log)
    const result = await work()
    const told = (await textBetween(log, from, await settledSize(log))).split('\n').filter(Boolean)
    const served = told.map((line) => servedRequestSchema.parse(JSON.parse(line)))
    return { result, requests: sum(served.map(({ operation }) => [operations[operation] ?? 'other', 1])) }
  }

export const cephCountingOf =
  ({ log }: TestCeph): Counting =>
  async (work) => {
    const from = await settledSize(log)
    const result = await work()
    const to = await settledSize(log)
    const lines = (await textBetween(log, from, to)).matchAll(/ beast: .*?"([A-Z]+) (\S+) HTTP/g)
    return { result, requests: sum([...lines].map(([, method = '', url = '']) => [kindOf(method, url), 1])) }
  }

/** The log is written a moment after the answer. */
async function settledSize(log: string): Promise<number> {
  for (let size = -1; ;) {
    const now = (await stat(log)).size
    if (now === size) return size
    size = now
    await setTimeout(500)
  }
}

async function textBetween(file: string, from: number, to: number): Promise<string> {
  const handle = await open(file)
  try {
    const { buffer } = await handle.read(Buffer.alloc(to - from), 0, to - from, from)
    return buffer.toString('utf8')
  } finally {
    await handle.close()
  }
}

function kindOf(method: string, url: string): RequestKind {
  const { pathname, searchParams } = new URL(url, 'http://localhost')
  const isObject = pathname.slice(1, -1).includes('/')
  if (searchParams.has('tagging')) return 'tags'
  if (!isObject) {
    if (method === 'POST' && searchParams.has('delete')) return 'delete'
    const asksSettings = ['versioning', 'location', 'uploads'].some((name) => searchParams.has(name))
    return method === 'GET' && !asksSettings ? 'list' : 'other'
  }
  const objects: Readonly<Record<string, RequestKind>> = {
    HEAD: 'head',
    GET: 'get',
    PUT: 'write',
    DELETE: 'delete',
  }
  return objects[method] ?? 'other'
}
