/** The frame of the window: toolbar above, places at the left, the folder in the middle, what is chosen at the right. */
import { useState, type CSSProperties, type ReactNode } from 'react'
import { useMedia } from '../../components/useMedia.ts'
import { useStore } from '../../state/store.ts'
import { useStrata } from '../../strata.ts'
import { frameWords as words } from '../../strings/frame.ts'
import { LinkBar } from './LinkBar.tsx'
import { Resizer } from './Resizer.tsx'
import './frame.css'

type FrameStyle = CSSProperties & { readonly '--sidebar': string; readonly '--inspector': string }

type FrameProps = {
  /** What is open. */
  readonly title: string
  /** What is open is shown as it was. */
  readonly isPast: boolean
  readonly toolbar: ReactNode
  readonly sidebar: ReactNode
  readonly main: ReactNode
  readonly inspector: ReactNode
  readonly status: ReactNode
}

const rems = (px: number): string => `${px / 16}rem`

export function Frame({ title, isPast, toolbar, sidebar, main, inspector, status }: FrameProps) {
  const strata = useStrata()
  const settings = useStore(strata.settings)
  const [sidebarWidth, setSidebarWidth] = useState(settings.sidebarWidthPx)
  const [inspectorWidth, setInspectorWidth] = useState(settings.inspectorWidthPx)
  const placesOpen = useStore(strata.placesOpen)
  const isNarrow = useMedia('(max-width: 52rem)')
  // Panes grow with their text.
  const style: FrameStyle = { '--sidebar': rems(sidebarWidth), '--inspector': rems(inspectorWidth) }
  return (
    <div className={`frame ${settings.inspectorOpen ? 'with-inspector' : ''}`} style={style}>
      <LinkBar />
      {toolbar}
      <div className="panes">
        {isNarrow && !placesOpen ? null : sidebar}
        <main className={`middle ${isPast ? 'past' : ''}`}>
          <h1 className="visually-hidden">{title}</h1>
          {isNarrow ? null : (
            <Resizer
              label={words.resizeSidebar}
              edge="left"
              widthPx={sidebarWidth}
              leastPx={160}
              mostPx={480}
              onResize={setSidebarWidth}
              onEnd={(sidebarWidthPx) => {
                setSidebarWidth(sidebarWidthPx)
                strata.settings.change({ sidebarWidthPx })
              }}
            />
          )}
          {main}
          {settings.inspectorOpen ? (
            <Resizer
              label={words.resizeInspector}
              edge="right"
              widthPx={inspectorWidth}
              leastPx={280}
              mostPx={640}
              onResize={setInspectorWidth}
              onEnd={(inspectorWidthPx) => {
                setInspectorWidth(inspectorWidthPx)
                strata.settings.change({ inspectorWidthPx })
              }}
            />
          ) : null}
        </main>
        {settings.inspectorOpen ? inspector : null}
      </div>
      {status}
    </div>
  )
}
