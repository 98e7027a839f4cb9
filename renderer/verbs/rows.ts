/** Deletes and undeletes what is selected. */
import type { Row } from '../../shared/model/listing.ts'
import type { ObjectRef } from '../../shared/model/selection.ts'
import type { Selection } from '../state/selection.ts'
import type { Strata } from '../strata.ts'
import { commandWords } from '../strings/commands.ts'
import { verbWords as words } from '../strings/outcomes.ts'
import { openPlan, scopeOf } from './plans.ts'
import { tellOutcome } from './tellOutcome.ts'
import { undelete } from './undelete.ts'
import { withConsent } from './withConsent.ts'

export const whyNotDelete = (selection: Selection | null): string | null =>
  whyNot(selection, (row) => !row.deleted, words.nothingLive)

/** A folder that is there may hold deleted files all the same. */
export const whyNotUndelete = (selection: Selection | null): string | null =>
  whyNot(selection, (row) => row.deleted || row.kind === 'folder', words.nothingDeleted)

function whyNot(selection: Selection | null, fits: (row: Row) => boolean, none: string): string | null {
  if (selection === null || selection.count === 0) return commandWords.nothingSelected
  if (selection.rows === null) return words.tooMany
  return selection.rows.some(fits) ? null : none
}

/** One file at once, with a way back; more than that as a plan. */
export async function deleteSelected(strata: Strata): Promise<void> {
  const rows = chosen(strata, (row) => !row.deleted)
  const file = onlyFile(strata, rows)
  if (file === null) return planFor(strata, 'delete', rows)
  try {
    const outcome = await withConsent(strata, words.destroyTitle, words.deleteAction, (mayDestroy) =>
      strata.api.objects.delete({ ...file, mayDestroy }),
    )
    if (outcome !== null) tellOutcome(strata, file, outcome)
  } catch (error) {
    strata.notices.tellFailure(error)
  }
}

export async function undeleteSelected(strata: Strata): Promise<void> {
  const rows = chosen(strata, (row) => row.deleted || row.kind === 'folder')
  const file = onlyFile(strata, rows)
  if (file === null) await planFor(strata, 'undelete', rows)
  else await undelete(strata, file)
}

/** Every version and marker of it: shown whole as a plan, asked twice. */
export const destroySelected = (strata: Strata): Promise<void> =>
  planFor(
    strata,
    'empty',
    chosen(strata, () => true),
  )

function chosen({ selection }: Strata, fits: (row: Row) => boolean): readonly Row[] {
  return (selection.get()?.rows ?? []).filter(fits)
}

function onlyFile({ selection }: Strata, rows: readonly Row[]): ObjectRef | null {
  const place = selection.get()?.place
  const [row] = rows
  if (place === undefined || row === undefined || rows.length > 1 || row.kind === 'folder') return null
  return { connectionId: place.connectionId, bucket: place.bucket, key: row.key }
}

async function planFor(
  strata: Strata,
  kind: 'delete' | 'undelete' | 'empty',
  rows: readonly Row[],
): Promise<void> {
  const place = strata.selection.get()?.place
  if (place === undefined || rows.length === 0) return
  const { connectionId, bucket } = place
  await openPlan(strata, { kind, connectionId, bucket, scope: scopeOf(rows) })
}
