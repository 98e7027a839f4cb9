/** What an owner (a version, or a part of an upload) holds: slices of blobs, in order. Copies share blobs. */
import { z } from 'zod'
import type { Database } from '../../storage/sqlite.ts'
import type { BlobFiles } from './blobFiles.ts'
import type { Transaction } from './groupCommit.ts'

/** Bodies up to this size live in the database, where many of them share one fsync. */
export const inlineLimitBytes = 16 * 1024

/** Bytes that were received and are not yet owned: small ones in memory, others in a finished blob file. */
export type Received =
  { readonly kind: 'empty' } | { readonly kind: 'inline'; readonly bytes: Buffer } | ReceivedFile

interface ReceivedFile {
  readonly kind: 'file'
  readonly blob: number
  readonly sizeBytes: number
}

/** A slice of one blob. */
interface Segment {
  readonly blob: number
  readonly start: number
  readonly length: number
}

const segmentRow = z.object({ blob: z.number(), start: z.number(), length: z.number() })
const bytesRow = z.object({ bytes: z.instanceof(Uint8Array).nullable() })
const countRow = z.object({ count: z.number() })
const sharedRow = z.object({ id: z.number(), segments: z.number(), inFile: z.number() })

/** Gives received bytes to a new owner. */
export function ownReceived(tx: Transaction, owner: number, received: Received): void {
  if (received.kind === 'empty') return
  const [blob, length, bytes] =
    received.kind === 'file'
      ? [received.blob, received.sizeBytes, null]
      : [tx.nextId(), received.bytes.length, received.bytes]
  tx.db.run('INSERT INTO blobs (id, segments, bytes) VALUES (?, 0, ?)', blob, bytes)
  append(tx.db, owner, 0, [{ blob, start: 0, length }])
}

/** Gives a new owner the bytes of others, one after the other; nothing is copied. */
export function ownSegments(tx: Transaction, owner: number, sources: readonly (readonly Segment[])[]): void {
  let position = 0
  for (const segments of sources) {
    append(tx.db, owner, position, segments)
    position += segments.length
  }
}

function append(db: Database, owner: number, from: number, segments: readonly Segment[]): void {
  for (const [index, { blob, start, length }] of segments.entries()) {
    db.run('INSERT INTO segments VALUES (?, ?, ?, ?, ?)', owner, from + index, blob, start, length)
    db.run('UPDATE blobs SET segments = segments + 1 WHERE id = ?', blob)
  }
}

/** Takes an owner's bytes away. Blobs that nobody refers to any more go, their files after the commit. */
export function disown(tx: Transaction, files: BlobFiles, owner: number): void {
  const segments = segmentsOf(tx.db, owner)
  if (segments.length === 0) return
  tx.db.run('DELETE FROM segments WHERE owner = ?', owner)
  for (const { blob } of segments) {
    const left = tx.db.get(
      sharedRow,
      'UPDATE blobs SET segments = segments - 1 WHERE id = ? RETURNING id, segments, bytes IS NULL AS inFile',
      blob,
    )
    if (left === null || left.segments > 0) continue
    tx.db.run('DELETE FROM blobs WHERE id = ?', blob)
    if (left.inFile === 1) tx.afterCommit(() => files.remove(blob))
  }
}

/** Where an owner's bytes are, in order. */
export function segmentsOf(db: Database, owner: number): readonly Segment[] {
  return db.all(
    segmentRow,
    'SELECT blob, start, length FROM segments WHERE owner = ? ORDER BY position',
    owner,
  )
}

/** The part of these segments that holds `length` bytes from `start` on. */
export function slice(segments: readonly Segment[], start: number, length: number): readonly Segment[] {
  const cut: Segment[] = []
  let at = 0
  for (const segment of segments) {
    const from = Math.max(start - at, 0)
    const to = Math.min(start + length - at, segment.length)
    if (from < to) cut.push({ blob: segment.blob, start: segment.start + from, length: to - from })
    at += segment.length
  }
  return cut
}

/** Bytes that stay readable, whatever is deleted meanwhile, until they are released. */
export interface OpenContent {
  readonly sizeBytes: number
  chunks(): AsyncGenerator<Buffer>
  release(): void
}

/** Opens segments for reading: small ones are read now, files are pinned until `release`. */
export function openSegments(db: Database, files: BlobFiles, segments: readonly Segment[]): OpenContent {
  const pieces = segments.map((segment) => ({ segment, bytes: inlineBytes(db, segment) }))
  return {
    sizeBytes: segments.reduce((sum, { length }) => sum + length, 0),
    release: files.pin(pieces.flatMap(({ segment, bytes }) => (bytes ? [] : [segment.blob]))),
    async *chunks() {
      for (const { segment, bytes } of pieces) {
        if (bytes) yield bytes
        else yield* files.read(segment.blob, segment.start, segment.length)
      }
    },
  }
}

function inlineBytes(db: Database, { blob, start, length }: Segment): Buffer | null {
  const bytes = db.get(bytesRow, 'SELECT bytes FROM blobs WHERE id = ?', blob)?.bytes
  return bytes ? Buffer.from(bytes.buffer, bytes.byteOffset + start, length) : null
}

/** Whether a committed row refers to a blob. */
export function hasBlob(db: Database, id: number): boolean {
  return db.get(countRow, 'SELECT count(*) AS count FROM blobs WHERE id = ?', id)?.count === 1
}
