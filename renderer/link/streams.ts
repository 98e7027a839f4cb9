/** The streams that live as long as the window: connections, transfers, and what changed. */
import type { Change } from '../../shared/model/change.ts'
import type { PlanSummary } from '../../shared/model/plan.ts'
import type { Strata } from '../strata.ts'
import { failureFrom } from '../failure.ts'
import { tellPausedPlans } from '../verbs/tellPausedPlans.ts'
import { follow, type StreamEnds } from './follow.ts'

/** Follows them all until the signal fires. */
export function followStreams(strata: Strata, signal: AbortSignal): void {
  const { api, link, connections, transfers, notices } = strata
  const start = <T>(open: StreamEnds<T>['open'], onEvent: (event: T) => void): Promise<void> =>
    follow(link, { open, onEvent, onFailure: notices.tellFailure }, signal)
  const streams = [
    start((stop) => api.connections.watch(undefined, { signal: stop }), connections.set),
    start((stop) => api.transfers.watch(undefined, { signal: stop }), transfers.state.set),
    start((stop) => api.plans.activity(undefined, { signal: stop }), hearActivity(strata)),
    start(
      (stop) => api.changes.watch(undefined, { signal: stop }),
      (changes) => forgetChanged(strata, changes),
    ),
  ]
  const stopRefetching = refetchOnReconnect(strata)
  signal.addEventListener('abort', stopRefetching)
  void Promise.all(streams)
}

/** The first it hears is what an earlier start left behind. */
function hearActivity(strata: Strata): (plans: readonly PlanSummary[]) => void {
  let isFirst = true
  return (plans) => {
    if (isFirst) tellPausedPlans(strata, plans)
    isFirst = false
    strata.activity.set(plans)
  }
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
