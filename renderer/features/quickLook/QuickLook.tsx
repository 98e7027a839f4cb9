/** The selected file, big: Space opens and closes it, the arrow keys lead on to its neighbours. */
import { X } from 'lucide-react'
import { useEffect } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { nameOf } from '../../../shared/key.ts'
import type { Row } from '../../../shared/model/listing.ts'
import type { ObjectRef } from '../../../shared/model/selection.ts'
import { IconButton } from '../../components/Button.tsx'
import { FailureFace } from '../../components/FailureFace.tsx'
import { Name } from '../../components/Name.tsx'
import { Preview } from '../../components/preview/Preview.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { identityOf, useHistory, useInspected, versionLookedAt } from '../../data/objects.ts'
import { failureFrom } from '../../failure.ts'
import { formatBytes } from '../../format/bytes.ts'
import { visibleName } from '../../format/names.ts'
import { formatDate } from '../../format/times.ts'
import { onlyRow } from '../../state/selection.ts'
import { useSelected, useStore } from '../../state/store.ts'
import { useStrata } from '../../strata.ts'
import { frameWords } from '../../strings/frame.ts'
import { timeWords } from '../../strings/timeTravel.ts'
import { previewWords as words } from '../../strings/preview.ts'
import './quickLook.css'

type QuickLookProps = {
  /** Selects the row above (-1) or below (1). */
  readonly step: (by: 1 | -1) => void
}

export function QuickLook({ step }: QuickLookProps) {
  const { quickLookOpen, selection, navigation } = useStrata()
  const past = useSelected(navigation, ({ here }) => here?.past ?? null)
  const isPast = past !== null
  const isOpen = useStore(quickLookOpen)
  const selected = useStore(selection)
  const row = onlyRow(selected)
  const name = row === null ? '' : visibleName(nameOf(row.key)) || frameWords.noName
  useQuickLookKeys(isOpen, step, () => quickLookOpen.set(false))
  return (
    <ModalOverlay className="veil" isOpen={isOpen} isDismissable onOpenChange={quickLookOpen.set}>
      <Modal className="quick-look">
        <Dialog aria-label={words.label(name)}>
          <div className="quick-look-body">
            <header>
              <div>
                <Heading slot="title">
                  <Name text={name} />
                </Heading>
                <p>
                  {row === null ? words.several : factsOf(row)}
                  {past === null ? null : <span className="as-of"> · {timeWords.asOf(past.shownMs)}</span>}
                </p>
              </div>
              <IconButton
                label={words.close}
                icon={<X size={15} aria-hidden />}
                onPress={() => quickLookOpen.set(false)}
              />
            </header>
            {selected === null || row === null || row.kind === 'folder' ? (
              <div className="quick-look-empty" />
            ) : (
              <Look
                key={`${row.key} ${isPast ? row.versionId : ''}`}
                file={{ ...selected.place, key: row.key }}
                name={name}
                isDeleted={row.deleted}
                thenId={isPast ? row.versionId : null}
              />
            )}
            <footer>{words.keys}</footer>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

/** Heard before anything in the dialog: arrows lead on instead of scrolling, as in every file browser. */
function useQuickLookKeys(isOpen: boolean, step: (by: 1 | -1) => void, close: () => void): void {
  useEffect(() => {
    if (!isOpen) return undefined
    const onKeyDown = (event: KeyboardEvent): void => {
      // Players have keys of their own.
      if (event.target instanceof HTMLMediaElement) return
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
      if (event.key === 'ArrowDown') step(1)
      else if (event.key === 'ArrowUp') step(-1)
      else if (event.key === 'PageDown') scrollBody(1)
      else if (event.key === 'PageUp') scrollBody(-1)
      else if (event.key !== ' ') return
      // Held down, it would open and close in turns.
      else if (!event.repeat) close()
      event.preventDefault()
      event.stopPropagation()
    }
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  })
}

/** Wherever the keyboard is: what can be scrolled is deep in a preview. */
function scrollBody(by: 1 | -1): void {
  const scroller = document.querySelector('.quick-look :is(.preview-pages, .cm-scroller)')
  scroller?.scrollBy({ top: by * 0.9 * scroller.clientHeight })
}

function factsOf({ kind, sizeBytes, modifiedMs }: Row): string {
  if (kind === 'folder') return words.folder
  const parts = [
    sizeBytes === null ? '' : formatBytes(sizeBytes),
    modifiedMs === null ? '' : formatDate(modifiedMs),
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

type LookProps = {
  readonly file: ObjectRef
  readonly name: string
  readonly isDeleted: boolean
  /** The version of the moment that is shown; null: whatever is current. */
  readonly thenId: string | null
}

function Look({ file: { connectionId, bucket, key }, name, isDeleted, thenId }: LookProps) {
  const file = { connectionId, bucket, key }
  const history = useHistory(file)
  const entries = history.data?.pages.flatMap((page) => page.entries) ?? null
  const { data, error, refetch } = useInspected(file, thenId ?? versionLookedAt(entries, isDeleted))
  const failure = error ?? (data === undefined ? history.error : null)
  if (failure !== null) {
    const askAgain = (): void => {
      if (history.error !== null) void history.refetch()
      if (error !== null) void refetch()
    }
    return <FailureFace failure={failureFrom(failure)} onRetry={askAgain} />
  }
  if (data === undefined) return <Spinner />
  return (
    <Preview
      identity={identityOf(file, data.facts)}
      preview={data.preview}
      name={name}
      sizeBytes={data.facts.sizeBytes}
      size="big"
      onExpired={async () => (await refetch()).data?.preview ?? null}
    />
  )
}
