/** What is open, for the title of the window. */
import { useEffect } from 'react'
import { nameOf } from '../../../shared/key.ts'
import { visibleName } from '../../format/names.ts'
import type { Visit } from '../../state/navigation.ts'
import { frameWords as words } from '../../strings/frame.ts'
import { timeWords } from '../../strings/timeTravel.ts'

export function titleOf(visit: Visit | null): string {
  if (visit === null) return words.appName
  const { place, past } = visit
  const name = visibleName(place.prefix === '' ? place.bucket : nameOf(place.prefix)) || words.noName
  return past === null ? name : `${name} ${timeWords.asOf(past.shownMs)}`
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === words.appName ? title : `${title} · ${words.appName}`
  }, [title])
}
