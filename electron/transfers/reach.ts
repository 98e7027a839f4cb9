/** The servers, the bucket's state and the folder that a batch needs, asked for once. */
import type { Change } from '../../shared/model/change.ts'
import type { BucketRef } from '../../shared/model/selection.ts'
import type { S3Server } from '../s3/server.ts'
import type { BucketVersioning } from '../s3/versioning.ts'
import type { Places } from './find/findItems.ts'
import { SaveFolder } from './savePath.ts'
import type { BatchSpec } from './tasks.ts'

export type ReachParts = {
  readonly server: (connectionId: string) => Promise<S3Server>
  readonly versioning: (ref: BucketRef, signal: AbortSignal) => Promise<BucketVersioning>
  readonly publish: (change: Change) => void
}

export type Reach = Places & { readonly save: SaveFolder | null }

const withinMs = 60_000

/** Failures: signed-out, not-found (connection-gone, bucket-gone), offline. */
export async function reachOf({ server, versioning }: ReachParts, spec: BatchSpec): Promise<Reach> {
  if (spec.kind === 'download') {
    const from = await server(spec.from.connectionId)
    return { server: from, source: from, versioning: 'enabled', save: new SaveFolder(spec.folder) }
  }
  const target = await server(spec.to.connectionId)
  const source = spec.kind === 'copy' ? await server(spec.from.connectionId) : target
  const { state } = await versioning(spec.to, AbortSignal.timeout(withinMs))
  return { server: target, source, versioning: state, save: null }
}
