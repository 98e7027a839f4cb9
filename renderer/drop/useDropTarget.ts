/**
 * Makes an element take dropped files: spread what `useDropTarget` answers over it. `placeOf` says where a drop on
 * the element under the pointer would go, null where it can't; inner targets come before outer ones. What is being
 * aimed at is in `strata.drop.target`: compare with `samePlace` to light a row up. Mount `useNoStrayDrops` once.
 */
import { useEffect, type DragEvent } from 'react'
import type { PrefixRef } from '../../shared/model/selection.ts'
import { samePlace } from '../state/navigation.ts'
import { useStrata, type Strata } from '../strata.ts'
import { pastOf, whyNotInPast } from '../verbs/past.ts'
import { uploadDropped } from '../verbs/upload.ts'

export type DropProps = {
  readonly onDragOver: (event: DragEvent) => void
  readonly onDrop: (event: DragEvent) => void
}

export function useDropTarget(placeOf: (under: Element) => PrefixRef | null): DropProps {
  const strata = useStrata()
  const placeUnder = (event: DragEvent): PrefixRef | null => {
    if (event.isDefaultPrevented() || !holdsFiles(event.dataTransfer)) return null
    return event.target instanceof Element ? placeOf(event.target) : null
  }
  return {
    onDragOver: (event) => {
      const place = placeUnder(event)
      if (place === null) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
      // The veil says why not.
      if (pastOf(strata) !== null) event.dataTransfer.dropEffect = 'none'
      aim(strata, place, event.dataTransfer)
    },
    onDrop: (event) => {
      const place = placeUnder(event)
      if (place === null) return
      event.preventDefault()
      strata.drop.target.set(null)
      const whyNot = whyNotInPast(strata)
      if (whyNot !== null) strata.notices.tell({ text: whyNot })
      else uploadDropped(strata, place, event.dataTransfer)
    },
  }
}

/** What is held over the window is told at least three times a second; a drag given up is not always told. */
const heldMs = 1200

/** A drop beside every target must not make the browser open the file in the window's place. */
export function useNoStrayDrops(): void {
  const { drop } = useStrata()
  useEffect(() => {
    const listening = new AbortController()
    const { signal } = listening
    const overNothing = (event: globalThis.DragEvent): void => {
      // A target has said yes already: it heard the event before the window does.
      if (event.defaultPrevented || isTextDrag(event)) return
      event.preventDefault()
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'none'
      drop.target.set(null)
    }
    const letGo = (): void => drop.target.set(null)
    const left = ({ relatedTarget }: globalThis.DragEvent): void => {
      if (relatedTarget === null) letGo()
    }
    let timer = 0
    const stillHeld = (): void => {
      clearTimeout(timer)
      timer = window.setTimeout(letGo, heldMs)
    }
    window.addEventListener('dragover', stillHeld, { signal, capture: true })
    window.addEventListener('dragover', overNothing, { signal })
    window.addEventListener('drop', overNothing, { signal })
    window.addEventListener('dragleave', left, { signal })
    window.addEventListener('dragend', letGo, { signal })
    return () => listening.abort()
  }, [drop])
}

const holdsFiles = ({ types }: DataTransfer): boolean => types.includes('Files')

/** Text may be dropped into fields. */
function isTextDrag({ target, dataTransfer }: globalThis.DragEvent): boolean {
  const isField =
    target instanceof Element && target.closest('input, textarea, [contenteditable=true]') !== null
  return isField && dataTransfer !== null && !holdsFiles(dataTransfer)
}

function aim({ drop }: Strata, place: PrefixRef, { items }: DataTransfer): void {
  const count = [...items].filter(({ kind }) => kind === 'file').length
  drop.itemCount.set(count === 0 ? null : count)
  drop.target.update((before) => (before !== null && samePlace(before, place) ? before : place))
}
