/** Deletes and undeletes what is selected, file by file, and says at the end what came of it. */
import type { Row } from '../../shared/model/listing.ts'
import type { ObjectRef } from '../../shared/model/selection.ts'
import { failureFrom } from '../failure.ts'
import type { Selection } from '../state/selection.ts'
import type { Strata } from '../strata.ts'
import { commandWords } from '../strings/commands.ts'
import { verbWords as words } from '../strings/outcomes.ts'
import { tellOutcome } from './tellOutcome.ts'
import { withConsent } from './withConsent.ts'

const atOnce = 4

export const whyNotDelete = (selection: Selection | null): string | null =>
  whyNot(selection, (row) => !row.deleted, words.nothingLive)

export const whyNotUndelete = (selection: Selection | null): string | null =>
  whyNot(selection, (row) => row.deleted, words.nothingDeleted)

function whyNot(selection: Selection | null, fits: (row: Row) => boolean, none: string): string | null {
  if (selection === null || selection.count === 0) return commandWords.nothingSelected
  if (selection.rows === null) return words.tooMany
  if (selection.rows.some(({ kind }) => kind === 'folder')) return words.foldersLater
  return selection.rows.some(fits) ? null : none
}

export async function deleteSelected(strata: Strata): Promise<void> {
  const files = chosen(strata, (row) => !row.deleted)
  const remove = (ref: ObjectRef) =>
    withConsent(strata, words.destroyTitle, words.deleteAction, (mayDestroy) =>
      strata.api.objects.delete({ ...ref, mayDestroy }),
    )
  const [only] = files
  if (only === undefined) return
  if (files.length > 1) return each(strata, files, remove, words.deletedMany)
  try {
    const outcome = await remove(only)
    if (outcome !== null) tellOutcome(strata, only, outcome)
  } catch (error) {
    strata.notices.tellFailure(error)
  }
}

export async function undeleteSelected(strata: Strata): Promise<void> {
  const files = chosen(strata, (row) => row.deleted)
  const bringBack = (ref: ObjectRef) => strata.api.objects.undelete(ref)
  const [only] = files
  if (only === undefined) return
  if (files.length > 1) return each(strata, files, bringBack, words.undeletedMany)
  try {
    tellOutcome(strata, only, await bringBack(only))
  } catch (error) {
    strata.notices.tellFailure(error)
  }
}

function chosen({ selection }: Strata, fits: (row: Row) => boolean): readonly ObjectRef[] {
  const { place, rows } = selection.get() ?? { place: null, rows: null }
  if (place === null || rows === null) return []
  const { connectionId, bucket } = place
  return rows
    .filter((row) => row.kind === 'file' && fits(row))
    .map(({ key }) => ({ connectionId, bucket, key }))
}

/** A few at a time; one failure stops none of the others. */
async function each(
  { notices }: Strata,
  files: readonly ObjectRef[],
  verb: (ref: ObjectRef) => Promise<unknown>,
  told: (count: number) => string,
): Promise<void> {
  const failures: unknown[] = []
  let doneCount = 0
  const queue = files.values()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const ref of queue) {
        try {
          if ((await verb(ref)) !== null) doneCount += 1
        } catch (error) {
          failures.push(error)
        }
      }
    }),
  )
  if (doneCount > 0) notices.tell({ text: told(doneCount) })
  if (failures.length === 0) return
  const failure = failureFrom(failures[0])
  const details = [failure.message, failure.advice].filter((line) => line !== '')
  notices.tell({ tone: 'bad', text: words.someFailed(failures.length, files.length), details, failure })
}
