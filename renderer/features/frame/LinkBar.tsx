/** Says so, quietly, while the window has lost the main process. */
import { LoaderCircle } from 'lucide-react'
import { useStore } from '../../state/store.ts'
import { useStrata } from '../../strata.ts'
import { frameWords } from '../../strings/frame.ts'

export function LinkBar() {
  const link = useStore(useStrata().link)
  if (link === 'open' || link === 'opening') return null
  return (
    <p className={`link-bar ${link}`} role="status">
      {link === 'lost' ? (
        <>
          <LoaderCircle size={14} className="spin" aria-hidden />
          {frameWords.reconnecting}
        </>
      ) : (
        frameWords.pageRefused
      )}
    </p>
  )
}
