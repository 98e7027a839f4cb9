/** Uploads and downloads over the contract. */
import { sampled } from '../platform/sampled.ts'
import { downloadPlan } from '../transfers/downloadPlan.ts'
import { uploadPlan } from '../transfers/uploadPlan.ts'
import { api, failing, signalOf } from './failing.ts'

export const transfersApi = api.transfers.router({
  upload: api.transfers.upload.handler(async ({ context: { services }, input }) => {
    const { connections, buckets, drops, transferBudget: budget, changes, transfers } = services
    const server = await connections.server(input.connectionId)
    // The batch outlives this call: it asks for the bucket's state in its own time.
    const versioning = () => buckets.readNow(input, AbortSignal.timeout(60_000))
    const publish = changes.publish.bind(changes)
    return {
      batchId: transfers.add(uploadPlan({ server, drops, budget, versioning, publish }, input, input.dropId)),
    }
  }),
  download: api.transfers.download.handler(async ({ context: { services }, input }) => {
    const server = await services.connections.server(input.connectionId)
    const folder = services.folders.targetPath(input.targetId)
    return { batchId: services.transfers.add(downloadPlan({ server, folder }, input, input.wanted)) }
  }),
  state: api.transfers.state.handler(({ context: { services } }) => services.transfers.state()),
  watch: api.transfers.watch.handler(({ context: { services }, signal }) =>
    failing(
      sampled(
        () => services.transfers.state(),
        (changed) => services.transfers.subscribe(changed),
        signalOf(signal),
      ),
    ),
  ),
  items: api.transfers.items.handler(({ context: { services }, input }) =>
    services.transfers.items(input.batchId, input.start, input.end),
  ),
  copy: api.transfers.copy.handler(() => {
    throw new Error('not yet')
  }),
  pause: api.transfers.pause.handler(() => ({})),
  resume: api.transfers.resume.handler(() => ({})),
  prioritise: api.transfers.prioritise.handler(() => ({})),
  decide: api.transfers.decide.handler(() => ({})),
  cancel: api.transfers.cancel.handler(({ context: { services }, input }) => {
    services.transfers.cancel(input.batchId)
    return {}
  }),
  retry: api.transfers.retry.handler(({ context: { services }, input }) => {
    services.transfers.retry(input.batchId, input.mayDestroy)
    return {}
  }),
  clear: api.transfers.clear.handler(async ({ context: { services } }) => {
    await services.transfers.clear()
    return {}
  }),
  reveal: api.transfers.reveal.handler(async ({ context: { services }, input }) => {
    await services.platform.reveal(services.transfers.revealPath(input.batchId))
    return {}
  }),
})
