/** Every plan that was run, and the way to take it back. */
import type { PlanSummary } from '../../../shared/model/plan.ts'
import { Button } from '../../components/Button.tsx'
import { Name } from '../../components/Name.tsx'
import { Sheet } from '../../components/Sheet.tsx'
import { useStore } from '../../state/store.ts'
import { useStrata } from '../../strata.ts'
import { planTitle, planWords as words, resultSentence, whenWords } from '../../strings/plans.ts'
import { openUndo } from '../../verbs/undo.ts'
import './plans.css'

export function ActivitySheet({ onClose }: { readonly onClose: () => void }) {
  const plans = useStore(useStrata().activity)
  return (
    <Sheet
      title={words.activity}
      lead={plans.length === 0 ? words.noActivity : words.activityLead}
      width="wide"
      onClose={onClose}
      foot={
        <>
          <span className="push" />
          <Button onPress={onClose}>{words.close}</Button>
        </>
      }
    >
      <ul className="activity" aria-label={words.activity}>
        {plans.map((plan) => (
          <Activity key={plan.planId} plan={plan} onClose={onClose} />
        ))}
      </ul>
    </Sheet>
  )
}

function Activity({ plan, onClose }: { readonly plan: PlanSummary; readonly onClose: () => void }) {
  const strata = useStrata()
  const { planId, spec, canUndo, undoneBy, state } = plan
  return (
    <li>
      <div>
        <b>
          <Name text={planTitle(spec)} />
        </b>
        <small>
          {whenWords(plan)} · {spec.bucket} · {state === 'paused' ? words.paused : resultSentence(plan)}
          {undoneBy === null ? '' : ` ${words.undone}`}
        </small>
      </div>
      <Button small onPress={() => strata.sheets.open({ kind: 'plan', planId })}>
        {words.open}
      </Button>
      {canUndo ? (
        <Button
          small
          onPress={() => {
            onClose()
            void openUndo(strata, planId)
          }}
        >
          {words.undo}
        </Button>
      ) : null}
    </li>
  )
}
