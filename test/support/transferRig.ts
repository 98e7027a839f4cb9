/** The queue of transfers by itself, for tests that choose its servers and its patience. */
import type { S3Server } from '../../electron/s3/server.ts'
import { readVersioning } from '../../electron/s3/versioning.ts'
import { Drops } from '../../electron/transfers/drops.ts'
import type { BatchSpec } from '../../electron/transfers/tasks.ts'
import { Transfers } from '../../electron/transfers/transfers.ts'
import { isOver, type Batch, type TransferItem } from '../../shared/model/transfer.ts'
import type { UploadRef } from '../../shared/model/upload.ts'
import { usualUpload } from '../../shared/model/uploadOptions.ts'
import { s3ServerFor } from './s3ServerFor.ts'
import { openStorageHere } from './storage.ts'
import { testFolder } from './testFolder.ts'
import type { TestServer } from './testServer.ts'

export type TransferRig = {
  readonly transfers: Transfers
  /** Connections are called as the servers were. */
  upload(to: Place, paths: readonly string[], into?: UploadRef): Promise<string>
  /** A folder with everything in it. */
  download(from: Place, folder: string): Promise<string>
  copy(from: Place, to: Place): Promise<string>
  /** Waits until a batch is as wanted. */
  until(batchId: string, wanted: (batch: Batch) => boolean): Promise<Batch>
  finished(batchId: string): Promise<Batch>
  items(batchId: string): Promise<TransferItem[]>
  close(): Promise<void>
}

type Place = { readonly connectionId: string; readonly bucket: string; readonly prefix: string }

type Patience = { readonly idleMs?: number; readonly firstWaitMs?: number }

export function openTransfers(
  servers: Readonly<Record<string, TestServer>>,
  { firstWaitMs = 100, ...patience }: Patience = {},
): TransferRig {
  const open = new Map(Object.entries(servers).map(([id, server]) => [id, s3ServerFor(server, patience)]))
  const of = (id: string): S3Server => {
    const server = open.get(id)
    if (server === undefined) throw new Error(`no server ${id}`)
    return server
  }
  const storage = openStorageHere(testFolder('rig'))
  const transfers = new Transfers({
    storage,
    drops: new Drops(),
    server: async (id) => of(id),
    versioning: ({ connectionId, bucket }, signal) => readVersioning(of(connectionId), bucket, { signal }),
    publish: () => undefined,
    firstWaitMs,
  })
  const until: TransferRig['until'] = (batchId, wanted) => batchUntil(transfers, batchId, wanted)
  return {
    transfers,
    upload: (to, paths, into) => {
      const spec = {
        kind: 'upload',
        to,
        options: usualUpload,
        into: into ?? null,
        from: { kind: 'paths', paths: [...paths] },
      } satisfies BatchSpec
      return transfers.add({ spec, title: '', place: '' })
    },
    download: ({ prefix, ...from }, target) => {
      const wanted = [{ kind: 'folder', key: prefix, versionId: null, at: null } as const]
      return transfers.add({ spec: { kind: 'download', from, wanted, folder: target }, title: '', place: '' })
    },
    copy: ({ prefix, ...from }, to) => {
      const scope = { keys: [], prefixes: [prefix] }
      return transfers.add({ spec: { kind: 'copy', from, scope, at: null, to }, title: '', place: '' })
    },
    until,
    finished: (batchId) => until(batchId, ({ state }) => isOver(state)),
    items: async (batchId) => (await transfers.items(batchId, 0, 10_000)).items,
    async close() {
      await transfers.close()
      await storage.close()
      for (const server of open.values()) server.close()
    },
  }
}

function batchUntil(
  transfers: Transfers,
  batchId: string,
  wanted: (batch: Batch) => boolean,
): Promise<Batch> {
  return new Promise((resolve) => {
    const look = (): void => {
      const batch = transfers.state().batches.find((each) => each.batchId === batchId)
      if (batch === undefined || !wanted(batch)) return
      stop()
      resolve(batch)
    }
    const stop = transfers.subscribe(look)
    look()
  })
}
