/** A batch's files, whatever kind of batch it is. */
import type { VersioningState } from '../../../shared/model/bucket.ts'
import type { S3Server } from '../../s3/server.ts'
import type { Drops } from '../drops.ts'
import type { BatchSpec } from '../tasks.ts'
import type { NewItem } from '../transferItemTable.ts'
import { findCopies } from './findCopies.ts'
import { findDownloads } from './findDownloads.ts'
import { findUploads } from './findUploads.ts'
import { findLocalFiles } from './localFiles.ts'

export type Places = {
  readonly server: S3Server
  /** Of a copy: where it comes from. */
  readonly source: S3Server
  /** Of the bucket that is written. */
  readonly versioning: VersioningState
}

/** The same search may be made again after a crash: it finds the same names. */
export function findItems(
  spec: BatchSpec,
  { server, source, versioning }: Places,
  drops: Drops,
  signal: AbortSignal,
): AsyncGenerator<NewItem, void, void> {
  switch (spec.kind) {
    case 'upload': {
      const { from, to, into } = spec
      const files = from.kind === 'paths' ? findLocalFiles(from.paths) : drops.staged(from.dropId, signal)
      return findUploads({ server, to, into, versioning, files }, signal)
    }
    case 'download': {
      const { from, wanted, folder } = spec
      return findDownloads({ server, from, wanted, folder }, signal)
    }
    case 'copy': {
      const { from, to, scope, at } = spec
      return findCopies({ source, target: server, from, scope, at, to, versioning }, signal)
    }
  }
}
