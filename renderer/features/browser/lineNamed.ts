/** Where typing letters leads to: the next line whose name begins with them, in the folder the keyboard is in, going round. */
import { lineOf } from './branches.ts'
import type { TreeModel } from './treeModel.ts'

/** null: there is none. */
export async function lineNamed(model: TreeModel, text: string): Promise<number | null> {
  const { lead } = model.get().picked
  const folder = lead?.folder ?? model.root
  const at = (lead === null ? null : folder.view.indices.get(lead.key)) ?? 0
  const index = await folder.find(text, at + (text.length > 1 || lead === null ? 0 : 1))
  return index === null ? null : lineOf(model.get().root, folder, index)
}
