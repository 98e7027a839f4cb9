/** The edge between two panes: dragged, or moved with the arrow keys; what it is in the end is remembered. */
import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import './resizer.css'

type ResizerProps = {
  readonly label: string
  readonly widthPx: number
  readonly leastPx: number
  readonly mostPx: number
  /** Of the middle: the pane that is resized lies beyond it. */
  readonly edge: 'left' | 'right'
  readonly onResize: (widthPx: number) => void
  readonly onEnd: (widthPx: number) => void
}

const keyStepPx = 16

export function Resizer({ label, widthPx, leastPx, mostPx, edge, onResize, onEnd }: ResizerProps) {
  const drag = useRef<{ readonly x: number; readonly widthPx: number } | null>(null)
  const direction = edge === 'left' ? 1 : -1
  const clamp = (width: number): number => Math.round(Math.min(mostPx, Math.max(leastPx, width)))
  const widthAt = ({ clientX }: PointerEvent): number =>
    drag.current === null ? widthPx : clamp(drag.current.widthPx + direction * (clientX - drag.current.x))

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    onEnd(clamp(widthPx + step * direction * keyStepPx))
  }
  return (
    // A separator that can be moved is a widget, whatever the rule says.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className={`resizer ${edge}`}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={widthPx}
      aria-valuemin={leastPx}
      aria-valuemax={mostPx}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        drag.current = { x: event.clientX, widthPx }
      }}
      onPointerMove={(event) => {
        if (drag.current !== null) onResize(widthAt(event))
      }}
      onPointerUp={(event) => {
        if (drag.current === null) return
        onEnd(widthAt(event))
        drag.current = null
      }}
    />
  )
}
