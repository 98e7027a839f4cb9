/** Where a moment is typed: what was understood is shown while typing, Enter goes there. */
import { useState } from 'react'
import { Input, TextField } from 'react-aria-components'
import { formatPrecise, formatUtc } from '../../format/times.ts'
import { timeWords as words, typedProblems } from '../../strings/timeTravel.ts'
import { readTypedDate, type Typed } from './typedDate.ts'
import './dateField.css'

type DateFieldProps = {
  readonly shownMs: number | null
  readonly onMoment: (ms: number) => void
}

type Entered = { readonly text: string; readonly typed: Typed | null }

const nothing: Entered = { text: '', typed: null }

export function DateField({ shownMs, onMoment }: DateFieldProps) {
  const [{ text, typed }, setEntered] = useState<Entered>(nothing)
  /** Nobody is told that a date is wrong before it is finished. */
  const [isAsked, setAsked] = useState(false)
  const isWrong = isAsked && typed?.kind === 'problem'
  const go = (): void => {
    setAsked(true)
    if (typed?.kind !== 'moment') return
    onMoment(typed.ms)
    setEntered(nothing)
    setAsked(false)
  }
  return (
    <div className="time-date">
      <TextField
        aria-label={words.date}
        value={text}
        isInvalid={isWrong}
        validationBehavior="aria"
        autoComplete="off"
        spellCheck="false"
        onChange={(next) => {
          setEntered({ text: next, typed: next.trim() === '' ? null : readTypedDate(next, Date.now()) })
          setAsked(false)
        }}
      >
        <Input
          className="time-input"
          placeholder={words.datePlaceholder}
          onKeyDown={(event) => {
            if (event.key === 'Enter') go()
            else if (event.key === 'Escape' && text !== '') setEntered(nothing)
            else return
            event.preventDefault()
            event.stopPropagation()
          }}
        />
      </TextField>
      <span className={`time-understood ${isWrong ? 'wrong' : ''}`} role="status">
        {understood(typed, isAsked) ?? (shownMs === null ? '' : formatUtc(shownMs))}
      </span>
    </div>
  )
}

function understood(typed: Typed | null, isAsked: boolean): string | null {
  if (typed === null) return null
  if (typed.kind === 'moment') return `↩ ${formatPrecise(typed.ms)}`
  return isAsked || typed.problem === 'ahead' ? typedProblems[typed.problem] : ''
}
