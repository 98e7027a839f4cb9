/** A quiet line above the tree: what isn't complete, and what must be known before something is written here. */
import { useEffect, useState } from 'react'
import { Info, TriangleAlert } from 'lucide-react'
import type { Failure } from '../../../shared/failure.ts'
import type { Versioning } from '../../../shared/model/bucket.ts'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import { Button } from '../../components/Button.tsx'
import { useVersioning } from '../../data/buckets.ts'
import { useSelected } from '../../state/store.ts'
import { useStrata } from '../../strata.ts'
import { bucketWords } from '../../strings/buckets.ts'
import { failureWords } from '../../strings/failures.ts'
import { treeWords as words } from '../../strings/tree.ts'
import type { OpenFolder } from './openFolder.ts'
import './middleBar.css'

export function MiddleBar({ folder, place }: { readonly folder: OpenFolder; readonly place: PrefixRef }) {
  const { sheets, navigation } = useStrata()
  const isPast = useSelected(navigation, ({ here }) => here?.past != null)
  const { connectionId, bucket } = place
  const versioning = useVersioning(place)
  const nowMs = useNow(versioning?.settlesAtMs ?? null)
  const broken = brokenReading(folder)
  if (broken !== null) {
    return (
      <p className="middle-bar" role="alert">
        <TriangleAlert size={14} aria-hidden />
        <span>
          {broken.words} {broken.failure.message}
        </span>
        <Button small onPress={() => folder.refresh()}>
          {failureWords.tryAgain}
        </Button>
      </p>
    )
  }
  const notice = versioning === null || isPast ? null : noticeOf(versioning, nowMs)
  if (notice === null) return null
  return (
    <p className="middle-bar">
      <Info size={14} aria-hidden />
      <span>{notice}</span>
      <Button small onPress={() => sheets.open({ kind: 'versioning', bucket: { connectionId, bucket } })}>
        {words.more}
      </Button>
    </p>
  )
}

function brokenReading({ state, failure, view }: OpenFolder): { words: string; failure: Failure } | null {
  if (state === null || failure !== null || view.rowCount === 0) return null
  const { live, versions } = state
  if (live.failure !== null) return { words: words.notComplete, failure: live.failure }
  const versionsFailure = versions?.failure ?? null
  return versionsFailure === null ? null : { words: words.notCompleteVersions, failure: versionsFailure }
}

function noticeOf({ state, settlesAtMs }: Versioning, nowMs: number): string | null {
  if (settlesAtMs !== null && settlesAtMs > nowMs) return bucketWords.settling(settlesAtMs)
  if (state === 'never' || state === 'unsupported') return words.notVersionedNotice
  return state === 'suspended' ? words.suspendedNotice : null
}

/** The time; again when `untilMs` has passed. */
function useNow(untilMs: number | null): number {
  const [nowMs, setNowMs] = useState(Date.now)
  useEffect(() => {
    if (untilMs === null) return undefined
    const timer = setTimeout(() => setNowMs(Date.now()), Math.max(0, untilMs - Date.now()) + 1000)
    return () => clearTimeout(timer)
  }, [untilMs])
  return nowMs
}
