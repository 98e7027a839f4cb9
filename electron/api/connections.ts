/** Connections over the contract. */
import { openServer } from '../connections/connections.ts'
import { testConnection } from '../connections/testConnection.ts'
import { sampled } from '../platform/sampled.ts'
import type { ConnectionDraft } from '../../shared/model/connection.ts'
import type { ConnectionTest } from '../../shared/model/connectionTest.ts'
import type { Services } from '../services.ts'
import { api, failing, signalOf } from './failing.ts'

export const connectionsApi = api.connections.router({
  list: api.connections.list.handler(({ context: { services } }) => services.connections.list()),
  watch: api.connections.watch.handler(({ context: { services }, signal }) =>
    failing(
      sampled(
        () => services.connections.list(),
        (changed) => services.connections.subscribe(changed),
        signalOf(signal),
      ),
    ),
  ),
  test: api.connections.test.handler(({ context: { services }, input, signal }) =>
    failing(tried(services, input, signalOf(signal))),
  ),
  save: api.connections.save.handler(({ context: { services }, input }) => services.connections.save(input)),
  capabilities: api.connections.capabilities.handler(
    async ({ context: { services }, input }) =>
      (await services.connections.learned(input.connectionId)).known,
  ),
  forgetCapabilities: api.connections.forgetCapabilities.handler(async ({ context: { services }, input }) => {
    const learned = await services.connections.learned(input.connectionId)
    learned.forget()
    return {}
  }),
  forget: api.connections.forget.handler(async ({ context: { services }, input }) => {
    await services.connections.forget(input.connectionId)
    return {}
  }),
})

async function* tried(
  services: Services,
  draft: ConnectionDraft,
  signal: AbortSignal,
): AsyncGenerator<ConnectionTest, void, void> {
  const server = openServer(draft, await services.connections.secretFor(draft))
  try {
    yield* testConnection(server, draft, signal)
  } finally {
    server.close()
  }
}
