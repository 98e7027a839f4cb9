/** The list of transfers, over the lower half of the middle, each with what can be done about it. */
import { ArrowUpDown } from 'lucide-react'
import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react'
import { PlainFace } from '../../components/PlainFace.tsx'
import { useArrowStops } from '../../components/useArrowStops.ts'
import { useDropTarget } from '../../drop/useDropTarget.ts'
import { useStore } from '../../state/store.ts'
import { useStrata } from '../../strata.ts'
import { transferWords as words } from '../../strings/transfers.ts'
import { BatchLine } from './BatchLine.tsx'
import { HandoverLine } from './HandoverLine.tsx'
import { inOrder } from './standing.ts'
import { TransferHeader } from './TransferHeader.tsx'
import { useTransfers } from './useTransfers.ts'
import { useKeptFocus } from './useKeptFocus.ts'
import './transfers.css'

export function TransfersPanel() {
  const { transfers } = useStrata()
  return useStore(transfers.panelOpen) ? <OpenPanel /> : null
}

function OpenPanel() {
  const strata = useStrata()
  const { transfers } = strata
  const order = useStore(transfers.order)
  const { batches: unordered, handovers } = useTransfers()
  const batches = inOrder(unordered, order)
  const panel = useRef<HTMLElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const stops = useArrowStops(list)
  // It listens before the first line takes the focus.
  useKeptFocus(list)
  useFocusInside(panel)
  // It lies over the open folder: what is dropped on it is meant for that.
  const dropProps = useDropTarget(() => strata.navigation.get().here?.place ?? null)
  const close = (): void => transfers.panelOpen.set(false)
  useEscapeFromNowhere(close)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      ref={panel}
      className="transfers"
      tabIndex={-1}
      aria-label={words.title}
      onKeyDown={(event) => closeOnEscape(event, close)}
      {...dropProps}
    >
      <TransferHeader batches={batches} handovers={handovers} onClose={close} />
      {batches.length + handovers.length === 0 ? <Empty /> : null}
      <ul ref={list} className="transfers-list" aria-label={words.list} {...stops}>
        {handovers.map((handover) => (
          <HandoverLine key={`handover ${handover.id}`} handover={handover} />
        ))}
        {batches.map((batch) => (
          <BatchLine key={batch.batchId} batch={batch} />
        ))}
      </ul>
    </section>
  )
}

const Empty = () => (
  <PlainFace
    className="transfers-empty"
    icon={<ArrowUpDown size={26} strokeWidth={1.5} aria-hidden />}
    title={words.empty}
    advice={words.emptyAdvice}
  />
)

/** The last line that leaves the list takes the focus with it; Escape works nevertheless. */
function useEscapeFromNowhere(close: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent): void => {
      if (document.activeElement === document.body) closeOnEscape(event, close)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  })
}

type EscapeEvent = Pick<KeyboardEvent, 'key' | 'defaultPrevented' | 'preventDefault'>

function closeOnEscape(event: EscapeEvent, close: () => void): void {
  if (event.key !== 'Escape' || event.defaultPrevented) return
  event.preventDefault()
  close()
}

/** The first line takes the focus when the list opens; it goes back when the list goes and still has it. */
function useFocusInside(panel: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const opened = panel.current
    const before = document.activeElement
    const first = opened?.querySelector<HTMLElement>('[data-stop]') ?? opened
    first?.focus({ preventScroll: true })
    return () => {
      const focused = document.activeElement
      const isOurs = focused === null || focused === document.body || opened?.contains(focused) === true
      if (isOurs && before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [panel])
}
