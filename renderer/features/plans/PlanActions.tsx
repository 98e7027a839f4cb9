/** What can be done with a plan now. */
import type { PlanGroup, PlanSummary } from '../../../shared/model/plan.ts'
import { Button } from '../../components/Button.tsx'
import { useStrata } from '../../strata.ts'
import type { Question } from '../../state/sheets.ts'
import { purgeWords } from '../../strings/purge.ts'
import { isFinal, planWords as words, runLabel } from '../../strings/plans.ts'
import { openUndo } from '../../verbs/undo.ts'

type PlanActionsProps = {
  readonly plan: PlanSummary
  /** What was allowed and asked for beside the plan itself. */
  readonly allows: { readonly mayDestroy: boolean; readonly keepAcl: boolean }
  readonly onLeave: () => void
}

export function PlanActions({ plan, allows, onLeave }: PlanActionsProps) {
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
            <Button look="primary" onPress={() => go(api.plans.run({ planId, ...allows }))}>
              {words.goOn}
            </Button>
          )}
          <Button onPress={onLeave}>{words.hide}</Button>
        </>
      ) : (
        <ReadyActions plan={plan} allows={allows} onLeave={onLeave} go={go} />
      )}
    </>
  )
}

type ReadyProps = PlanActionsProps & { readonly go: (call: Promise<unknown>) => void }

function ReadyActions({ plan, allows, onLeave, go }: ReadyProps) {
  const { api, sheets } = useStrata()
  const { planId, spec, state, groups } = plan
  const { mayDestroy } = allows
  const count = groups.reduce((sum, each) => sum + (runs(each.group, mayDestroy) ? each.count : 0), 0)
  const destroys = isFinal(spec.kind) || mayDestroy
  const run = async (): Promise<void> => {
    if (destroys && !(await sheets.ask(sureOf(plan, count)))) return
    go(api.plans.run({ planId, ...allows }))
  }
  return (
    <>
      {state === 'ready' && groups.length > 0 ? <SaveButton plan={plan} /> : null}
      <Button onPress={onLeave}>{words.cancel}</Button>
      <Button
        look={destroys ? 'danger' : 'primary'}
        isDisabled={state !== 'ready' || count === 0}
        onPress={() => void run()}
      >
        {runLabel(spec, count)}
      </Button>
    </>
  )
}

/** So many take more than a click. */
const typedAbove = 100

/** What destroys is asked twice, with its count and its bytes. */
function sureOf({ groups }: PlanSummary, count: number): Question {
  const bytes = groups
    .filter(({ group }) => group === 'destroy' || group === 'needs-consent')
    .reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  return {
    title: purgeWords.sureTitle(count, bytes),
    lines: purgeWords.sureLines,
    action: purgeWords.sureAction,
    destroys: true,
    typed: count > typedAbove ? String(count) : null,
  }
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
