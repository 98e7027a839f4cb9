/** How every transfer is laid out: direction, what and where to, how it stands, how far, and what can be done. */
import { ChevronRight } from 'lucide-react'
import type { KeyboardEvent, ReactNode } from 'react'
import { Name } from '../../components/Name.tsx'
import { ProgressBar } from '../../components/ProgressBar.tsx'
import { transferWords as words, type TwoLines } from '../../strings/transfers.ts'
import { RateGraph } from './RateGraph.tsx'
import './transfer.css'

export type Bar = {
  readonly tone: 'running' | 'done' | 'waiting' | 'failed' | 'stopped'
  readonly progressFraction: number | null
}

type TransferLayoutProps = {
  readonly icon: ReactNode
  readonly title: string
  readonly place: string
  readonly lines: TwoLines
  /** Somebody has to say something before all of it can move. */
  readonly isAsking?: boolean
  readonly bar: Bar
  /** Bytes a second, one for each of the last seconds. */
  readonly rates?: readonly number[]
  readonly actions: ReactNode
  /** Lines that open their files beneath them. */
  readonly isOpen?: boolean
  readonly onToggle?: () => void
  readonly onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void
}

export function TransferLayout(props: TransferLayoutProps) {
  const { icon, title, place, lines, bar, rates = [], actions, isOpen } = props
  return (
    <div className={`transfer ${bar.tone} ${props.isAsking === true ? 'asking' : ''}`}>
      <button
        type="button"
        data-stop
        className="transfer-what"
        onClick={props.onToggle}
        onKeyDown={props.onKeyDown}
        {...(isOpen === undefined ? {} : { 'aria-expanded': isOpen })}
      >
        {icon}
        <span>
          <span className="transfer-title">
            <Name text={title} title={title} />
          </span>
          <small>
            <Name text={words.to(place)} title={place} />
          </small>
        </span>
        {isOpen === undefined ? null : <ChevronRight size={13} className="transfer-twist" aria-hidden />}
      </button>
      <div className="transfer-how">
        <span title={lines.first}>{lines.first}</span>
        {lines.second === '' ? null : <small title={lines.second}>{lines.second}</small>}
      </div>
      <div className="transfer-far">
        <RateGraph rates={rates} />
        <ProgressBar label={words.progressOf(title)} {...bar} />
      </div>
      <div className="transfer-actions">{actions}</div>
    </div>
  )
}
