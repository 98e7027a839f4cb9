/** A plan: shown whole before it runs, while it runs, and after. */
import { useState, type ReactNode } from 'react'
import { CheckInput } from '../../components/Field.tsx'
import { FailureFace } from '../../components/FailureFace.tsx'
import { ProgressBar } from '../../components/ProgressBar.tsx'
import { Sheet } from '../../components/Sheet.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { usePlan } from '../../data/plans.ts'
import type { PlanGroup, PlanSummary } from '../../../shared/model/plan.ts'
import { planSentence, planTitle, planWords as words, resultSentence } from '../../strings/plans.ts'
import { useStrata } from '../../strata.ts'
import { PlanActions } from './PlanActions.tsx'
import { PlanItems } from './PlanItems.tsx'
import { PlanSums } from './PlanSums.tsx'
import { progressOf } from './progressOf.ts'
import './plans.css'

type PlanSheetProps = { readonly planId: string; readonly onClose: () => void }

export function PlanSheet({ planId, onClose }: PlanSheetProps) {
  const { api } = useStrata()
  const { plan, failure } = usePlan(planId)
  const [mayDestroy, setMayDestroy] = useState(false)
  const [keepAcl, setKeepAcl] = useState(false)
  const leave = (): void => {
    // A draft nobody wants is dropped; what runs goes on.
    if (plan === null || plan.state === 'drafting' || plan.state === 'ready') {
      void api.plans.cancel({ planId }).catch(() => undefined)
    }
    onClose()
  }
  return (
    <Sheet
      title={plan === null ? '' : planTitle(plan.spec)}
      lead={plan === null ? undefined : leadOf(plan)}
      width="wide"
      onClose={leave}
      foot={
        plan === null ? null : <PlanActions plan={plan} allows={{ mayDestroy, keepAcl }} onLeave={leave} />
      }
    >
      {failure !== null ? (
        <FailureFace failure={failure} onRetry={leave} />
      ) : plan === null || (plan.state === 'drafting' && plan.groups.length === 0) ? (
        <div className="plan-empty">
          <Spinner />
        </div>
      ) : (
        <PlanBody plan={plan}>
          {asksConsent(plan) ? (
            <CheckInput label={words.consent} isOn={mayDestroy} onChange={setMayDestroy} />
          ) : null}
          {makesCopies(plan) ? (
            <CheckInput label={words.keepAcl} isOn={keepAcl} onChange={setKeepAcl} />
          ) : null}
        </PlanBody>
      )}
    </Sheet>
  )
}

function leadOf(plan: PlanSummary): string {
  switch (plan.state) {
    case 'drafting':
      return words.drafting(plan.examined)
    case 'ready':
      return planSentence(plan)
    case 'paused':
      return `${plan.failure === null ? '' : `${plan.failure.message} `}${words.paused}`
    case 'failed':
      return plan.failure?.message ?? ''
    case 'running':
    case 'done':
    case 'cancelled':
      return `${resultSentence(plan)}${plan.undoneBy === null ? '' : ` ${words.undone}`}`
  }
}

const has = ({ groups }: PlanSummary, ...wanted: readonly PlanGroup[]): boolean =>
  groups.some(({ group }) => wanted.includes(group))

const asksConsent = (plan: PlanSummary): boolean => has(plan, 'needs-consent')

/** What comes back is mostly uncovered, not copied. */
const makesCopies = (plan: PlanSummary): boolean =>
  plan.spec.kind !== 'new-folder' && has(plan, 'replace', 'arrive')

/** `children`: what can be chosen before it runs. */
type PlanBodyProps = { readonly plan: PlanSummary; readonly children: ReactNode }

function PlanBody({ plan, children }: PlanBodyProps) {
  const { state } = plan
  return (
    <div className="plan">
      {state === 'running' || state === 'paused' ? (
        <div className="plan-progress">
          <ProgressBar
            label={words.progress}
            progressFraction={progressOf(plan)}
            tone={state === 'paused' ? 'waiting' : 'running'}
          />
        </div>
      ) : null}
      <PlanSums plan={plan} />
      {state === 'ready' ? <div className="plan-choices">{children}</div> : null}
      <PlanItems plan={plan} />
    </div>
  )
}
