/** A filling that is under way, or what came of it. */
import { isFilling, type InventoryFill } from '../../../shared/model/inventory.ts'
import type { BucketRef } from '../../../shared/model/selection.ts'
import { Button } from '../../components/Button.tsx'
import { FailureFace } from '../../components/FailureFace.tsx'
import { ProgressBar } from '../../components/ProgressBar.tsx'
import { WayOn } from '../../components/WayOn.tsx'
import { useStrata } from '../../strata.ts'
import {
  doneLines,
  fillFraction,
  fillWords,
  foundFacts,
  inventoryWords as words,
} from '../../strings/inventory.ts'

type FillingProps = { readonly bucket: BucketRef; readonly fill: InventoryFill; readonly onAnew: () => void }

export function Filling({ bucket, fill, onAnew }: FillingProps) {
  if (fill.phase === 'failed' && fill.failure !== null) {
    const { failure } = fill
    return (
      <FailureFace
        failure={failure}
        onRetry={onAnew}
        wayOn={<WayOn failure={failure} connectionId={bucket.connectionId} />}
      />
    )
  }
  const untouched = fill.rowsWritten === 0
  const lines =
    fill.phase === 'done'
      ? doneLines(fill)
      : fill.phase === 'cancelled'
        ? [untouched ? words.stoppedUntouched : words.stoppedWithin]
        : [untouched ? words.goesOn : words.goesOnWriting]
  return (
    <section className="inventory-filling">
      <h3>
        <span role="status">{fillWords(fill)}</span>
      </h3>
      <ProgressBar
        label={words.progress}
        progressFraction={fill.phase === 'cancelled' ? 0 : fillFraction(fill)}
        tone={fill.phase === 'done' ? 'done' : 'running'}
      />
      <p className="mono">
        {fill.found.manifest.bucket}/{fill.found.manifest.key}
      </p>
      <p>{foundFacts(fill.found)}</p>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </section>
  )
}

type FillingFootProps = FillingProps & { readonly onClose: () => void }

export function FillingFoot({ bucket: { connectionId, bucket }, fill, onAnew, onClose }: FillingFootProps) {
  const { api, notices } = useStrata()
  return (
    <>
      {isFilling(fill) ? (
        <Button
          onPress={() => void api.inventory.cancel({ connectionId, bucket }).catch(notices.tellFailure)}
        >
          {words.stop}
        </Button>
      ) : (
        <Button onPress={onAnew}>{words.another}</Button>
      )}
      <span className="push" />
      <Button look={fill.phase === 'done' ? 'primary' : 'outline'} onPress={onClose}>
        {words.close}
      </Button>
    </>
  )
}
