/** Keys → commands. Keys that mean something to a text field or a button are left to it. */
import { useEffect } from 'react'
import { commandInfo, commandSchema, type Command } from '../../../shared/model/command.ts'
import type { Strata } from '../../strata.ts'

type Chord = {
  readonly command: Command
  readonly key: string
  readonly cmdOrCtrl: boolean
  readonly shift: boolean
  readonly alt: boolean
}

const keyNames: Readonly<Record<string, string>> = {
  Left: 'ArrowLeft',
  Right: 'ArrowRight',
  Up: 'ArrowUp',
  Down: 'ArrowDown',
  Space: ' ',
}

const chords: readonly Chord[] = commandSchema.options.flatMap((command) =>
  commandInfo[command].keys.map((keys) => {
    const parts = keys.split('+')
    const last = parts.at(-1) ?? ''
    return {
      command,
      key: (keyNames[last] ?? last).toLowerCase(),
      cmdOrCtrl: parts.includes('CmdOrCtrl'),
      shift: parts.includes('Shift'),
      alt: parts.includes('Alt'),
    }
  }),
)

/** With Shift a key may give another character: the key's own place on the keyboard tells. */
const shiftedKeys: Readonly<Record<string, string>> = { Period: '.', BracketLeft: '[', BracketRight: ']' }

function chordOf(event: KeyboardEvent, isMac: boolean): Chord | undefined {
  const cmdOrCtrl = isMac ? event.metaKey : event.ctrlKey
  const other = isMac ? event.ctrlKey : event.metaKey
  if (other) return undefined
  const key = (shiftedKeys[event.code] ?? event.key).toLowerCase()
  return chords.find(
    (chord) =>
      chord.key === key &&
      chord.cmdOrCtrl === cmdOrCtrl &&
      chord.shift === event.shiftKey &&
      chord.alt === event.altKey,
  )
}

/** What text fields do with these keys must stay as people know it. */
const textKeys = new Set([
  'a',
  'c',
  'y',
  'z',
  'backspace',
  'delete',
  'arrowup',
  'arrowdown',
  'arrowleft',
  'arrowright',
])

function belongsToTarget({ target }: KeyboardEvent, { key, cmdOrCtrl }: Chord): boolean {
  if (!(target instanceof HTMLElement)) return false
  const isText = target.closest('input, textarea, [contenteditable=true]') !== null
  const isBare = !cmdOrCtrl && !/^f\d+$/.test(key)
  if (isText) return textKeys.has(key) || (isBare && !key.startsWith('arrow'))
  // Enter, Space and Delete are the tree's, or whatever button has the focus.
  return (
    isBare &&
    !key.startsWith('arrow') &&
    target.closest('[role=treegrid]') !== target &&
    target !== document.body
  )
}

const isSheetOpen = (): boolean => document.querySelector('.veil') !== null

export function useCommandKeys({ info }: Strata, run: (command: Command) => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return
      const chord = chordOf(event, info.os === 'mac')
      if (chord === undefined || belongsToTarget(event, chord)) return
      event.preventDefault()
      // Over a sheet nothing behind it moves.
      if (!isSheetOpen()) run(chord.command)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  })
}
