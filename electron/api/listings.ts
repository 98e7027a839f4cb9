/** Folders over the contract. */
import type { ListingState } from '../../shared/model/listing.ts'
import type { ListingOptions } from '../listings/listings.ts'
import { listObjectsPage } from '../s3/listObjects.ts'
import type { Services } from '../services.ts'
import { api, failing, signalOf } from './failing.ts'

export const listingsApi = api.listings.router({
  folders: api.listings.folders.handler(async ({ context: { services }, input, signal }) => {
    const { connectionId, bucket, prefix, after } = input
    const server = await services.connections.server(connectionId)
    const query = { bucket, prefix, folded: true, after }
    const { prefixes, objects, next } = await listObjectsPage(server, query, { signal: signalOf(signal) })
    return { prefixes: [...prefixes], fileCount: objects.length, next }
  }),
  open: api.listings.open.handler(({ context: { services }, input, signal }) =>
    failing(opened(services, input, signalOf(signal))),
  ),
  configure: api.listings.configure.handler(async ({ context: { services }, input }) => {
    await services.listings.configure(input.listingId, input)
    return {}
  }),
  rows: api.listings.rows.handler(async ({ context: { services }, input }) => {
    const { listingId, start, end, keys } = input
    const window = await services.listings.rows(listingId, start, end, keys)
    return { ...window, rows: [...window.rows], indices: [...window.indices] }
  }),
  locate: api.listings.locate.handler(async ({ context: { services }, input }) => {
    const { revision, indices } = await services.listings.locate(input.listingId, input.keys)
    return { revision, indices: [...indices] }
  }),
  find: api.listings.find.handler(({ context: { services }, input }) =>
    services.listings.find(input.listingId, input.text, input.from),
  ),
})

async function* opened(
  { connections, listings }: Services,
  input: ListingOptions,
  signal: AbortSignal,
): AsyncGenerator<ListingState, void, void> {
  yield* listings.open(await connections.server(input.connectionId), input, signal)
}
