/** What can be done with a plan now. */
import type { PlanGroup, PlanSummary } from '../../../shared/model/plan.ts'
import { Button } from '../../components/Button.tsx'
import { useStrata } from '../../strata.ts'
import { isFinal, planWords as words, runLabel } from '../../strings/plans.ts'
import { openUndo } from '../../verbs/plans.ts'

type PlanActionsProps = {
  readonly plan: PlanSummary
  readonly mayDestroy: boolean
  readonly onLeave: () => void
}

export function PlanActions({ plan, mayDestroy, onLeave }: PlanActionsProps) {
  const strata = useStrata()
  const { api, notices } = strata
  const { planId, state, requests, requestsMade } = plan
  const go = (call: Promise<unknown>): void => {
    call.catch(notices.tellFailure)
  }
  const isOver = state === 'done' || state === 'cancelled' || state === 'failed'
  return (
    <>
      <span className="plan-requests">
        {state === 'ready'
          ? words.requests(requests.listings, requests.writes)
          : state === 'drafting'
            ? ''
            : words.made(requestsMade)}
      </span>
      <span className="push" />
      {isOver ? (
        <>
          <SaveButton plan={plan} />
          {plan.canUndo ? (
            <Button
              onPress={() => {
                onLeave()
                void openUndo(strata, planId)
              }}
            >
              {words.undo}
            </Button>
          ) : null}
          <Button look="primary" onPress={onLeave}>
            {words.close}
          </Button>
        </>
      ) : state === 'running' || state === 'paused' ? (
        <>
          <Button onPress={() => go(api.plans.cancel({ planId }))}>{words.stop}</Button>
          {state === 'running' ? (
            <Button onPress={() => go(api.plans.pause({ planId }))}>{words.pause}</Button>
          ) : (
            <Button look="primary" onPress={() => go(api.plans.run({ planId, mayDestroy }))}>
              {words.goOn}
            </Button>
          )}
          <Button onPress={onLeave}>{words.hide}</Button>
        </>
      ) : (
        <ReadyActions plan={plan} mayDestroy={mayDestroy} onLeave={onLeave} go={go} />
      )}
    </>
  )
}

type ReadyProps = PlanActionsProps & { readonly go: (call: Promise<unknown>) => void }

function ReadyActions({ plan, mayDestroy, onLeave, go }: ReadyProps) {
  const { api } = useStrata()
  const { planId, spec, state, groups } = plan
  const count = groups.reduce((sum, each) => sum + (runs(each.group, mayDestroy) ? each.count : 0), 0)
  const destroys = isFinal(spec.kind) || mayDestroy
  return (
    <>
      {state === 'ready' && groups.length > 0 ? <SaveButton plan={plan} /> : null}
      <Button onPress={onLeave}>{words.cancel}</Button>
      <Button
        look={destroys ? 'danger' : 'primary'}
        isDisabled={state !== 'ready' || count === 0}
        onPress={() => go(api.plans.run({ planId, mayDestroy }))}
      >
        {runLabel(spec.kind, count)}
      </Button>
    </>
  )
}

const runs = (group: PlanGroup, mayDestroy: boolean): boolean =>
  group !== 'refused' && (mayDestroy || group !== 'needs-consent')

function SaveButton({ plan: { planId } }: { readonly plan: PlanSummary }) {
  const { api, notices } = useStrata()
  const save = async (): Promise<void> => {
    const { fileName } = await api.plans.report({ planId, format: 'csv', targetId: null })
    notices.tell({ text: words.saved(fileName) })
  }
  return <Button onPress={() => void save().catch(notices.tellFailure)}>{words.save}</Button>
}
