/** A bucket's versioning: what it is, what changing it means, and what the server says afterwards. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Versioning } from '../../../shared/model/bucket.ts'
import type { BucketRef } from '../../../shared/model/selection.ts'
import { Button } from '../../components/Button.tsx'
import { FailureFace } from '../../components/FailureFace.tsx'
import { Sheet } from '../../components/Sheet.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { WayOn } from '../../components/WayOn.tsx'
import { keepVersioning } from '../../data/buckets.ts'
import { failureFrom } from '../../failure.ts'
import { useStrata, type Strata } from '../../strata.ts'
import { bucketWords as words, stateSentence, whatEnablingMeans } from '../../strings/buckets.ts'
import './buckets.css'

type VersioningSheetProps = { readonly bucket: BucketRef; readonly onClose: () => void }

export function VersioningSheet({ bucket: ref, onClose }: VersioningSheetProps) {
  const strata = useStrata()
  const [changing, setChanging] = useState(false)
  // Opened to look: the server is asked anew, and for its object lock too.
  const asked = useQuery({
    queryKey: ['versioning-now', ref.connectionId, ref.bucket],
    queryFn: async ({ signal }) => {
      await strata.api.buckets.versioning({ ...ref, fresh: true }, { signal })
      const versioning = await strata.api.buckets.objectLock(ref, { signal })
      keepVersioning(strata, ref, versioning)
      return versioning
    },
    gcTime: 0,
    staleTime: 0,
  })
  const change = async (state: 'enabled' | 'suspended'): Promise<void> => {
    setChanging(true)
    await changeVersioning(strata, ref, state)
    await asked.refetch()
    setChanging(false)
  }
  return (
    <Sheet
      title={words.versioningTitle(ref.bucket)}
      onClose={onClose}
      foot={
        <>
          <Actions versioning={asked.data ?? null} busy={changing} change={(state) => void change(state)} />
          <span className="push" />
          <Button onPress={onClose}>{words.close}</Button>
        </>
      }
    >
      {asked.error !== null ? (
        <FailureFace
          failure={failureFrom(asked.error)}
          onRetry={() => void asked.refetch()}
          wayOn={<WayOn failure={failureFrom(asked.error)} connectionId={ref.connectionId} />}
        />
      ) : asked.data === undefined ? (
        <Spinner />
      ) : (
        <State versioning={asked.data} />
      )}
    </Sheet>
  )
}

function State({ versioning }: { readonly versioning: Versioning }) {
  const { state, mfaDelete, objectLock, settlesAtMs } = versioning
  const [nowMs] = useState(Date.now)
  return (
    <div className="versioning">
      <p className="versioning-state">{stateSentence(versioning)}</p>
      {state === 'never' || state === 'suspended' ? (
        <ul>
          {whatEnablingMeans.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : null}
      {settlesAtMs !== null && settlesAtMs > nowMs ? <p>{words.settling(settlesAtMs)}</p> : null}
      {mfaDelete ? <p>{words.mfaDelete}</p> : null}
      <p>
        {objectLock === 'on'
          ? words.objectLockOn
          : objectLock === 'off'
            ? words.objectLockOff
            : words.objectLockUnknown}
      </p>
    </div>
  )
}

type ActionsProps = {
  readonly versioning: Versioning | null
  readonly busy: boolean
  readonly change: (state: 'enabled' | 'suspended') => void
}

function Actions({ versioning, busy, change }: ActionsProps) {
  if (versioning === null) return null
  const { state, objectLock, mfaDelete } = versioning
  if (state === 'never' || state === 'suspended') {
    return (
      <Button look="primary" isDisabled={busy || mfaDelete} onPress={() => change('enabled')}>
        {words.enable}
      </Button>
    )
  }
  if (state !== 'enabled') return null
  return (
    <Button isDisabled={busy || mfaDelete || objectLock === 'on'} onPress={() => change('suspended')}>
      {words.suspend}
    </Button>
  )
}

async function changeVersioning(
  strata: Strata,
  ref: BucketRef,
  state: 'enabled' | 'suspended',
): Promise<void> {
  const { api, sheets, notices } = strata
  const { bucket } = ref
  const sure =
    state === 'enabled' ||
    (await sheets.ask({
      title: words.suspendTitle(bucket),
      lines: words.suspendLines,
      action: words.suspendAction,
      destroys: true,
      typed: null,
    }))
  if (!sure) return
  try {
    const versioning = await api.buckets.setVersioning({ ...ref, state })
    keepVersioning(strata, ref, versioning)
    if (versioning.state !== state) notices.tell({ tone: 'warn', text: words.notTaken(bucket) })
    else notices.tell({ text: state === 'enabled' ? words.nowEnabled(bucket) : words.nowSuspended(bucket) })
  } catch (error) {
    notices.tellFailure(error)
  }
}
