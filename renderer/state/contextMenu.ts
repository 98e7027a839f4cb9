/** The menu at the pointer: one at a time, wherever it was asked for. */
import { storeOf, type Store } from './store.ts'

export type MenuEntry = {
  readonly id: string
  readonly label: string
  readonly run: () => void
  readonly whyNot?: string | null
  /** What it does, in a sentence. */
  readonly detail?: string
  /** The key that does the same, as people read it. */
  readonly keys?: string | undefined
  readonly destroys?: boolean
  /** Of an entry that chooses among others: whether it is the one. */
  readonly isOn?: boolean
}

/** Groups are parted by a line. */
export type MenuGroups = readonly (readonly MenuEntry[])[]

export type OpenMenu = {
  readonly label: string
  readonly groups: MenuGroups
  readonly x: number
  readonly y: number
}

export type ContextMenu = Store<OpenMenu | null>

export const openContextMenu = (): ContextMenu => storeOf<OpenMenu | null>(null)
