/** Arrow keys among the buttons of a list; only one of them is a stop of the Tab key. */
import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react'

const stopsIn = (list: HTMLElement): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('[data-stop]')]

function makeStop(list: HTMLElement, chosen: HTMLElement | undefined): void {
  for (const stop of stopsIn(list)) stop.tabIndex = stop === chosen ? 0 : -1
}

type ArrowStops = {
  readonly ref: RefObject<HTMLElement | null>
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onFocus: () => void
}

export function useArrowStops(): ArrowStops {
  const ref = useRef<HTMLElement>(null)
  const focused = (): HTMLElement | undefined => {
    const active = document.activeElement
    return ref.current === null ? undefined : stopsIn(ref.current).find((stop) => stop === active)
  }
  // Lines come and go: there is always one that Tab reaches.
  useEffect(() => {
    const list = ref.current
    if (list === null) return undefined
    const keepOne = (): void => {
      const stops = stopsIn(list)
      const current = stops.find((stop) => stop.getAttribute('aria-current') !== null)
      makeStop(list, stops.find((stop) => stop === document.activeElement) ?? current ?? stops[0])
    }
    keepOne()
    const observer = new MutationObserver(keepOne)
    observer.observe(list, { childList: true, subtree: true, attributeFilter: ['aria-current'] })
    return () => observer.disconnect()
  }, [])
  const move = (step: number): void => {
    const stops = ref.current === null ? [] : stopsIn(ref.current)
    const at = stops.findIndex((stop) => stop === document.activeElement)
    stops[Math.min(stops.length - 1, Math.max(0, at + step))]?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const stop = focused()
    if (stop === undefined) return
    const expanded = stop.getAttribute('aria-expanded')
    if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp') move(-1)
    else if (event.key === 'Home') move(-Infinity)
    else if (event.key === 'End') move(Infinity)
    else if (event.key === 'ArrowRight' && expanded === 'false') stop.click()
    else if (event.key === 'ArrowLeft' && expanded === 'true') stop.click()
    else return
    event.preventDefault()
  }
  const onFocus = (): void => {
    const stop = focused()
    if (ref.current !== null && stop !== undefined) makeStop(ref.current, stop)
  }
  return { ref, onKeyDown, onFocus }
}
