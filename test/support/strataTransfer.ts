/** One upload or download by the app's own services, asked through the contract: a script to be forked. */
import { setTimeout } from 'node:timers/promises'
import { isOver, type Batch } from '../../shared/model/transfer.ts'
import { usualUpload } from '../../shared/model/uploadOptions.ts'
import { serveOrder, type PreparedTransfer, type TransferOrder } from './forkedTransfer.ts'
import { openStrata, type Strata } from './strata.ts'

async function begin({ api, services }: Strata, connectionId: string, order: TransferOrder): Promise<string> {
  const { bucket, folder, name } = order
  if (order.direction === 'up') {
    const dropId = services.drops.register([folder])
    const upload = { connectionId, bucket, prefix: '', dropId, options: usualUpload }
    return (await api.transfers.upload(upload)).batchId
  }
  const { targetId } = services.folders.target({ path: folder })
  const wanted = [{ kind: 'folder' as const, key: `${name}/`, versionId: null, at: null }]
  return (await api.transfers.download({ connectionId, bucket, wanted, targetId })).batchId
}

const lookMs = 50

/** The stream, which the window follows too, may tell the end a quarter of a second late: it is looked for. */
async function finished(strata: Strata, batchId: string): Promise<Batch> {
  const followed = strata.finished(batchId)
  for (;;) {
    const { batches } = await strata.api.transfers.state()
    const batch = batches.find((each) => each.batchId === batchId)
    if (batch && isOver(batch.state)) return batch
    await Promise.race([followed, setTimeout(lookMs)])
  }
}

async function prepare(order: TransferOrder): Promise<PreparedTransfer> {
  const strata = await openStrata()
  const connectionId = await strata.connect(order.server)
  const { transferLimits } = await strata.api.app.settings()
  await strata.api.app.changeSettings({ transferLimits: { ...transferLimits, filesAtOnce: order.atOnce } })
  return {
    async run() {
      const batch = await finished(strata, await begin(strata, connectionId, order))
      if (batch.state !== 'done') throw new Error(`Not done: ${JSON.stringify(batch)}`)
    },
    close: () => strata.close(),
  }
}

await serveOrder(prepare)
