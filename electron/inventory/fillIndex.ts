/**
 * Fills an index from an inventory: every file is fetched, proved and sorted before the first key of the index is
 * touched; then the parts replace what the index knew less about, in the order of the keys.
 */
import { join } from 'node:path'
import { rm } from 'node:fs/promises'
import { FailureError, cancelledFailure, failureBehind } from '../../shared/failure.ts'
import type { InventoryFill } from '../../shared/model/inventory.ts'
import type { BucketIndex } from '../index/bucketIndex.ts'
import { encodeKey, endOfKeys, justAfter, prefixEnd } from '../index/keyBytes.ts'
import type { KeyRange } from '../index/coverage.ts'
import { readPiece } from '../index/readPiece.ts'
import type { WorkerLink } from '../platform/workerLink.ts'
import { listVersionsPage } from '../s3/listVersions.ts'
import type { S3Server } from '../s3/server.ts'
import { fetchFile } from './fetchFile.ts'
import type { ManifestPlace } from './findManifest.ts'
import { nothingInIt } from './inventoryFailures.ts'
import type { InventoryWorkerApi } from './inventoryWorker.ts'
import type { Manifest } from './manifest.ts'

export type FillParts = {
  /** Of the bucket, and of whoever can read the inventory: mostly the same. */
  readonly server: S3Server
  readonly source: S3Server
  readonly bucket: string
  readonly place: ManifestPlace
  readonly manifest: Manifest
  readonly index: BucketIndex
  readonly worker: WorkerLink<InventoryWorkerApi>
  /** For what is thrown away afterwards. */
  readonly folder: string
  readonly signal: AbortSignal
  readonly tell: (fill: Partial<InventoryFill>) => void
}

/** Failures: as the steps'; `cancelled`. */
export async function fillIndex(parts: FillParts): Promise<void> {
  const { index, worker, folder, tell, manifest } = parts
  index.awaitInventory()
  try {
    await worker.call('begin', { folder })
    await stageAll(parts)
    tell({ phase: 'sorting' })
    const shared = await worker.call('sort', null)
    if (shared === null) throw nothingInIt()
    stopIfAborted(parts)
    const range = await rangeOf(parts, shared)
    tell({ phase: 'writing', onlyPrefix: isWhole(range) ? '' : shared })
    await index.note('inventoryBegunMs', manifest.createdMs)
    const uncertain = await writeAll(parts, range)
    await index.setUnreadAside(true)
    await index.note('inventoryMs', manifest.createdMs)
    await index.note('inventoryBegunMs', null)
    tell({ phase: 'settling' })
    await settle(parts, uncertain)
    tell({ phase: 'tidying' })
    while (!parts.signal.aborted && (await index.maintain()));
  } finally {
    index.forgetInventory()
  }
}

function stopIfAborted({ signal }: FillParts): void {
  if (signal.aborted) throw new FailureError(cancelledFailure)
}

async function stageAll(parts: FillParts): Promise<void> {
  const { worker, source, place, manifest, folder, signal, tell, bucket } = parts
  const { format, columns } = manifest
  const path = join(folder, 'file')
  let bytesBefore = 0
  let rowsRead = 0
  for (const { key, md5, sizeBytes } of manifest.files) {
    stopIfAborted(parts)
    const start = bytesBefore
    const progress = (bytes: number): void => tell({ bytesRead: start + Math.min(bytes, sizeBytes) })
    await fetchFile({ server: source, bucket: place.bucket, key, path, signal, progress })
    rowsRead += await worker.call('stage', { path, key, md5, format, columns, bucket })
    await rm(path, { force: true })
    bytesBefore += sizeBytes
    tell({ rowsRead, bytesRead: bytesBefore })
  }
}

const isWhole = ({ from, to }: KeyRange): boolean =>
  from.byteLength === 0 && Buffer.compare(to, endOfKeys) === 0

const behindAll = '\u{10ffff}'

/**
 * What the inventory speaks for. It may have been made for a prefix, which its manifest doesn't say: then all its keys
 * begin with that, and whether there is anything before and behind them is asked of the server.
 */
async function rangeOf({ server, bucket, signal }: FillParts, shared: string): Promise<KeyRange> {
  if (shared === '') return { from: encodeKey(''), to: endOfKeys }
  const from = encodeKey(shared)
  const first = async (keyMarker: string | null): Promise<string | null> => {
    const after = keyMarker === null ? null : { keyMarker, versionIdMarker: '' }
    const query = { bucket, prefix: '', folded: false, after, pageSize: 1 }
    return (await listVersionsPage(server, query, { signal })).entries[0]?.key ?? null
  }
  try {
    const isFirst = (await first(null))?.startsWith(shared) ?? true
    const isLast = (await first(shared + behindAll)) === null
    return { from: isFirst ? encodeKey('') : from, to: isLast ? endOfKeys : prefixEnd(from) }
  } catch (error) {
    if (failureBehind(error).code === 'cancelled') throw error
    return { from, to: prefixEnd(from) }
  }
}

/** So many keys are listed afterwards where the inventory doesn't tell their order; more stay marked. */
const mostSettled = 2000

async function writeAll(parts: FillParts, { from, to }: KeyRange): Promise<readonly string[]> {
  const { index, worker, manifest, tell } = parts
  const { createdMs } = manifest
  const uncertain: string[] = []
  let start = from
  let rowsWritten = 0
  let uncertainCount = 0
  let part = await worker.call('next', null)
  for (;;) {
    stopIfAborted(parts)
    const end = part.isLast || part.lastKey === null ? to : justAfter(encodeKey(part.lastKey))
    const inventory = { createdMs, uncertain: part.uncertain }
    const writing = index.writeInventory({ from: start, to: end, histories: part.histories, inventory })
    rowsWritten += part.rows
    uncertainCount += part.uncertain.length
    uncertain.push(...part.uncertain.slice(0, mostSettled - uncertain.length))
    if (part.isLast) {
      await writing
      tell({ rowsWritten, uncertainCount })
      return uncertain
    }
    // While this part is written, the next is made ready.
    const [next] = await Promise.all([worker.call('next', null), writing])
    tell({ rowsWritten, uncertainCount })
    part = next
    start = end
  }
}

const listedAtOnce = 4

/** The server knows the order: it is asked for the keys in doubt, one by one. */
async function settle(parts: FillParts, keys: readonly string[]): Promise<void> {
  const waiting = [...keys]
  const { pass } = await parts.index.state()
  let settledCount = 0
  const settleSome = async (): Promise<void> => {
    for (let key = waiting.shift(); key !== undefined; key = waiting.shift()) {
      stopIfAborted(parts)
      await settleOne(parts, pass, key)
      settledCount += 1
      parts.tell({ settledCount })
    }
  }
  try {
    await Promise.all(Array.from({ length: listedAtOnce }, settleSome))
  } catch (error) {
    // They stay marked, and are read when somebody opens their folder.
    waiting.length = 0
    if (failureBehind(error).code === 'cancelled') throw error
  }
}

async function settleOne(
  { index, server, bucket, manifest, signal }: FillParts,
  pass: number,
  key: string,
): Promise<void> {
  const from = encodeKey(key)
  const context = {
    server,
    bucket,
    index,
    pass,
    // As old as what is around it: a piece for each key would slow every answer down.
    readMs: manifest.createdMs,
    options: { signal, priority: 'background' } as const,
    turn: async () => undefined,
    wrote: () => undefined,
    leave: () => false,
  }
  await readPiece(context, { from, to: justAfter(from), listed: key, emptyFrom: null, pages: 0 })
}
