/** What files in parts leave behind when nobody wants them any more: parts on servers, and `.part` files here. */
import { rm } from 'node:fs/promises'
import { FailureError } from '../../shared/failure.ts'
import { dropUpload } from './run/dropUpload.ts'
import { connectionOf, type BatchSpec, type PartsJournal } from './tasks.ts'
import type { ReachParts } from './reach.ts'

/** What can't be taken back now (the server is away) stays among the bucket's incomplete uploads, where it is shown. */
export async function dropLeftovers(
  { server }: Pick<ReachParts, 'server'>,
  spec: BatchSpec,
  journals: readonly PartsJournal[],
): Promise<void> {
  for (const journal of journals) {
    if (journal.kind === 'download') await rm(journal.partPath, { force: true })
    else if (spec.kind !== 'download') {
      const upload = { bucket: spec.to.bucket, key: journal.key, uploadId: journal.uploadId }
      await server(connectionOf(spec))
        .then((target) => dropUpload(target, upload))
        .catch((error: unknown) => {
          if (!(error instanceof FailureError)) throw error
        })
    }
  }
}
