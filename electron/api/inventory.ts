/** Inventories over the contract. */
import { api, failing, signalOf } from './failing.ts'

export const inventoryApi = api.inventory.router({
  look: api.inventory.look.handler(({ context: { services }, input, signal }) =>
    services.inventories.look(input, input.from, input.address, signalOf(signal)),
  ),
  begin: api.inventory.begin.handler(async ({ context: { services }, input }) => {
    await services.inventories.begin(input, input.manifest)
    return {}
  }),
  cancel: api.inventory.cancel.handler(async ({ context: { services }, input }) => {
    await services.inventories.cancel(input)
    return {}
  }),
  watch: api.inventory.watch.handler(({ context: { services }, input, signal }) =>
    failing(services.inventories.watch(input, signalOf(signal))),
  ),
})
