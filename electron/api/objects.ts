/** One object over the contract: its history, its facts, the verbs on it. */
import { api, signalOf } from './failing.ts'

export const historyApi = api.history.router({
  page: api.history.page.handler(async ({ context: { services }, input, signal }) => {
    const { entries, next, versioned } = await services.objects.history(input, input.after, signalOf(signal))
    return { entries: [...entries], next, versioned }
  }),
})

export const objectsApi = api.objects.router({
  inspect: api.objects.inspect.handler(({ context: { services }, input, signal }) =>
    services.content.inspect(input, signalOf(signal)),
  ),
  tags: api.objects.tags.handler(async ({ context: { services }, input, signal }) => [
    ...(await services.objects.tags(input, signalOf(signal))),
  ]),
  restore: api.objects.restore.handler(({ context: { services }, input, signal }) =>
    services.objects.restore(input, input.versionId, input.mayDestroy, signalOf(signal)),
  ),
  undelete: api.objects.undelete.handler(({ context: { services }, input, signal }) =>
    services.objects.undelete(input, signalOf(signal)),
  ),
  delete: api.objects.delete.handler(({ context: { services }, input, signal }) =>
    services.objects.delete(input, input.mayDestroy, signalOf(signal)),
  ),
  deleteForever: api.objects.deleteForever.handler(({ context: { services }, input, signal }) =>
    services.objects.deleteForever(input, input.versionId, signalOf(signal)),
  ),
})
