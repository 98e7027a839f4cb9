/** A plan as the main process tells it, and its items page by page. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Failure } from '../../shared/failure.ts'
import type { PlanGroup, PlanSummary } from '../../shared/model/plan.ts'
import { follow } from '../link/follow.ts'
import { useStrata } from '../strata.ts'

type Told = { readonly plan: PlanSummary | null; readonly failure: Failure | null }

export function usePlan(planId: string): Told {
  const { api, link } = useStrata()
  const [told, setTold] = useState<Told>({ plan: null, failure: null })
  useEffect(() => {
    const stop = new AbortController()
    void follow(
      link,
      {
        open: (signal) => api.plans.watch({ planId }, { signal }),
        onEvent: (plan) => setTold({ plan, failure: null }),
        onFailure: (failure) => setTold(({ plan }) => ({ plan, failure })),
      },
      stop.signal,
    )
    return () => stop.abort()
  }, [api, link, planId])
  return told
}

const itemsAtOnce = 100

/** Each stage is asked for anew: while a plan is drafted, until its first files are there, or as more may be found. */
function stageOf({ state, states, groups }: PlanSummary, group: PlanGroup, search: string): string {
  if (state === 'drafting') {
    const count = groups.find((each) => each.group === group)?.count ?? 0
    return `drafting ${search === '' ? Math.min(count, itemsAtOnce) : Math.floor(count / 10_000)}`
  }
  const doneCount = states.reduce((sum, each) => (each.state === 'waiting' ? sum : sum + each.count), 0)
  return `${state} ${state === 'running' ? Math.floor(doneCount / 50) : doneCount}`
}

/** Asked for again whenever the plan moved on. */
export function usePlanItems(plan: PlanSummary, group: PlanGroup, search: string) {
  const { api } = useStrata()
  const { planId } = plan
  return useInfiniteQuery({
    queryKey: ['plan', planId, group, search, stageOf(plan, group, search)],
    queryFn: ({ pageParam: start, signal }) =>
      api.plans.items({ planId, group, search, start, end: start + itemsAtOnce }, { signal }),
    initialPageParam: 0,
    getNextPageParam: ({ itemCount }, pages) => {
      const shown = pages.reduce((sum, { items }) => sum + items.length, 0)
      return shown < itemCount ? shown : null
    },
    placeholderData: (last) => last,
  })
}
