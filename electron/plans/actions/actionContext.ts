/** What every verb on one object needs: the server, the object, and where to tell what changed. */
import type { Change } from '../../../shared/model/change.ts'
import type { ObjectRef } from '../../../shared/model/selection.ts'
import type { BucketVersioning } from '../../s3/versioning.ts'
import type { S3Server } from '../../s3/server.ts'

export type ActionContext = {
  readonly server: S3Server
  readonly object: ObjectRef
  /** The bucket's versioning as the server tells it now, never from memory. */
  readonly versioning: () => Promise<BucketVersioning>
  readonly publish: (change: Change) => void
  readonly signal: AbortSignal
}
