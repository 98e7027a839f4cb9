/** How far something is, as a bar; without a fraction it only says that something goes on. */
import { ProgressBar as AriaProgressBar } from 'react-aria-components'
import './progressBar.css'

type ProgressBarProps = {
  readonly label: string
  /** 0 to 1; null: not known. */
  readonly progressFraction: number | null
  readonly tone?: 'running' | 'done' | 'waiting' | 'failed' | 'stopped'
}

export function ProgressBar({ label, progressFraction, tone = 'running' }: ProgressBarProps) {
  const known =
    progressFraction === null
      ? { isIndeterminate: true }
      : { value: progressFraction * 100, isIndeterminate: false }
  return (
    <AriaProgressBar aria-label={label} className={`progress ${tone}`} {...known}>
      <span
        className={progressFraction === null ? 'unknown' : ''}
        style={progressFraction === null ? {} : { width: `${progressFraction * 100}%` }}
      />
    </AriaProgressBar>
  )
}
