/** What the tree does for the commands of the app. */
import type { Row } from '../../../shared/model/listing.ts'
import { useHandlers, type Handlers } from '../../state/commands.ts'
import { mostSelectedRows } from '../../state/selection.ts'
import type { Strata } from '../../strata.ts'
import { commandWords } from '../../strings/commands.ts'
import { treeWords as words } from '../../strings/tree.ts'
import { copySelected, moveSelected } from '../../verbs/elsewhere.ts'
import { whyNotCopyOut, whyNotInPast } from '../../verbs/past.ts'
import { renameSelected } from '../../verbs/plans.ts'
import {
  deleteSelected,
  destroySelected,
  undeleteSelected,
  whyNotDelete,
  whyNotUndelete,
} from '../../verbs/rows.ts'
import type { Line, TreeModel } from './treeModel.ts'

/** A folder opens here; a file is looked at. */
export function openLine(strata: Strata, { row }: Line): void {
  if (row !== null) openRow(strata, row)
}

function openRow({ navigation, quickLookOpen }: Strata, { kind, key }: Row): void {
  const place = navigation.get().here?.place
  if (place === undefined) return
  if (kind === 'folder') navigation.go({ ...place, prefix: key })
  else quickLookOpen.set(true)
}

export function useTreeCommands(strata: Strata, model: TreeModel): void {
  useHandlers(strata.commands, () => {
    const { picked } = model.get()
    const rows = [...picked.rows.values()].map(({ row }) => row)
    const [only] = rows
    const whyNotOne = picked.all || rows.length > 1 ? words.oneOnly : whyNone(rows)
    return {
      open: {
        whyNot: whyNotOne,
        run: () => {
          if (only !== undefined) openRow(strata, only)
        },
      },
      'quick-look': {
        whyNot: only?.kind === 'folder' ? words.filesOnly : whyNotOne,
        run: () => strata.quickLookOpen.update((open) => !open),
      },
      'copy-key': {
        whyNot: picked.all ? words.tooMany(mostSelectedRows) : whyNone(rows),
        run: () => copyKeys(strata, rows),
      },
      delete: {
        whyNot: whyNotInPast(strata) ?? whyNotDelete(strata.selection.get()),
        run: () => void deleteSelected(strata),
      },
      undelete: {
        whyNot: whyNotInPast(strata) ?? whyNotUndelete(strata.selection.get()),
        run: () => void undeleteSelected(strata),
      },
      'delete-all-versions': {
        whyNot: whyNotInPast(strata) ?? (picked.all ? words.tooMany(mostSelectedRows) : whyNone(rows)),
        run: () => void destroySelected(strata),
      },
      ...moves(strata, rows, whyNotOne, picked.all),
      'select-all': { whyNot: null, run: () => void model.pickAll() },
      refresh: { whyNot: null, run: () => refresh(strata, model) },
    }
  })
}

/** What is shown of the folder, and of the file beside it. */
function refresh({ queries }: Strata, model: TreeModel): void {
  model.refresh()
  void queries.invalidateQueries({ queryKey: ['object'] })
}

function moves(strata: Strata, rows: readonly Row[], whyNotOne: string | null, isAll: boolean): Handlers {
  const inPast = whyNotInPast(strata)
  const whyNotMany = isAll ? words.tooMany(mostSelectedRows) : whyNotMove(rows)
  return {
    rename: { whyNot: inPast ?? whyNotOne ?? whyNotMove(rows), run: () => void renameSelected(strata) },
    move: { whyNot: inPast ?? whyNotMany, run: () => void moveSelected(strata) },
    'copy-to': {
      whyNot: inPast === null ? whyNotMany : whyNotCopyOut(strata),
      run: () => void copySelected(strata),
    },
  }
}

/** What is deleted has nothing to move; undeleted it has. */
const whyNotMove = (rows: readonly Row[]): string | null =>
  whyNone(rows) ?? (rows.some(({ deleted }) => deleted) ? words.deletedStay : null)

const whyNone = (rows: readonly Row[]): string | null =>
  rows.length === 0 ? commandWords.nothingSelected : null

function copyKeys({ notices }: Strata, rows: readonly Row[]): void {
  navigator.clipboard
    .writeText(rows.map(({ key }) => key).join('\n'))
    .then(() => notices.tell({ text: words.copied(rows.length) }), notices.tellFailure)
}
