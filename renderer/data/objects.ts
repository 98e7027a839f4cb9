/** One object as the server knows it: its history page by page, and what one of its versions is. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { HistoryPage } from '../../shared/contract/history.ts'
import type { Facts } from '../../shared/model/facts.ts'
import type { ObjectRef } from '../../shared/model/selection.ts'
import type { VersionEntry } from '../../shared/model/version.ts'
import { useStrata } from '../strata.ts'

/** Everything known of an object is under it: a change makes it all be asked for again. */
const objectKey = ({ connectionId, bucket, key }: ObjectRef) => ['object', connectionId, bucket, key] as const

const beginning: HistoryPage['next'] = null

/** One listing request a page; only the first is asked for by itself. */
export function useHistory(ref: ObjectRef) {
  const { api } = useStrata()
  return useInfiniteQuery({
    queryKey: [...objectKey(ref), 'history'],
    queryFn: ({ pageParam: after, signal }) => api.history.page({ ...ref, after }, { signal }),
    initialPageParam: beginning,
    getNextPageParam: ({ next }) => next,
  })
}

/**
 * The version to look at when none was chosen: the current one (null), of a deleted file the last before its
 * deletion; undefined while the history that tells is on its way, or when there is none.
 */
export function versionLookedAt(
  entries: readonly VersionEntry[] | null,
  isDeleted: boolean,
): string | null | undefined {
  if (entries === null) return isDeleted ? undefined : null
  const [latest] = entries
  if (latest === undefined || !latest.isMarker) return null
  return entries.find(({ isMarker }) => !isMarker)?.versionId
}

/** One request. `versionId` null: the current version; undefined: nothing is asked yet. */
export function useInspected(ref: ObjectRef, versionId: string | null | undefined) {
  const { api } = useStrata()
  return useQuery({
    queryKey: [...objectKey(ref), 'facts', versionId],
    queryFn: ({ signal }) => api.objects.inspect({ ...ref, versionId: versionId ?? null }, { signal }),
    enabled: versionId !== undefined,
  })
}

/** Two of the same identity have the same bytes. */
export const identityOf = (ref: ObjectRef, { versionId, etag }: Facts): string =>
  JSON.stringify([...objectKey(ref), versionId, etag])

/** One request, made only when somebody looks. */
export function useTags(ref: ObjectRef, versionId: string | null | undefined) {
  const { api } = useStrata()
  return useQuery({
    queryKey: [...objectKey(ref), 'tags', versionId],
    queryFn: ({ signal }) => api.objects.tags({ ...ref, versionId: versionId ?? null }, { signal }),
    enabled: versionId !== undefined,
  })
}
