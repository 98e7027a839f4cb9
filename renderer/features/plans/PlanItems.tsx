/** Every file of a plan, by what happens to it. */
import { Search } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { Input, SearchField } from 'react-aria-components'
import type { PlanGroup, PlanSummary } from '../../../shared/model/plan.ts'
import { Button } from '../../components/Button.tsx'
import { Name } from '../../components/Name.tsx'
import { usePlanItems } from '../../data/plans.ts'
import { formatCount } from '../../format/counts.ts'
import { groupWordsOf } from '../../strings/planGroups.ts'
import { itemBytes, itemWords, planWords as words } from '../../strings/plans.ts'

export function PlanItems({ plan }: { readonly plan: PlanSummary }) {
  const [search, setSearch] = useState('')
  const searched = useDeferredValue(search)
  const { groups } = plan
  const count = groups.reduce((sum, each) => sum + each.count, 0)
  return (
    <>
      {count < 12 && search === '' ? null : (
        <SearchField className="plan-search" aria-label={words.search} value={search} onChange={setSearch}>
          <Search size={14} aria-hidden />
          <Input placeholder={words.search} />
        </SearchField>
      )}
      {/* A long list is scrolled by the keys, too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="plan-items" aria-label={words.list} tabIndex={0}>
        {groups.map(({ group, count }) => (
          <Group key={group} plan={plan} group={group} count={count} search={searched} />
        ))}
        {/* Seen only while no group is. */}
        <p className="plan-none">{words.nothingFound}</p>
      </section>
    </>
  )
}

type GroupProps = {
  readonly plan: PlanSummary
  readonly group: PlanGroup
  /** As many as there are by now. */
  readonly count: number
  readonly search: string
}

function Group({ plan, group, count, search }: GroupProps) {
  const { data, hasNextPage, fetchNextPage } = usePlanItems(plan, group, search)
  const items = data?.pages.flatMap((page) => page.items) ?? []
  const foundCount = data?.pages.at(-1)?.itemCount ?? 0
  const itemCount = search === '' ? count : foundCount
  if (search !== '' && foundCount === 0) return null
  return (
    <>
      <h3 className={group}>
        <span className="pill" aria-hidden />
        {groupWordsOf(plan.spec.kind, group).head}
        <span className="figure">{formatCount(itemCount)}</span>
      </h3>
      <ul>
        {items.map((item) => (
          <li key={item.ordinal} className={item.lost.length > 0 ? 'lossy' : item.state}>
            <span className="plan-key">
              <Name text={item.key} title={item.key} />
            </span>
            <span className="plan-why">{itemWords(item)}</span>
            <span className="figure">{itemBytes(item)}</span>
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <Button small look="plain" onPress={() => void fetchNextPage()}>
          {words.more(itemCount - items.length)}
        </Button>
      ) : null}
    </>
  )
}
