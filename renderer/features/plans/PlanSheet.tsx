/** A plan: shown whole before it runs, while it runs, and after. */
import { useState } from 'react'
import { CheckInput } from '../../components/Field.tsx'
import { FailureFace } from '../../components/FailureFace.tsx'
import { ProgressBar } from '../../components/ProgressBar.tsx'
import { Sheet } from '../../components/Sheet.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { usePlan } from '../../data/plans.ts'
import type { PlanSummary } from '../../../shared/model/plan.ts'
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
      foot={plan === null ? null : <PlanActions plan={plan} mayDestroy={mayDestroy} onLeave={leave} />}
    >
      {failure !== null ? (
        <FailureFace failure={failure} onRetry={leave} />
      ) : plan === null || (plan.state === 'drafting' && plan.groups.length === 0) ? (
        <div className="plan-empty">
          <Spinner />
        </div>
      ) : (
        <PlanBody plan={plan} mayDestroy={mayDestroy} onConsent={setMayDestroy} />
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

type PlanBodyProps = {
  readonly plan: PlanSummary
  readonly mayDestroy: boolean
  readonly onConsent: (mayDestroy: boolean) => void
}

function PlanBody({ plan, mayDestroy, onConsent }: PlanBodyProps) {
  const { state, groups } = plan
  const needsConsent = groups.some(({ group }) => group === 'needs-consent')
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
      {state === 'ready' && needsConsent ? (
        <CheckInput label={words.consent} isOn={mayDestroy} onChange={onConsent} />
      ) : null}
      <PlanItems plan={plan} />
    </div>
  )
}
