/** How much of a whole something is: what is current, and what lies in old versions. */
import type { Sums } from '../../../shared/model/versionIndex.ts'
import './shareBar.css'

type ShareBarProps = { readonly sums: Sums; readonly wholeBytes: number; readonly label: string }

export function ShareBar({ sums: { currentBytes, noncurrentBytes }, wholeBytes, label }: ShareBarProps) {
  const width = (bytes: number): string => `${wholeBytes === 0 ? 0 : (bytes / wholeBytes) * 100}%`
  return (
    <span className="share-bar" role="img" aria-label={label} title={label}>
      <span className="current" style={{ width: width(currentBytes) }} />
      <span className="noncurrent" style={{ width: width(noncurrentBytes) }} />
    </span>
  )
}
