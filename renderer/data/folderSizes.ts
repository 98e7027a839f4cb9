/** What lies in folders, now or at a moment, as far as the index knows: asked for by those in sight. */
import { useQuery } from '@tanstack/react-query'
import type { SizeAt } from '../../shared/model/activity.ts'
import { sameMoment, type Moment } from '../../shared/model/moment.ts'
import type { BucketRef } from '../../shared/model/selection.ts'
import type { Api } from '../client.ts'
import { useStrata } from '../strata.ts'
import { useIndexStamp } from './timeTravel.ts'

type SizesAsked = {
  readonly bucket: BucketRef
  readonly prefixes: readonly string[]
  /** null: now. */
  readonly at: Moment | null
}

type Sizes = {
  readonly bucket: BucketRef
  readonly at: Moment | null
  readonly byPrefix: ReadonlyMap<string, SizeAt>
}

const none: ReadonlyMap<string, SizeAt> = new Map()

/** Without those that nobody knows. Sizes of another moment are never among them. */
export function useFolderSizes({ bucket: ref, prefixes, at }: SizesAsked): ReadonlyMap<string, SizeAt> {
  const { api } = useStrata()
  const { connectionId, bucket } = ref
  const stamp = useIndexStamp(ref)
  const isAsked = stamp !== '' && prefixes.length > 0
  const { data } = useQuery<Sizes>({
    queryKey: ['folder-sizes', connectionId, bucket, at, prefixes, stamp],
    queryFn: async ({ signal }) => ({
      bucket: ref,
      at,
      byPrefix: await readSizes(api, { bucket: { connectionId, bucket }, prefixes, at }, signal),
    }),
    enabled: isAsked,
    // Those that stay in sight keep what they showed.
    placeholderData: (before) => (before !== undefined && isOf(before, ref, at) ? before : undefined),
    gcTime: 10_000,
    // What nobody can tell now is shown as unknown, as everything that is not known.
    retry: false,
  })
  return isAsked ? (data?.byPrefix ?? none) : none
}

const isOf = (sizes: Sizes, { connectionId, bucket }: BucketRef, at: Moment | null): boolean =>
  sizes.bucket.connectionId === connectionId && sizes.bucket.bucket === bucket && sameMoment(sizes.at, at)

const mostAtOnce = 500
/** Big folders of the past take time to count: what is left after so many questions stays unknown. */
const mostQuestions = 6

async function readSizes(
  api: Api,
  { bucket, prefixes, at }: SizesAsked,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, SizeAt>> {
  const found = new Map<string, SizeAt>()
  let left = prefixes.slice(0, mostAtOnce)
  for (let question = 0; question < mostQuestions && left.length > 0; question += 1) {
    const { sizes } = await api.time.sizes({ ...bucket, prefixes: [...left], at }, { signal })
    for (const [index, prefix] of left.entries()) {
      const size = sizes[index] ?? null
      if (size !== null) found.set(prefix, size)
    }
    const stillLeft = left.filter((prefix) => !found.has(prefix))
    if (stillLeft.length === left.length) break
    left = stillLeft
  }
  return found
}
