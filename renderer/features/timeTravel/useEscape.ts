/** Escape leaves the past, wherever in the window nothing else has a use for it. */
import { useEffect } from 'react'

export function useEscape(isPast: boolean, onEscape: () => void): void {
  useEffect(() => {
    if (!isPast) return undefined
    const onKeyDown = (event: KeyboardEvent): void => {
      const isTaken =
        event.defaultPrevented ||
        event.isComposing ||
        document.querySelector('.veil, .popover') !== null ||
        (event.target instanceof Element && event.target.closest('input, textarea') !== null)
      if (event.key !== 'Escape' || isTaken) return
      event.preventDefault()
      onEscape()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  })
}
