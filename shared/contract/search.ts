/** Search: over everything that ever was where there is an index, else over what is live. */
import { z } from 'zod'
import { searchPageSchema, searchQuerySchema } from '../model/search.ts'
import { prefixRefSchema } from '../model/selection.ts'
import { call } from './base.ts'

export const searchContract = {
  /**
   * One page in the order of keys. `from`: `index` where there is one, else the server's listing; or the listing in any
   * case. A listing knows live files only: asked for deleted ones alone it fails with not-found (`no-index`).
   */
  page: call
    .input(
      prefixRefSchema.extend({
        query: searchQuerySchema,
        from: z.enum(['index', 'listing']),
        after: z.string().nullable(),
        limit: z.int().min(1).max(1000),
      }),
    )
    .output(searchPageSchema),
}
