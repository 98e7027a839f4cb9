/** The tree grid: draws the lines in sight, keeps them where they are when rows move, and hears mouse and keys. */
import { useId, useLayoutEffect, useRef, useSyncExternalStore, type MouseEvent, type ReactNode } from 'react'
import type { SizeAt } from '../../../shared/model/activity.ts'
import type { Order } from '../../../shared/model/listing.ts'
import { useDropTargets } from './useDropTargets.ts'
import { idOf } from './picked.ts'
import { NoteRow } from './NoteRow.tsx'
import { TreeHeader } from './TreeHeader.tsx'
import { BlankRow, TreeRow } from './TreeRow.tsx'
import type { Line, TreeModel, TreeState } from './treeModel.ts'
import { useHeldRow } from './useHeldRow.ts'
import { useRemPx } from '../../components/useRemPx.ts'
import { useScroll, type Scroll } from './useScroll.ts'
import { sizeOf, useSizes } from './useSizes.ts'
import { useTreeKeys } from './useTreeKeys.ts'
import './tree.css'

const headRem = 1.875
const rowRem = 1.75
/** Lines drawn beyond each edge of what is in sight, so that fast scrolling shows no gap. */
const linesBeyond = 24
/** Rows are asked for that far ahead. */
const linesAhead = 320

type TreeProps = {
  readonly model: TreeModel
  readonly label: string
  readonly order: Order
  readonly onOrder: (order: Order) => void
  readonly onOpen: (line: Line) => void
  readonly onMenu: (at: { readonly x: number; readonly y: number }) => void
  /** Takes the place of the rows. */
  readonly face: ReactNode
}

export function Tree({ model, label, order, onOrder, onOpen, onMenu, face }: TreeProps) {
  const state = useSyncExternalStore(model.subscribe, model.get)
  const scroller = useRef<HTMLDivElement>(null)
  const { rowPx, headPx } = useHeights()
  const scroll = useScroll(scroller, state.root.lineCount * rowPx, headPx)
  const held = useHeldRow(model, state, scroll, rowPx)
  const domId = useId()
  const keys = useTreeKeys({ model, scroll, rowPx, reveal: held.reveal })
  const drop = useDropTargets(model)
  const leadLine = state.picked.lead === null ? null : model.lineOf(state.picked.lead)
  const lines = useLines(model, state, scroll, rowPx)
  const sizes = useSizes(model, lines)
  const reorder = (next: Order): void => {
    held.keepLead()
    onOrder(next)
  }
  return (
    <div
      ref={scroller}
      role="treegrid"
      className={`tree ${model.root.isOfAnotherMoment ? 'of-another-moment' : ''}`}
      tabIndex={0}
      aria-label={label}
      aria-multiselectable
      aria-rowcount={state.root.lineCount + 1}
      aria-busy={model.root.waiting}
      {...(leadLine === null ? {} : { 'aria-activedescendant': `${domId}-${leadLine}` })}
      {...keys}
      onMouseDown={(event) => pressed(model, event)}
      onDoubleClick={(event) => pressedTwice(model, event, onOpen)}
      onContextMenu={(event) => {
        event.preventDefault()
        onMenu(menuPlace(event, domId, leadLine))
      }}
      {...drop.props}
    >
      <div role="rowgroup" className="tree-head-group">
        <TreeHeader order={order} isPending={isPending(model)} onOrder={reorder} />
      </div>
      {face ?? (
        <div role="rowgroup" className="tree-body" style={{ height: scroll.drawnPx }}>
          {lines.map((line) => (
            <LineOf
              key={keyOf(line)}
              id={`${domId}-${line.line}`}
              model={model}
              state={state}
              line={line}
              size={sizeOf(sizes, line)}
              topPx={line.line * rowPx + scroll.shiftPx}
              dropPrefix={drop.prefix}
            />
          ))}
        </div>
      )}
    </div>
  )
}

function useHeights(): { readonly rowPx: number; readonly headPx: number } {
  const remPx = useRemPx()
  return { rowPx: Math.round(rowRem * remPx), headPx: Math.round(headRem * remPx) }
}

