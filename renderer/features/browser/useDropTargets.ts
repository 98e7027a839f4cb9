/** Where files dropped on the tree would go: the folder whose row is under the pointer, or the open folder. */
import type { PrefixRef } from '../../../shared/model/selection.ts'
import { useDropTarget, type DropProps } from '../../drop/useDropTarget.ts'
import { useSelected, useStore } from '../../state/store.ts'
import { useStrata } from '../../strata.ts'
import type { TreeModel } from './treeModel.ts'

/** `prefix` is what is aimed at: its row lights up. */
export function useDropTargets(model: TreeModel): {
  readonly prefix: string | null
  readonly props: DropProps
} {
  const { drop, navigation } = useStrata()
  const isPast = useSelected(navigation, ({ here }) => here?.past != null)
  const target = useStore(drop.target)
  const props = useDropTarget((under) => placeUnder(model, under))
  // Nothing lights up where nothing can be dropped.
  return { prefix: isPast ? null : (target?.prefix ?? null), props }
}

function placeUnder(model: TreeModel, under: Element): PrefixRef {
  const line = under.closest('[data-line]')?.getAttribute('data-line') ?? null
  if (line === null) return model.root.place
  const { branch, row } = model.lineAt(Number(line))
  const { place } = branch.folder
  // A file lies in the folder it is shown in, and so does what is dropped on it.
  return row !== null && row.kind === 'folder' && !row.deleted ? { ...place, prefix: row.key } : place
}
