/** The keys of the tree: arrows, pages, ends, opening and closing folders, typing a name, copy and paste. */
import { useRef, type KeyboardEvent } from 'react'
import type { TreeModel } from './treeModel.ts'
import { useClipboard } from './useClipboard.ts'
import type { Scroll } from './useScroll.ts'

type TreeKeysOptions = {
  readonly model: TreeModel
  readonly scroll: Scroll
  readonly rowPx: number
  readonly reveal: (line: number) => void
}

/** A pause as long as this begins a new word. */
const typingPauseMs = 900

export function useTreeKeys(options: TreeKeysOptions) {
  const typing = useTyping(options)
  const clipboard = useClipboard()

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const move = movesFrom(options)[event.key]
    if (move !== undefined) {
      event.preventDefault()
      move(event.shiftKey)
      return
    }
    // A space is part of a name only while one is being typed; else it is a command of its own.
    if (event.key.length === 1 && (event.key !== ' ' || typing.isTyping())) {
      event.preventDefault()
      typing.type(event.key)
    }
  }
  return { ...clipboard, onKeyDown }
}

/** What each key does; with `extend` the selection grows up to where it leads. */
function movesFrom({ model, scroll, rowPx, reveal }: TreeKeysOptions) {
  const { lead } = model.get().picked
  const from = lead === null ? null : model.lineOf(lead)
  const last = model.get().root.lineCount - 1
  const go = (line: number, extend: boolean): void => {
    const target = Math.max(0, Math.min(line, last))
    reveal(target)
    if (extend) void model.pickTo(target)
    else void model.pickLine(target)
  }
  const step = (by: number, extend: boolean): void => {
    const first = model.lastLeadLine ?? Math.floor(scroll.offsetPx / rowPx)
    if (from === null) go(by > 0 ? first : first - 1, false)
    else go(skipNotes(model, from + by, by), extend)
  }
  const page = Math.max(1, Math.floor(scroll.viewportPx / rowPx) - 1)
  const moves: Readonly<Record<string, (extend: boolean) => void>> = {
    ArrowDown: (extend) => step(1, extend),
    ArrowUp: (extend) => step(-1, extend),
    PageDown: (extend) => step(page, extend),
    PageUp: (extend) => step(-page, extend),
    Home: (extend) => go(0, extend),
    End: (extend) => go(last, extend),
    ArrowRight: () => opened(model, from, go),
    ArrowLeft: () => closed(model, from, go),
  }
  return moves
}

/** Lines that only say something are passed over, unless nothing lies behind them. */
function skipNotes(model: TreeModel, line: number, by: number): number {
  const { lineCount } = model.get().root
  const isRow = (at: number): boolean => at < 0 || at >= lineCount || model.lineAt(at).index !== null
  const next = isRow(line) ? line : line + Math.sign(by)
  return next < 0 || next >= lineCount ? line - by : next
}

/** Right: opens a folder; in an open one, on to its first row. */
function opened(model: TreeModel, line: number | null, go: (line: number, extend: boolean) => void): void {
  if (line === null) return
  const { row, branch } = model.lineAt(line)
  if (row?.kind !== 'folder') return
  if (!model.isOpen(branch.folder, row.key)) model.expand(branch.folder, row.key)
  else if (model.lineAt(line + 1).index !== null) go(line + 1, false)
}

/** Left: closes an open folder; elsewhere, up to the folder the row lies in. */
function closed(model: TreeModel, line: number | null, go: (line: number, extend: boolean) => void): void {
  if (line === null) return
  const { row, branch } = model.lineAt(line)
  if (row !== null && model.isOpen(branch.folder, row.key)) {
    model.collapse(branch.folder, row.key)
    return
  }
  const parent = model.parentOf(branch.folder)
  const parentLine = parent === null ? null : model.lineOf(parent)
  if (parentLine !== null) go(parentLine, false)
}

function useTyping({ model, reveal }: TreeKeysOptions) {
  const typed = useRef({ text: '', atMs: 0 })
  const isTyping = (): boolean =>
    typed.current.text !== '' && performance.now() - typed.current.atMs < typingPauseMs
  const type = (character: string): void => {
    const text = isTyping() ? typed.current.text + character : character
    typed.current = { text, atMs: performance.now() }
    void model.lineNamed(text).then((line) => {
      if (line === null) return undefined
      reveal(line)
      return model.pickLine(line)
    })
  }
  return { isTyping, type }
}
