/** A task carried out with what its batch knows: which servers, which folder, what is told to whom. */
import type { Change } from '../../shared/model/change.ts'
import { optionsToWrite } from '../s3/objectProperties.ts'
import { runCopy } from './run/runCopy.ts'
import { runDownload, runDownloadFolder } from './run/runDownload.ts'
import { runUpload, runUploadFolder, type UploadRun } from './run/runUpload.ts'
import { contentTypeOf } from './run/uploadContext.ts'
import type { Done, RunContext } from './run/runContext.ts'
import type { Reach } from './reach.ts'
import { usualUpload } from '../../shared/model/uploadOptions.ts'
import type { BatchSpec, Task } from './tasks.ts'
import type { BatchRow, ItemRow } from './transferRows.ts'

export type Working = {
  readonly batch: Pick<BatchRow, 'spec' | 'mayDestroy' | 'createdMs'>
  readonly item: Pick<ItemRow, 'collision' | 'sizeBytes'>
  readonly task: Task
  readonly reach: Reach
  readonly publish: (change: Change) => void
}

export function runItem(context: RunContext, working: Working): Promise<Done> {
  const { task, reach } = working
  switch (task.kind) {
    case 'upload':
      return runUpload(uploading(context, working, task.key), task)
    case 'upload-folder':
      return runUploadFolder(uploading(context, working, task.key), task)
    case 'copy': {
      const { from } = specOf(working, 'copy')
      return runCopy({ ...uploading(context, working, task.to), source: reach.source, from }, task)
    }
    case 'download':
      return runDownload(downloading(context, working), task)
    case 'download-folder':
      return runDownloadFolder(downloading(context, working), task)
  }
}

function uploading(context: RunContext, { batch, item, reach, publish }: Working, key: string): UploadRun {
  const { spec, mayDestroy, createdMs } = batch
  if (spec.kind === 'download') throw new Error('a download writes no bucket')
  const options = spec.kind === 'upload' ? spec.options : usualUpload
  return {
    ...context,
    server: reach.server,
    to: spec.to,
    versioning: reach.versioning,
    carries: optionsToWrite(options, contentTypeOf(key)),
    tags: options.tags,
    createdMs,
    sizeBytes: item.sizeBytes,
    mayDestroy,
    publish,
  }
}

function downloading(context: RunContext, working: Working) {
  const { item, reach, batch } = working
  const { from } = specOf(working, 'download')
  if (reach.save === null) throw new Error('a download needs a folder')
  const { collision, sizeBytes } = item
  return {
    ...context,
    server: reach.server,
    from,
    save: reach.save,
    createdMs: batch.createdMs,
    collision,
    sizeBytes,
  }
}

function specOf<Kind extends BatchSpec['kind']>({ batch }: Working, kind: Kind) {
  const { spec } = batch
  if (spec.kind !== kind) throw new Error(`a ${spec.kind} has no such task`)
  // Narrowing by a type parameter is beyond the compiler.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return spec as Extract<BatchSpec, { kind: Kind }>
}
