/** Arrow keys among the buttons of a list; only one of them is a stop of the Tab key. */
import { useEffect, type KeyboardEvent, type RefObject } from 'react'

const stopsIn = (list: HTMLElement): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('[data-stop]')]

const focusedIn = (list: HTMLElement): HTMLElement | undefined =>
  stopsIn(list).find((stop) => stop === document.activeElement)

function makeStop(list: HTMLElement, chosen: HTMLElement | undefined): void {
  for (const stop of stopsIn(list)) stop.tabIndex = stop === chosen ? 0 : -1
}

function move(list: HTMLElement, step: number): void {
  const stops = stopsIn(list)
  const at = stops.findIndex((stop) => stop === document.activeElement)
  stops[Math.min(stops.length - 1, Math.max(0, at + step))]?.focus()
}

/** Lines come and go: there is always one that Tab reaches. */
function keepOneStop(list: HTMLElement): MutationObserver {
  const keepOne = (): void => {
    const stops = stopsIn(list)
    const current = stops.find((stop) => stop.getAttribute('aria-current') !== null)
    makeStop(list, focusedIn(list) ?? current ?? stops[0])
  }
  keepOne()
  const observer = new MutationObserver(keepOne)
  observer.observe(list, { childList: true, subtree: true, attributeFilter: ['aria-current'] })
  return observer
}

type ArrowStops = { readonly onKeyDown: (event: KeyboardEvent) => void; readonly onFocus: () => void }

export function useArrowStops(list: RefObject<HTMLElement | null>): ArrowStops {
  useEffect(() => {
    if (list.current === null) return undefined
    const observer = keepOneStop(list.current)
    return () => observer.disconnect()
  }, [list])
  const onKeyDown = (event: KeyboardEvent): void => {
    const stop = list.current === null ? undefined : focusedIn(list.current)
    if (list.current === null || stop === undefined) return
    const expanded = stop.getAttribute('aria-expanded')
    if (event.key === 'ArrowDown') move(list.current, 1)
    else if (event.key === 'ArrowUp') move(list.current, -1)
    else if (event.key === 'Home') move(list.current, -Infinity)
    else if (event.key === 'End') move(list.current, Infinity)
    else if (event.key === 'ArrowRight' && expanded === 'false') stop.click()
    else if (event.key === 'ArrowLeft' && expanded === 'true') stop.click()
    else return
    event.preventDefault()
  }
  const onFocus = (): void => {
    const stop = list.current === null ? undefined : focusedIn(list.current)
    if (list.current !== null && stop !== undefined) makeStop(list.current, stop)
  }
  return { onKeyDown, onFocus }
}
