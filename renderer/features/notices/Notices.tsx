/** What happened, at the edge of the window: heard when it comes, gone by itself where nothing needs doing. */
import { useEffect, useState } from 'react'
import { useStore } from '../../state/store.ts'
import { useStrata } from '../../strata.ts'
import { noticeWords as words } from '../../strings/notices.ts'
import { NoticeCard } from './NoticeCard.tsx'
import './notices.css'

const shownMs = 8000

export function Notices() {
  const { notices } = useStrata()
  const all = useStore(notices)
  const [isHeld, setHeld] = useState(false)
  const { dismiss } = notices
  const quiet = all.filter(({ tone }) => tone === 'plain')
  const loud = all.filter(({ tone }) => tone !== 'plain')
  const cards = (of: typeof all) =>
    of.map((notice) => (
      <li key={notice.id}>
        <NoticeCard notice={notice} onDismiss={() => dismiss(notice.id)} />
        {notice.tone === 'plain' && !isHeld ? <Leaving id={notice.id} /> : null}
      </li>
    ))
  return (
    // Holding a notice back is a courtesy of the place it stands in, not something to operate.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className="notices"
      aria-label={words.region}
      // Stays heard and reachable while a sheet is open.
      data-react-aria-top-layer
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <ol aria-live="assertive">{cards(loud)}</ol>
      <ol aria-live="polite">{cards(quiet)}</ol>
    </section>
  )
}

/** Nothing to see: the time a notice has left, counted anew after somebody held it. */
function Leaving({ id }: { readonly id: number }) {
  const { dismiss } = useStrata().notices
  useEffect(() => {
    const timer = setTimeout(() => dismiss(id), shownMs)
    return () => clearTimeout(timer)
  }, [id, dismiss])
  return null
}
