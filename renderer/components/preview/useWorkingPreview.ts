/** The preview that works: it stays while the same bytes are asked for again, and gives way once when it fails. */
import { useState } from 'react'
import type { Preview } from '../../../shared/model/preview.ts'

type Kept =
  | { readonly kind: 'shown'; readonly preview: Preview; readonly isSecond: boolean }
  | { readonly kind: 'asking' | 'failed' }

type WorkingPreview = { readonly working: Preview | 'asking' | 'failed'; readonly onFailed: () => void }

/** An address that gives nothing may have expired: once another one is asked for, which has to work. */
export function useWorkingPreview(latest: Preview, askAgain: () => Promise<Preview | null>): WorkingPreview {
  const [kept, setKept] = useState<Kept>({ kind: 'shown', preview: latest, isSecond: false })
  if (kept.kind !== 'shown') return { working: kept.kind, onFailed: () => undefined }
  const { preview, isSecond } = kept
  // Retrieved from an archive, say: what could not be shown can be now.
  if (preview.kind !== latest.kind) setKept({ kind: 'shown', preview: latest, isSecond: false })
  const onFailed = (): void => {
    setKept({ kind: isSecond ? 'failed' : 'asking' })
    if (isSecond) return
    void askAgain().then((next) =>
      setKept(
        next === null || next === latest
          ? { kind: 'failed' }
          : { kind: 'shown', preview: next, isSecond: true },
      ),
    )
  }
  return { working: preview, onFailed }
}
