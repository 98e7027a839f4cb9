/** Bytes for previews: a version looked at once becomes an opaque id that the content channel serves by ranges. */
import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { FailureError, failed } from '../../shared/failure.ts'
import type { Facts } from '../../shared/model/facts.ts'
import type { Preview } from '../../shared/model/preview.ts'
import type { VersionRef } from '../../shared/model/selection.ts'
import type { Connections } from '../connections/connections.ts'
import {
  getObject,
  headObject,
  type ByteRange,
  type OpenObject,
  type VersionAddress,
} from '../s3/readObject.ts'
import type { S3Server } from '../s3/server.ts'
import { looksLikeText, shownAs, type ShownAs } from './contentKind.ts'
import { readStart } from './readStart.ts'

const mebibyte = 1024 ** 2
/** Text beyond this is cut. */
const textBytes = mebibyte
/** Images and documents up to this come with the facts, in one request; bigger ones are read when they are shown. */
const heldBytes = 16 * mebibyte
const biggestImageBytes = 128 * mebibyte
const mostHeldBytes = 64 * mebibyte
const mostIds = 200

/** What an id stands for: bytes in memory, or a version to be read by ranges, pinned by its ETag. */
type Held = {
  readonly address: VersionAddress & { readonly connectionId: string; readonly etag: string | null }
  readonly contentType: string
  readonly sizeBytes: number
  readonly bytes: Uint8Array | null
}

export type Served = {
  readonly contentType: string
  readonly sizeBytes: number
  /** null: all of it. Both ends inclusive. */
  readonly range: { readonly startByte: number; readonly endByte: number } | null
  readonly body: Readable
}

export class Content {
  readonly #connections: Connections
  /** Oldest first: a Map keeps the order of insertion. */
  readonly #held = new Map<string, Held>()

  constructor(connections: Connections) {
    this.#connections = connections
  }

  /** Facts, and a way to look at the bytes: one request. Failures: those of getObject. */
  async inspect(ref: VersionRef, signal: AbortSignal): Promise<{ facts: Facts; preview: Preview }> {
    const server = await this.#connections.server(ref.connectionId)
    const shown = shownAs(ref.key)
    if (shown.kind === 'audio' || shown.kind === 'video') {
      const facts = await headObject(server, ref, { signal })
      return { facts, preview: { kind: shown.kind, url: this.#hold(ref, facts, shown.contentType, null) } }
    }
    try {
      const open = await getObject(server, ref, { signal })
      return { facts: open.facts, preview: await this.#previewOf(ref, shown, open) }
    } catch (error) {
      return {
        facts: await this.#factsOfUnreadable(server, ref, error, signal),
        preview: { kind: 'none', why: 'cold' },
      }
    }
  }

  /** Bytes of an id. `range` as the browser asked for it; failures: not-found for an id that was let go. */
  async serve(id: string, range: ByteRange | null, signal: AbortSignal): Promise<Served> {
    const held = this.#held.get(id)
    if (held === undefined) {
      throw failed({
        code: 'not-found',
        reason: 'content-gone',
        message: 'This preview is not open any more.',
        wayOn: 'retry',
      })
    }
    const { contentType, sizeBytes, bytes, address } = held
    const wanted = range === null ? null : clamp(range, sizeBytes)
    if (bytes !== null) {
      const part = wanted === null ? bytes : bytes.subarray(wanted.startByte, wanted.endByte + 1)
      return { contentType, sizeBytes, range: wanted, body: Readable.from([part]) }
    }
    const server = await this.#connections.server(address.connectionId)
    const { body } = await getObject(
      server,
      { ...address, range: wanted, ifMatch: address.versionId === null ? address.etag : null },
      { signal },
    )
    return { contentType, sizeBytes, range: wanted, body }
  }

  async #previewOf(ref: VersionRef, shown: ShownAs, { facts, body }: OpenObject): Promise<Preview> {
    if (facts.sizeBytes === 0) {
      body.destroy()
      return { kind: 'none', why: 'empty' }
    }
    const { kind } = shown
    if (kind === 'image' || kind === 'pdf') {
      const whole = facts.sizeBytes <= heldBytes
      const bytes = whole ? await readStart(body, facts.sizeBytes) : null
      if (!whole) body.destroy()
      if (kind === 'image' && facts.sizeBytes > biggestImageBytes) return { kind: 'none', why: 'too-big' }
      return { kind, url: this.#hold(ref, facts, shown.contentType, bytes) }
    }
    const bytes = await readStart(body, textBytes)
    if (kind === 'unknown' && !looksLikeText(bytes)) return { kind: 'none', why: 'type' }
    return {
      kind: 'text',
      url: this.#hold(ref, facts, 'text/plain; charset=utf-8', bytes),
      shownBytes: bytes.byteLength,
    }
  }

  /** An archived version can't be read, but it still has facts. */
  async #factsOfUnreadable(
    server: S3Server,
    ref: VersionRef,
    error: unknown,
    signal: AbortSignal,
  ): Promise<Facts> {
    if (error instanceof FailureError && error.failure.reason === 'cold')
      return headObject(server, ref, { signal })
    throw error
  }

  #hold(ref: VersionRef, facts: Facts, contentType: string, bytes: Uint8Array | null): string {
    const { connectionId, bucket, key } = ref
    const address = {
      connectionId,
      bucket,
      key,
      versionId: facts.versionId ?? ref.versionId,
      etag: facts.etag,
    }
    const id = randomUUID()
    this.#held.set(id, { address, contentType, sizeBytes: bytes?.byteLength ?? facts.sizeBytes, bytes })
    this.#letGo()
    return `/content/${id}`
  }

  /** Forgets the oldest ids beyond the limits of number and memory. */
  #letGo(): void {
    let bytes = [...this.#held.values()].reduce((sum, held) => sum + (held.bytes?.byteLength ?? 0), 0)
    for (const [id, held] of this.#held) {
      if (this.#held.size <= mostIds && bytes <= mostHeldBytes) return
      bytes -= held.bytes?.byteLength ?? 0
      this.#held.delete(id)
    }
  }
}

function clamp(range: ByteRange, sizeBytes: number): { startByte: number; endByte: number } {
  const endByte = Math.min(range.endByte ?? sizeBytes - 1, sizeBytes - 1)
  if (range.startByte > endByte) {
    throw failed({ code: 'invalid-request', reason: 'range', message: 'There are no bytes in this range.' })
  }
  return { startByte: range.startByte, endByte }
}
