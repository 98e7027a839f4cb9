/** A lifecycle rule in words: before it is written, and as the server told it back. */
import type { ReactNode } from 'react'
import {
  purgeAsLifecycle,
  type LifecycleRule,
  type RuleDifference,
  type Shortfall,
} from '../../../shared/model/lifecycle.ts'
import type { PurgeRule } from '../../../shared/model/plan.ts'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import { Name } from '../../components/Name.tsx'
import {
  differenceSentences,
  lifecycleWords as words,
  obstacleSentences,
  ruleLine,
  ruleSentences,
  shortfallSentence,
} from '../../strings/lifecycle.ts'
import './ruleFacts.css'

export type Written = {
  readonly rule: LifecycleRule
  readonly differences: readonly RuleDifference[]
  readonly shortfalls: readonly Shortfall[]
}

type OfferedRuleProps = {
  readonly place: PrefixRef
  readonly rule: PurgeRule
  readonly own: LifecycleRule | null
  readonly rules: readonly LifecycleRule[]
}

export function OfferedRule({ place, rule, own, rules }: OfferedRuleProps) {
  const said = purgeAsLifecycle(place.prefix, rule)
  if ('obstacle' in said)
    return (
      <div className="rule-none">
        <h3>{obstacleSentences[said.obstacle]}</h3>
        <p>{words.obstacleAdvice}</p>
      </div>
    )
  const others = rules.filter((each) => each !== own)
  return (
    <div className="rule-facts">
      <Part look="destroy" title={words.does} lines={ruleSentences(said.terms)} />
      <Part
        look="refused"
        title={words.cant}
        lines={said.shortfalls.map((each) => shortfallSentence(each, said.terms))}
      />
      {own === null ? null : <Part look="replace" title={words.there} lines={ruleSentences(own)} />}
      <RuleList rules={others} />
      <p className="rule-proof">{words.proof}</p>
    </div>
  )
}

export function KeptRule({ written: { rule, differences, shortfalls } }: { readonly written: Written }) {
  return (
    <div className="rule-facts">
      <Part look="come-back" title={words.kept} lines={ruleSentences(rule)} />
      <Part
        look="refused"
        title={words.differs}
        lines={differences.map((each) => differenceSentences[each])}
      />
      <Part
        look="refused"
        title={words.cant}
        lines={shortfalls.map((each) => shortfallSentence(each, rule))}
      />
      <p className="rule-proof">{words.named(rule.id)}</p>
    </div>
  )
}

function RuleList({ rules }: { readonly rules: readonly LifecycleRule[] }) {
  if (rules.length === 0) return null
  return (
    <Section look="others" title={words.others}>
      {rules.map((rule, at) => (
        // Two rules may have the same name, or none.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={`${at} ${rule.id}`}>
          <b>
            <Name text={rule.id === '' ? words.unnamed : rule.id} />
          </b>{' '}
          <Name text={ruleLine(rule)} />
        </li>
      ))}
    </Section>
  )
}

type PartProps = { readonly look: string; readonly title: string; readonly lines: readonly string[] }

function Part({ look, title, lines }: PartProps) {
  if (lines.length === 0) return null
  return (
    <Section look={look} title={title}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </Section>
  )
}

type SectionProps = { readonly look: string; readonly title: string; readonly children: ReactNode }

function Section({ look, title, children }: SectionProps) {
  return (
    <section className={look}>
      <h3>
        <span className="pill" aria-hidden />
        {title}
      </h3>
      <ul>{children}</ul>
    </section>
  )
}
