/** The moment that is looked at, and what can be done from there. */
import type { Moment } from '../../shared/model/moment.ts'
import type { Scope } from '../../shared/model/plan.ts'
import type { PrefixRef } from '../../shared/model/selection.ts'
import type { PastMoment } from '../state/navigation.ts'
import type { Strata } from '../strata.ts'
import { commandWords } from '../strings/commands.ts'
import { timeWords as words } from '../strings/timeTravel.ts'
import { bucketOf, openPlan, scopeOf } from './plans.ts'

/** null: the present is shown. */
export const pastOf = ({ navigation }: Strata): PastMoment | null => navigation.get().here?.past ?? null

/** Why something that writes can't be done; null: the present is shown. */
export const whyNotInPast = (strata: Strata): string | null =>
  pastOf(strata) === null ? null : words.pastIsReadOnly

/** Rows of another moment are on the screen as long as the wanted one is being read. */
export const whyNotYet = ({ folder }: Strata): string | null =>
  folder.get()?.isOfAnotherMoment === true ? words.stillReading : null

const whyNotFromHere = (strata: Strata): string | null =>
  pastOf(strata) === null ? words.chooseMoment : null

export const whyNotRewindFolder = whyNotFromHere

export function whyNotRewindSelected(strata: Strata): string | null {
  const selection = strata.selection.get()
  if (pastOf(strata) === null) return words.chooseMoment
  if (selection === null || selection.count === 0) return commandWords.nothingSelected
  return selection.rows === null ? words.tooMany : whyNotYet(strata)
}

export const whyNotCopyOut = (strata: Strata): string | null => {
  const count = strata.selection.get()?.count ?? 0
  return count === 0 ? whyNotFromHere(strata) : whyNotRewindSelected(strata)
}

type Seen = { readonly place: PrefixRef; readonly moment: Moment }

function seenBy({ navigation }: Strata): Seen | null {
  const here = navigation.get().here ?? null
  return here === null || here.past === null ? null : { place: here.place, moment: here.past.moment }
}

const wholeFolder = ({ prefix }: PrefixRef): Scope => ({ keys: [], prefixes: [prefix] })

/** What is selected, or the whole folder. */
export function scopeHere({ selection }: Strata, place: PrefixRef): Scope {
  const rows = selection.get()?.rows ?? []
  return rows.length === 0 ? wholeFolder(place) : scopeOf(rows)
}

/** Shows what would make the folder again what it was. */
export async function rewindFolder(strata: Strata): Promise<void> {
  const seen = seenBy(strata)
  if (seen === null) return
  const { place, moment } = seen
  await openPlan(strata, { kind: 'rewind', ...bucketOf(place), scope: wholeFolder(place), moment })
}

export async function rewindSelected(strata: Strata): Promise<void> {
  const seen = seenBy(strata)
  if (seen === null || whyNotRewindSelected(strata) !== null) return
  const { place, moment } = seen
  await openPlan(strata, { kind: 'rewind', ...bucketOf(place), scope: scopeHere(strata, place), moment })
}

/** Without the bar there is only the present. */
export function toggleTimeBar(strata: Strata): void {
  const { navigation, timeBarOpen } = strata
  const isOpen = timeBarOpen.get() || pastOf(strata) !== null
  if (isOpen) navigation.travel(null)
  timeBarOpen.set(!isOpen)
}
