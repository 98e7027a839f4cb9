/** What happened, and when, over the contract. */
import { api } from './failing.ts'

export const timeApi = api.time.router({
  span: api.time.span.handler(async ({ context: { services }, input }) => {
    const index = await services.indexes.indexOf(input)
    return { ...(await index.ask('timeSpan', input)), coverage: await index.ask('coverageOf', input) }
  }),
  histogram: api.time.histogram.handler(async ({ context: { services }, input }) => {
    const index = await services.indexes.indexOf(input)
    const { stepMs, bins } = await index.ask('histogram', input)
    return { stepMs, bins: [...bins], coverage: await index.ask('coverageOf', input) }
  }),
  bursts: api.time.bursts.handler(async ({ context: { services }, input }) => {
    const index = await services.indexes.indexOf(input)
    const { bursts, nextBeforeMs } = await index.ask('bursts', input)
    return { bursts: [...bursts], nextBeforeMs, coverage: await index.ask('coverageOf', input) }
  }),
  burstItems: api.time.burstItems.handler(async ({ context: { services }, input }) => {
    const { items, next } = await (await services.indexes.indexOf(input)).ask('burstItems', input)
    return { items: [...items], next }
  }),
  recentlyDeleted: api.time.recentlyDeleted.handler(async ({ context: { services }, input }) => {
    const index = await services.indexes.indexOf(input)
    const { files, next } = await index.ask('recentlyDeleted', input)
    return { files: [...files], next, coverage: await index.ask('coverageOf', input) }
  }),
  sizes: api.time.sizes.handler(async ({ context: { services }, input: { prefixes, at, ...place } }) => {
    const index = await services.indexes.indexOf(place)
    return { sizes: [...(await index.ask('sizesAt', { prefixes, moment: at }))] }
  }),
})
