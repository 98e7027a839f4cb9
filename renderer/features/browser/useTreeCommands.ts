/** What the tree does for the commands of the app. */
import type { Row } from '../../../shared/model/listing.ts'
import { useHandlers, type Handler } from '../../state/commands.ts'
import { mostSelectedRows } from '../../state/selection.ts'
import type { Strata } from '../../strata.ts'
import { commandWords } from '../../strings/commands.ts'
import { treeWords as words } from '../../strings/tree.ts'
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
  const { commands, quickLookOpen, notices } = strata
  useHandlers(commands, () => {
    const { picked } = model.get()
    const rows = [...picked.rows.values()].map(({ row }) => row)
    const [only] = rows
    const one = (run: (row: Row) => void): Handler => ({
      whyNot:
        picked.all || rows.length > 1
          ? words.oneOnly
          : only === undefined
            ? commandWords.nothingSelected
            : null,
      run: () => {
        if (only !== undefined) run(only)
      },
    })
    const copy = (): void => {
      const keys = rows.map(({ key }) => key).join('\n')
      navigator.clipboard
        .writeText(keys)
        .then(() => notices.tell({ text: words.copied(rows.length) }), notices.tellFailure)
    }
    const whyNotCopy = picked.all
      ? words.tooMany(mostSelectedRows)
      : rows.length === 0
        ? commandWords.nothingSelected
        : null
    return {
      open: one((row) => openRow(strata, row)),
      'quick-look': one(({ kind }) => {
        if (kind === 'file') quickLookOpen.update((open) => !open)
      }),
      'copy-key': { whyNot: whyNotCopy, run: copy },
      'select-all': { whyNot: null, run: () => void model.pickAll() },
      refresh: { whyNot: null, run: () => model.refresh() },
    }
  })
}
