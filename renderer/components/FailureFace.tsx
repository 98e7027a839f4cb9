/** What a view shows when it failed: what, why, what to do, the button that leads on, and details to copy. */
import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Failure } from '../../shared/failure.ts'
import { failureWords } from '../strings/failures.ts'
import { Button } from './Button.tsx'
import { CopyButton } from './CopyButton.tsx'
import './failureFace.css'

type FailureFaceProps = {
  readonly failure: Failure
  readonly onRetry: () => void
  /** The way on that the failure names, where this view has one. */
  readonly wayOn?: ReactNode
}

export function FailureFace({ failure, onRetry, wayOn }: FailureFaceProps) {
  return (
    <div className="failure-face" role="alert">
      <TriangleAlert size={28} aria-hidden />
      <h2>{failure.message}</h2>
      {failure.advice === '' ? null : <p>{failure.advice}</p>}
      <div className="failure-actions">
        {wayOn}
        <Button look={wayOn === undefined || wayOn === null ? 'primary' : 'outline'} onPress={onRetry}>
          {failureWords.tryAgain}
        </Button>
        <CopyButton label={failureWords.copyDetails} text={failureDetails(failure)} />
      </div>
      <ServerAnswer failure={failure} />
    </div>
  )
}

function ServerAnswer({ failure: { server } }: { readonly failure: Failure }) {
  if (server === null) return null
  const facts = [
    server.code,
    server.httpStatus === null ? '' : `HTTP ${server.httpStatus}`,
    server.operation ?? '',
    server.requestId ?? '',
  ]
  return <p className="failure-server mono">{facts.filter((fact) => fact !== '').join(' · ')}</p>
}

/** What people paste into a support request. No secret is ever part of a failure. */
export function failureDetails({ message, advice, code, reason, server }: Failure): string {
  const lines = [message, advice, `${code} / ${reason}`]
  if (server !== null) {
    lines.push(
      `server: ${server.code}${server.httpStatus === null ? '' : `, HTTP ${server.httpStatus}`}`,
      `operation: ${server.operation ?? 'unknown'}`,
      `request id: ${server.requestId ?? 'none'}`,
    )
  }
  return lines.filter((line) => line !== '').join('\n')
}
