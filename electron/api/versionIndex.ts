/** The index of a bucket over the contract. */
import { api, failing, signalOf } from './failing.ts'

export const versionIndexApi = api.index.router({
  watch: api.index.watch.handler(({ context: { services }, input, signal }) =>
    failing(services.indexes.watch(input, signalOf(signal))),
  ),
  start: api.index.start.handler(async ({ context: { services }, input }) => {
    await services.indexes.start(input)
    return {}
  }),
  refresh: api.index.refresh.handler(async ({ context: { services }, input }) => {
    await services.indexes.refresh(input)
    return {}
  }),
  pause: api.index.pause.handler(async ({ context: { services }, input }) => {
    await services.indexes.pause(input)
    return {}
  }),
  remove: api.index.remove.handler(async ({ context: { services }, input }) => {
    await services.inventories.cancel(input)
    await services.indexes.remove(input)
    return {}
  }),
})
