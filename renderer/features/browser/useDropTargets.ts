/** Where files dropped on the tree would go: the folder row under the pointer, or the open folder. */
export function useDropTargets(): { readonly prefix: string | null; readonly props: object } {
  return { prefix: null, props: {} }
}
