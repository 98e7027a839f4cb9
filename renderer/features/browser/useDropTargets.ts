/** Where files dropped on the tree would go: the folder row under the pointer, or the open folder. */
import type { TreeModel } from './treeModel.ts'

export function useDropTargets(_: TreeModel): { readonly prefix: string | null; readonly props: object } {
  return { prefix: null, props: {} }
}