/** The lines to draw; the rows they need, and those around them, are asked for. */
function useLines(model: TreeModel, state: TreeState, scroll: Scroll, rowPx: number): readonly Line[] {
  const { lineCount } = state.root
  const first = Math.floor(scroll.offsetPx / rowPx)
  const last = Math.ceil((scroll.offsetPx + scroll.viewportPx) / rowPx)
  const start = Math.max(0, Math.min(first - linesBeyond, lineCount))
  const end = Math.max(start, Math.min(last + linesBeyond, lineCount))
  useLayoutEffect(() => {
    model.look(first - linesAhead, last + linesAhead, state)
  }, [model, state, first, last])
  return Array.from({ length: end - start }, (_, at) => model.lineAt(start + at))
}

const isPending = ({ root: { state } }: TreeModel): boolean => state !== null && !state.sorted

/** A row keeps its element when it moves; a line without a row is only its number. */
const keyOf = ({ branch, row, line }: Line): string =>
  row === null ? `line ${line}` : idOf({ folder: branch.folder, key: row.key })

type LineOfProps = {
  readonly id: string
  readonly model: TreeModel
  readonly state: TreeState
  readonly line: Line
  /** Of a folder. */
  readonly size: SizeAt | null
  readonly topPx: number
  readonly dropPrefix: string | null
}

function LineOf({ id, model, state: { picked }, line, size, topPx, dropPrefix }: LineOfProps) {
  const { branch, row, index } = line
  if (index === null)
    return <NoteRow folder={branch.folder} line={line.line} level={branch.level} topPx={topPx} />
  if (row === null) return <BlankRow line={line.line} level={branch.level} topPx={topPx} />
  const ref = { folder: branch.folder, key: row.key }
  const { lead } = picked
  return (
    <TreeRow
      id={id}
      line={line.line}
      level={branch.level}
      row={row}
      size={size}
      topPx={topPx}
      isOpen={row.kind === 'folder' && model.isOpen(ref.folder, row.key)}
      isSelected={picked.all || picked.rows.has(idOf(ref))}
      isLead={lead !== null && lead.folder === ref.folder && lead.key === ref.key}
      isDropTarget={row.kind === 'folder' && dropPrefix === row.key}
    />
  )
}

const isTwist = ({ target }: MouseEvent): boolean =>
  target instanceof Element && target.closest('[data-twist]') !== null

function lineUnder(model: TreeModel, { target }: MouseEvent): Line | null {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-line]') : null
  return element === null ? null : model.lineAt(Number(element.getAttribute('data-line')))
}

/** Selects as file browsers do; a press on the triangle opens or closes its folder instead. */
function pressed(model: TreeModel, event: MouseEvent): void {
  if (event.target instanceof Element && event.target.closest('.tree-head, button') !== null) return
  const line = lineUnder(model, event)
  const isMenu = event.button === 2 || (event.button === 0 && event.ctrlKey && event.metaKey)
  if (line === null || line.row === null) {
    if (!isMenu || line === null) model.pickNothing()
    return
  }
  const ref = { folder: line.branch.folder, key: line.row.key }
  if (event.button === 0 && isTwist(event)) {
    if (model.isOpen(ref.folder, ref.key)) model.collapse(ref.folder, ref.key)
    else model.expand(ref.folder, ref.key)
    return
  }
  if (isMenu) {
    if (!model.get().picked.rows.has(idOf(ref))) model.pick(line, 'one')
  } else if (event.button !== 0) return
  else if (event.shiftKey) void model.pickTo(line.line)
  else model.pick(line, event.metaKey || event.ctrlKey ? 'toggle' : 'one')
}

function pressedTwice(model: TreeModel, event: MouseEvent, onOpen: (line: Line) => void): void {
  const line = lineUnder(model, event)
  if (line !== null && !isTwist(event)) onOpen(line)
}

/** At the pointer; asked for by a key, below the row the keyboard is on. */
function menuPlace(event: MouseEvent, domId: string, leadLine: number | null): { x: number; y: number } {
  if (event.button === 2) return { x: event.clientX, y: event.clientY }
  const row = document.getElementById(`${domId}-${leadLine ?? ''}`)?.getBoundingClientRect()
  const { left, top } = row ?? event.currentTarget.getBoundingClientRect()
  return { x: left + 48, y: top + (row?.height ?? 48) }
}
