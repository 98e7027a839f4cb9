/** What is open, for the title of the window. */
import { useEffect } from 'react'
import { nameOf } from '../../../shared/key.ts'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import { visibleName } from '../../format/names.ts'
import { frameWords as words } from '../../strings/frame.ts'

export function titleOf(place: PrefixRef | null): string {
  if (place === null) return words.appName
  return visibleName(place.prefix === '' ? place.bucket : nameOf(place.prefix)) || words.noName
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === words.appName ? title : `${title} · ${words.appName}`
  }, [title])
}
