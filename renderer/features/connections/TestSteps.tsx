/** What trying a connection found, step by step. */
import { Check, CircleAlert, CircleHelp, LoaderCircle, X } from 'lucide-react'
import type { Failure } from '../../../shared/failure.ts'
import type { TestStep } from '../../../shared/model/connectionTest.ts'
import { connectionWords, stepStates, stepTitle } from '../../strings/connections.ts'
import type { TestRun } from './useConnectionTest.ts'

const icons = {
  running: <LoaderCircle size={14} className="spin" aria-hidden />,
  ok: <Check size={14} aria-hidden />,
  warning: <CircleAlert size={14} aria-hidden />,
  failed: <X size={14} aria-hidden />,
  unknown: <CircleHelp size={14} aria-hidden />,
}

export function TestSteps({ run: { result, failure } }: { readonly run: TestRun }) {
  if (result === null && failure === null) return null
  return (
    <ul className="test-steps" aria-label={connectionWords.testLabel} aria-live="polite">
      {(result?.steps ?? []).map((step) => (
        <Step key={step.step} step={step} />
      ))}
      {failure === null ? null : (
        <li className="failed">
          {icons.failed}
          <span>
            <FailureLines failure={failure} />
          </span>
        </li>
      )}
    </ul>
  )
}

function Step({ step }: { readonly step: TestStep }) {
  return (
    <li className={step.state}>
      {icons[step.state]}
      <span>
        <b>{stepTitle(step)}</b> <span className="visually-hidden">({stepStates[step.state]})</span>
        {step.detail === '' ? null : <span className="test-detail"> {step.detail}</span>}
        {step.failure === null ? null : <FailureLines failure={step.failure} />}
      </span>
    </li>
  )
}

function FailureLines({ failure: { message, advice } }: { readonly failure: Failure }) {
  return (
    <>
      <span className="test-failure">{message}</span>
      {advice === '' ? null : <span className="test-failure">{advice}</span>}
    </>
  )
}
