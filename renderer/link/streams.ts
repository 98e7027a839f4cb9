/** The streams that live as long as the window: connections, transfers, and what changed. */
import type { Change } from '../../shared/model/change.ts'
import type { Strata } from '../strata.ts'
import { failureFrom } from '../failure.ts'
import { follow } from './follow.ts'

/** Follows them all until the signal fires. */
export function followStreams(strata: Strata, signal: AbortSignal): void {
  const { api, link, connections, transfers, activity, notices } = strata
  const onFailure = notices.tellFailure
  const streams = [
    follow(
      link,
      { open: (signal) => api.connections.watch(undefined, { signal }), onEvent: connections.set, onFailure },
      signal,
    ),
    follow(
      link,
      {
        open: (signal) => api.transfers.watch(undefined, { signal }),
        onEvent: transfers.state.set,
        onFailure,
      },
      signal,
    ),
    follow(
      link,
      { open: (signal) => api.plans.activity(undefined, { signal }), onEvent: activity.set, onFailure },
      signal,
    ),
    follow(
      link,
      {
        open: (signal) => api.changes.watch(undefined, { signal }),
        onEvent: (changes) => forgetChanged(strata, changes),
        onFailure,
      },
      signal,
    ),
  ]
  const stopRefetching = refetchOnReconnect(strata)
  signal.addEventListener('abort', stopRefetching)
  void Promise.all(streams)
}

const idOf = (connectionId: unknown, bucket: unknown, key: unknown): string =>
  JSON.stringify([connectionId, bucket, key])

/** What is shown of a changed object is asked for again; one pass, however many changed. */
function forgetChanged({ queries }: Strata, changes: readonly Change[]): void {
  if (changes.length === 0) return
  const changed = new Set(changes.map(({ connectionId, bucket, key }) => idOf(connectionId, bucket, key)))
  void queries.invalidateQueries({
    predicate: ({ queryKey: [subject, connectionId, bucket, key] }) =>
      subject === 'object' && changed.has(idOf(connectionId, bucket, key)),
  })
}

/** While the link was lost nobody told what changed, and what was asked failed: what is shown is asked for again. */
function refetchOnReconnect({ link, queries }: Strata): () => void {
  return link.subscribe(() => {
    if (link.get() !== 'open') return
    void queries.invalidateQueries({
      predicate: ({ queryKey, state }) =>
        queryKey[0] === 'object' || (state.error !== null && failureFrom(state.error).reason === 'link-lost'),
    })
  })
}
