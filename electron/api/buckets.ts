/** Buckets over the contract. */
import { abortUploads, uploadsPage } from '../buckets/uploads.ts'
import { api, signalOf } from './failing.ts'

export const bucketsApi = api.buckets.router({
  list: api.buckets.list.handler(({ context: { services }, input, signal }) =>
    services.buckets.list(input.connectionId, signalOf(signal)),
  ),
  create: api.buckets.create.handler(({ context: { services }, input, signal }) =>
    services.buckets.create(input, input.versioning, signalOf(signal)),
  ),
  versioning: api.buckets.versioning.handler(({ context: { services }, input, signal }) =>
    services.buckets.versioning(input, input.fresh, signalOf(signal)),
  ),
  setVersioning: api.buckets.setVersioning.handler(({ context: { services }, input, signal }) =>
    services.buckets.setVersioning(input, input.state, signalOf(signal)),
  ),
  objectLock: api.buckets.objectLock.handler(({ context: { services }, input, signal }) =>
    services.buckets.objectLock(input, signalOf(signal)),
  ),
  uploads: api.buckets.uploads.handler(async ({ context: { services }, input, signal }) =>
    uploadsPage(await services.connections.server(input.connectionId), input, input.after, signalOf(signal)),
  ),
  abortUploads: api.buckets.abortUploads.handler(async ({ context: { services }, input, signal }) =>
    abortUploads(
      await services.connections.server(input.connectionId),
      input,
      input.uploads,
      signalOf(signal),
    ),
  ),
  lifecycle: api.buckets.lifecycle.handler(({ context: { services }, input, signal }) =>
    services.lifecycleRules.read(input, signalOf(signal)),
  ),
  writePurgeRule: api.buckets.writePurgeRule.handler(
    ({ context: { services }, input: { rule, ...place }, signal }) =>
      services.lifecycleRules.write(place, rule, signalOf(signal)),
  ),
  removePurgeRule: api.buckets.removePurgeRule.handler(({ context: { services }, input, signal }) =>
    services.lifecycleRules.remove(input, input.id, signalOf(signal)),
  ),
})
