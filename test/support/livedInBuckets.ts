/** Equal buckets with a past, one for each tool that is to bring it back. */
import { setTimeout } from 'node:timers/promises'
import { bucketWith } from './bucketWith.ts'
import type { Connections } from './manyRequests.ts'
import type { TestServer } from './testServer.ts'

export const prefix = 'projects/2026/'

export interface LivedIn {
  readonly buckets: readonly string[]
  /** What was there at this moment is what is wanted back. */
  readonly atMs: number
}

/** One write of a key: of this many bytes, or a delete. */
type Write = { readonly bucket: string; readonly key: string; readonly bytes: number | 'deleted' }

type Past = { readonly before: readonly Step[]; readonly after: readonly Step[] }
type Step = Write['bytes']

/** Written once, and deleted; one file in a hundred is still there. */
const deletedPast: Past = { before: [1024], after: ['deleted'] }
const livePast: Past = { before: [1024], after: [] }

/**
 * Five versions of every key. Of ten keys eight were written to since then, one was born since then, and one was
 * deleted since then.
 */
function pastOf(index: number): Past {
  if (index % 10 === 8) return { before: [], after: [1024, 1025, 1026, 1027, 1028] }
  if (index % 10 === 9) return { before: [1024, 1025, 1026, 1027, 1028], after: ['deleted'] }
  return { before: [1024, 1025, 1026], after: [1027, 1028] }
}

const fiveVersions = (keyCount: number): readonly Past[] =>
  Array.from({ length: keyCount }, (_, index) => pastOf(index))

/** How many files are there beside so many deleted ones. */
export const liveBeside = (deletedCount: number): number => Math.ceil(deletedCount / 100)

const deletedAmongLive = (deletedCount: number): readonly Past[] =>
  Array.from({ length: deletedCount }, (_, index) =>
    index % 100 === 0 ? [livePast, deletedPast] : [deletedPast],
  ).flat()

type Wanted = {
  readonly bucketCount: number
  readonly keyCount: number
  readonly past: 'deleted' | 'five versions'
}

export async function livedInBuckets(
  connections: Connections,
  server: TestServer,
  { bucketCount, keyCount, past }: Wanted,
): Promise<LivedIn> {
  const buckets = await Promise.all(
    Array.from({ length: bucketCount }, async () => (await bucketWith(server)).bucket),
  )
  const keys = (past === 'deleted' ? deletedAmongLive(keyCount) : fiveVersions(keyCount)).map(
    (past, index) => ({ key: `${prefix}file-${String(index).padStart(6, '0')}.txt`, past }),
  )
  const writeAll = async (half: keyof Past): Promise<void> => {
    const rounds = Math.max(...keys.map(({ past }) => past[half].length))
    for (let round = 0; round < rounds; round += 1) {
      const writes = keys.flatMap(({ key, past }) => {
        const bytes = past[half][round]
        return bytes === undefined ? [] : buckets.map((bucket) => ({ bucket, key, bytes }))
      })
      await connections.rate(writes.length, async (at) => carryOut(connections, server, writes[at]))
    }
  }
  await writeAll('before')
  // Some servers count in whole seconds.
  await setTimeout(1500)
  const atMs = Date.now()
  await setTimeout(1500)
  await writeAll('after')
  return { buckets, atMs }
}

const body = Buffer.alloc(2048, 'x')

async function carryOut(connections: Connections, server: TestServer, write: Write | undefined) {
  if (write === undefined) return
  const path = `/${write.bucket}/${write.key}`
  if (write.bytes === 'deleted') await connections.send(server, { method: 'DELETE', path })
  else await connections.send(server, { method: 'PUT', path, body: body.subarray(0, write.bytes) })
}
