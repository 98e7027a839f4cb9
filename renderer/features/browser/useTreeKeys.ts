/** The keys of the tree: arrows, pages, ends, opening and closing folders, and typing a name. */
import { useEffect, useRef, type KeyboardEvent } from 'react'
import type { Line, TreeModel } from './treeModel.ts'
import type { Scroll } from './useScroll.ts'

type TreeKeysOptions = {
  readonly model: TreeModel
  readonly scroll: Scroll
  readonly rowPx: number
  readonly reveal: (line: number) => void
  readonly onOpen: (line: Line) => void
}

/** A pause as long as this begins a new word. */
const typingPauseMs = 900

export function useTreeKeys({ model, scroll, rowPx, reveal }: TreeKeysOptions) {
  const typing = useTyping(model, reveal)

  const leadLine = (): number | null => {
    const { lead } = model.get().picked
    return lead === null ? null : model.lineOf(lead)
  }
  const go = (line: number, extend: boolean): void => {
    const target = Math.max(0, Math.min(line, model.get().root.lineCount - 1))
    reveal(target)
    if (extend) void model.pickTo(target)
    else void model.pickLine(target)
  }
  const step = (by: number, extend: boolean): void => {
    const from = leadLine()
    const first = Math.floor(scroll.offsetPx / rowPx)
    if (from === null) go(by > 0 ? first : model.get().root.lineCount - 1, false)
    else go(skipNotes(model, from + by, by), extend)
  }
  const page = Math.max(1, Math.floor(scroll.viewportPx / rowPx) - 1)

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const { shiftKey: extend } = event
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => step(1, extend),
      ArrowUp: () => step(-1, extend),
      PageDown: () => step(page, extend),
      PageUp: () => step(-page, extend),
      Home: () => go(0, extend),
      End: () => go(model.get().root.lineCount - 1, extend),
      ArrowRight: () => opened(model, leadLine(), go),
      ArrowLeft: () => closed(model, leadLine(), go),
    }
    const move = moves[event.key]
    if (move !== undefined) {
      event.preventDefault()
      move()
      return
    }
    // A space is part of a name only while one is being typed; else it is a command of its own.
    if (event.key.length === 1 && (event.key !== ' ' || typing.isTyping())) {
      event.preventDefault()
      event.stopPropagation()
      typing.type(event.key)
    }
  }
  return { onKeyDown }
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

function useTyping(model: TreeModel, reveal: (line: number) => void) {
  const typed = useRef({ text: '', atMs: 0 })
  const asked = useRef(0)
  useEffect(() => {
    typed.current = { text: '', atMs: 0 }
  }, [model])
  const isTyping = (): boolean =>
    typed.current.text !== '' && performance.now() - typed.current.atMs < typingPauseMs
  const type = (character: string): void => {
    const text = isTyping() ? typed.current.text + character : character
    typed.current = { text, atMs: performance.now() }
    asked.current += 1
    const own = asked.current
    void model.lineNamed(text).then((line) => {
      if (line === null || own !== asked.current) return undefined
      reveal(line)
      return model.pickLine(line)
    })
  }
  return { isTyping, type }
}
