/** Buckets of a connection, and what is known of their versioning. */
import type { Bucket, Versioning } from '../../shared/model/bucket.ts'
import type { BucketRef } from '../../shared/model/selection.ts'
import type { Connections } from '../connections/connections.ts'
import { createBucket } from '../s3/createBucket.ts'
import { listBuckets } from '../s3/listBuckets.ts'
import { readObjectLock, readVersioning, writeVersioning, type BucketVersioning } from '../s3/versioning.ts'

/** Servers may need this long until versioning holds everywhere. */
const settlingMs = 15 * 60_000
/** How long a state is believed for display; every write asks anew. */
const freshMs = 60_000

type Remembered = { readonly versioning: Versioning; readonly readMs: number }

export class Buckets {
  readonly #connections: Connections
  readonly #remembered = new Map<string, Remembered>()

  constructor(connections: Connections) {
    this.#connections = connections
  }

  /** In the server's order; `limited` where the connection is for one bucket only. */
  async list(connectionId: string, signal: AbortSignal): Promise<{ buckets: Bucket[]; limited: boolean }> {
    const { bucket } = await this.#connections.connection(connectionId)
    if (bucket !== null) return { buckets: [{ name: bucket, createdMs: null }], limited: true }
    const server = await this.#connections.server(connectionId)
    return { buckets: [...(await listBuckets(server, { signal }))], limited: false }
  }

  async create(ref: BucketRef, versioning: boolean, signal: AbortSignal): Promise<Versioning> {
    const server = await this.#connections.server(ref.connectionId)
    await createBucket(server, ref.bucket, { signal })
    return versioning ? this.setVersioning(ref, 'enabled', signal) : this.versioning(ref, true, signal)
  }

  async versioning(ref: BucketRef, fresh: boolean, signal: AbortSignal): Promise<Versioning> {
    const known = this.#remembered.get(idOf(ref))
    if (!fresh && known && Math.abs(Date.now() - known.readMs) < freshMs) return known.versioning
    return this.#remember(ref, await this.readNow(ref, signal))
  }

  /** As the server tells it now, never from memory: what every write looks at first. */
  async readNow(ref: BucketRef, signal: AbortSignal): Promise<BucketVersioning> {
    return readVersioning(await this.#connections.server(ref.connectionId), ref.bucket, { signal })
  }

  /** Writes, then answers with what the server says. */
  async setVersioning(
    ref: BucketRef,
    state: 'enabled' | 'suspended',
    signal: AbortSignal,
  ): Promise<Versioning> {
    const server = await this.#connections.server(ref.connectionId)
    await writeVersioning(server, ref.bucket, state, { signal })
    const settlesAtMs = state === 'enabled' ? Date.now() + settlingMs : null
    return this.#remember(ref, await this.readNow(ref, signal), { settlesAtMs })
  }

  async objectLock(ref: BucketRef, signal: AbortSignal): Promise<Versioning> {
    const server = await this.#connections.server(ref.connectionId)
    const objectLock = await readObjectLock(server, ref.bucket, { signal })
    return this.#remember(ref, await this.versioning(ref, false, signal), { objectLock })
  }

  #remember(ref: BucketRef, read: BucketVersioning, more: Partial<Versioning> = {}): Versioning {
    const before = this.#remembered.get(idOf(ref))?.versioning
    const versioning: Versioning = {
      state: read.state,
      mfaDelete: read.mfaDelete,
      objectLock: more.objectLock ?? before?.objectLock ?? 'unknown',
      settlesAtMs: more.settlesAtMs === undefined ? (before?.settlesAtMs ?? null) : more.settlesAtMs,
    }
    this.#remembered.set(idOf(ref), { versioning, readMs: Date.now() })
    return versioning
  }
}

const idOf = ({ connectionId, bucket }: BucketRef): string => `${connectionId}/${bucket}`
