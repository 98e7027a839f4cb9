/** The window: its panes, what lies over them, and what lives as long as it does. */
import { useEffect } from 'react'
import { ContextMenuHost } from './components/Menu.tsx'
import { AppCommands } from './features/commands/AppCommands.tsx'
import { CommandPalette } from './features/commands/CommandPalette.tsx'
import { Browser } from './features/browser/Browser.tsx'
import { Welcome } from './features/browser/Welcome.tsx'
import { DropVeil } from './features/drop/DropVeil.tsx'
import { Inspector } from './features/inspector/Inspector.tsx'
import { QuickLook } from './features/quickLook/QuickLook.tsx'
import { Frame } from './features/frame/Frame.tsx'
import { StatusLine } from './features/frame/StatusLine.tsx'
import { Sidebar } from './features/sidebar/Sidebar.tsx'
import { Toolbar } from './features/toolbar/Toolbar.tsx'
import { Notices } from './features/notices/Notices.tsx'
import { SheetsHost } from './SheetsHost.tsx'
import { TimeBar } from './features/timeTravel/TimeBar.tsx'
import { TimeCommands } from './features/timeTravel/TimeCommands.tsx'
import { TransferCommands } from './features/transfers/TransferCommands.tsx'
import { TransfersPanel } from './features/transfers/TransfersPanel.tsx'
import { TransfersStatus } from './features/transfers/TransfersStatus.tsx'
import { followStreams } from './link/streams.ts'
import { useStore } from './state/store.ts'
import { useStrata } from './strata.ts'
import { titleOf, useTitle } from './features/frame/title.ts'
import { useFirstPlace } from './verbs/firstPlace.ts'
import { useTheme } from './styles/useTheme.ts'

export function App() {
  const strata = useStrata()
  const { here } = useStore(strata.navigation)
  const title = titleOf(here)
  useTitle(title)
  useTheme(strata.settings)
  useFirstPlace(strata)
  useEffect(() => {
    const stop = new AbortController()
    followStreams(strata, stop.signal)
    return () => stop.abort()
  }, [strata])
  return (
    <>
      <AppCommands />
      <TimeCommands />
      <TransferCommands />
      <Frame
        title={title}
        isPast={here?.past != null}
        toolbar={<Toolbar />}
        sidebar={<Sidebar />}
        main={
          <>
            {here === null ? <Welcome /> : <Browser visit={here} QuickLook={QuickLook} />}
            <TimeBar visit={here} />
            <DropVeil />
            <TransfersPanel />
          </>
        }
        inspector={<Inspector />}
        status={<StatusLine transfers={<TransfersStatus />} />}
      />
      <SheetsHost />
      <Notices />
      <CommandPalette />
      <ContextMenuHost />
    </>
  )
}
