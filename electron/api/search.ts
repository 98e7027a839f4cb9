/** Search over the contract. */
import { searchListing } from '../search/searchListing.ts'
import { searchIndex } from '../search/searchPage.ts'
import { api, signalOf } from './failing.ts'

export const searchApi = api.search.router({
  page: api.search.page.handler(async ({ context: { services }, input, signal }) => {
    const { indexes, connections } = services
    const coverage = input.from === 'index' ? await indexes.coverageOf(input) : null
    if (coverage !== null) return searchIndex(await indexes.indexOf(input), input, input)
    return searchListing(await connections.server(input.connectionId), input, input, signalOf(signal))
  }),
})
