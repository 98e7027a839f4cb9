/** What lies where and what it weighs, over the contract. */
import { api } from './failing.ts'

export const usageApi = api.usage.router({
  totals: api.usage.totals.handler(async ({ context: { services }, input }) => {
    const index = await services.indexes.indexOf(input)
    return { sums: await index.ask('totalsOf', input), coverage: await index.ask('coverageOf', input) }
  }),
  folders: api.usage.folders.handler(async ({ context: { services }, input }) => {
    const index = await services.indexes.indexOf(input)
    const { folders, next } = await index.ask('totalsOfFolders', input)
    return { folders: [...folders], next, coverage: await index.ask('coverageOf', input) }
  }),
  classes: api.usage.classes.handler(async ({ context: { services }, input }) => ({
    classes: [...(await (await services.indexes.indexOf(input)).ask('classTotals', input))],
  })),
  mostVersions: api.usage.mostVersions.handler(async ({ context: { services }, input }) => ({
    keys: [...(await (await services.indexes.indexOf(input)).ask('mostVersions', input))],
  })),
  written: api.usage.written.handler(
    async ({ context: { services }, input: { prefixes, slices, ...place } }) => {
      const index = await services.indexes.indexOf(place)
      const written = await index.ask('writtenBytes', { prefixes, slices })
      return { written: written.map((bytes) => [...bytes]) }
    },
  ),
})
