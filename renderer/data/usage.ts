/** What lies where in a bucket and what it weighs. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ClassTotals, CrowdedKey, FolderTotals, TimeSlice, Totals } from '../../shared/model/usage.ts'
import type { BucketRef, PrefixRef } from '../../shared/model/selection.ts'
import { useStrata } from '../strata.ts'

export type Usage = {
  readonly totals: Totals
  readonly classes: readonly ClassTotals[]
  readonly folders: readonly FolderTotals[]
  /** There are more folders than are shown. */
  readonly more: boolean
}

const foldersAtOnce = 1000
/** Folders beyond these are not told apart: they can be opened in the tree. */
const mostFolders = 5000

export function useUsage({ connectionId, bucket, prefix }: PrefixRef, askAgainMs: number | false) {
  const { api } = useStrata()
  const place = { connectionId, bucket, prefix }
  return useQuery<Usage>({
    queryKey: ['usage', connectionId, bucket, prefix],
    queryFn: async ({ signal }) => {
      const [totals, { classes }] = await Promise.all([
        api.usage.totals(place, { signal }),
        api.usage.classes(place, { signal }),
      ])
      const folders: FolderTotals[] = []
      let after: string | null = null
      do {
        const page: { readonly folders: readonly FolderTotals[]; readonly next: string | null } =
          await api.usage.folders({ ...place, after, limit: foldersAtOnce }, { signal })
        folders.push(...page.folders)
        after = page.next
      } while (after !== null && folders.length < mostFolders)
      return { totals, classes, folders, more: after !== null }
    },
    placeholderData: keepPreviousData,
    refetchInterval: askAgainMs,
    gcTime: 0,
    staleTime: 0,
  })
}

const keysAtOnce = 100

export function useMostVersions({ connectionId, bucket, prefix }: PrefixRef) {
  const { api } = useStrata()
  return useQuery<readonly CrowdedKey[]>({
    queryKey: ['most-versions', connectionId, bucket, prefix],
    queryFn: async ({ signal }) =>
      (await api.usage.mostVersions({ connectionId, bucket, prefix, limit: keysAtOnce }, { signal })).keys,
    gcTime: 0,
    staleTime: 0,
  })
}

const prefixesAtOnce = 200

type WrittenAsked = {
  readonly bucket: BucketRef
  readonly prefixes: readonly string[]
  readonly slices: readonly TimeSlice[]
  /** Changes whenever the index may answer otherwise. */
  readonly stamp: string
}

/** Bytes written beside the slices, by prefix. */
export function useWritten({ bucket: { connectionId, bucket }, prefixes, slices, stamp }: WrittenAsked) {
  const { api } = useStrata()
  return useQuery<ReadonlyMap<string, readonly number[]>>({
    queryKey: ['written', connectionId, bucket, prefixes, slices, stamp],
    queryFn: async ({ signal }) => {
      const found = new Map<string, readonly number[]>()
      for (let start = 0; start < prefixes.length; start += prefixesAtOnce) {
        const some = prefixes.slice(start, start + prefixesAtOnce)
        const asked = { connectionId, bucket, prefixes: some, slices: [...slices] }
        const { written } = await api.usage.written(asked, { signal })
        for (const [at, prefix] of some.entries()) found.set(prefix, written[at] ?? [])
      }
      return found
    },
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: 0,
  })
}
