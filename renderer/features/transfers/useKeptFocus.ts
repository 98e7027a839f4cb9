/** A line that leaves the list hands the focus to the one that takes its place. */
import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react'

const linesOf = (list: HTMLElement): readonly Element[] => [...list.children]

export function useKeptFocus(list: RefObject<HTMLElement | null>): void {
  /** The line that has the focus; null: none has. */
  const focusedAt = useRef<number | null>(null)
  useEffect(() => {
    const element = list.current
    if (element === null) return undefined
    const onFocus = ({ target }: FocusEvent): void => {
      focusedAt.current = linesOf(element).findIndex(
        (line) => target instanceof Node && line.contains(target),
      )
    }
    const onBlur = ({ target }: FocusEvent): void => {
      // What was taken away lost the focus too, but nobody moved it.
      queueMicrotask(() => {
        if (target instanceof Node && target.isConnected) focusedAt.current = null
      })
    }
    element.addEventListener('focusin', onFocus)
    element.addEventListener('focusout', onBlur)
    return () => {
      element.removeEventListener('focusin', onFocus)
      element.removeEventListener('focusout', onBlur)
    }
  }, [list])
  useLayoutEffect(() => {
    const at = focusedAt.current
    if (list.current === null || at === null || document.activeElement !== document.body) return
    const lines = linesOf(list.current)
    const next = lines[Math.min(at, lines.length - 1)]
    next?.querySelector<HTMLElement>('[data-stop]')?.focus({ preventScroll: true })
  })
}
