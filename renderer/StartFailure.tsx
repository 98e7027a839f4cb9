/** What is shown when the window can't even begin: it stands alone, since nothing else is there yet. */
import type { Failure } from '../shared/failure.ts'
import { Button } from './components/Button.tsx'
import { failureWords } from './strings/failures.ts'
import './styles/start.css'

export function StartFailure({
  failure,
  onRetry,
}: {
  readonly failure: Failure
  readonly onRetry: () => void
}) {
  return (
    <main className="start-failure" role="alert">
      <h1>{failureWords.cantStart}</h1>
      <p>{failure.message}</p>
      <p>{failure.advice}</p>
      <Button look="primary" onPress={onRetry}>
        {failureWords.tryAgain}
      </Button>
    </main>
  )
}
