/** Everything the window's parts share: the client, what is known of the app, and the small stores. */
import { QueryClient } from '@tanstack/react-query'
import { createContext, use } from 'react'
import type { AppInfo } from '../shared/contract/app.ts'
import type { Connection } from '../shared/model/connection.ts'
import type { PlanSummary } from '../shared/model/plan.ts'
import type { Settings } from '../shared/model/settings.ts'
import type { Client } from './client.ts'
import { openCommands, type Commands } from './state/commands.ts'
import { openContextMenu, type ContextMenu } from './state/contextMenu.ts'
import { openDropStores, type DropStores } from './state/drop.ts'
import { openNavigation, type Navigation } from './state/navigation.ts'
import type { KeptGoods } from './state/goods.ts'
import type { FolderState } from './state/folder.ts'
import { openNotices, type Notices } from './state/notices.ts'
import type { Selection } from './state/selection.ts'
import { openSettings, type SettingsStore } from './state/settings.ts'
import { openSheets, type Sheets } from './state/sheets.ts'
import { storeOf, type Store } from './state/store.ts'
import { openTransferStores, type TransferStores } from './state/transfers.ts'

export type Strata = Client & {
  readonly info: AppInfo
  readonly settings: SettingsStore
  readonly queries: QueryClient
  /** null until the first answer. */
  readonly connections: Store<readonly Connection[] | null>
  /** Ids of the connections whose buckets are shown. */
  readonly openConnections: Store<ReadonlySet<string>>
  readonly navigation: Navigation
  readonly selection: Store<Selection | null>
  /** What was copied last, to be pasted. */
  readonly keptGoods: Store<KeptGoods | null>
  /** Whether the places are shown although the window is too narrow for them. */
  readonly placesOpen: Store<boolean>
  /** Whether the selected file is shown big. */
  readonly quickLookOpen: Store<boolean>
  readonly paletteOpen: Store<boolean>
  /** Whether the time bar is asked for; it is there whenever the past is shown. */
  readonly timeBarOpen: Store<boolean>
  /** Only names that contain it are shown in the open folder; empty: all. */
  readonly filter: Store<string>
  /** The row of the open folder that somebody wants to see, until it is chosen. */
  readonly wantedKey: Store<string | null>
  /** How far the open folder has been read. */
  readonly folder: Store<FolderState | null>
  readonly notices: Notices
  readonly sheets: Sheets
  readonly commands: Commands
  readonly contextMenu: ContextMenu
  /** Plans that were run, newest first. */
  readonly activity: Store<readonly PlanSummary[]>
  readonly transfers: TransferStores
  readonly drop: DropStores
}

export function openStrata(client: Client, info: AppInfo, settings: Settings): Strata {
  const notices = openNotices()
  const selection = storeOf<Selection | null>(null)
  const connections = storeOf<readonly Connection[] | null>(null)
  return {
    ...client,
    info,
    notices,
    selection,
    keptGoods: storeOf<KeptGoods | null>(null),
    settings: openSettings(client.api, settings, notices.tellFailure),
    queries: new QueryClient({
      defaultOptions: {
        // The main process retries what is worth it, and tells what changed: asking again by itself only costs.
        queries: { retry: false, staleTime: Infinity, refetchOnWindowFocus: false, networkMode: 'always' },
      },
    }),
    connections,
    openConnections: storeOf<ReadonlySet<string>>(new Set<string>()),
    navigation: openNavigation({
      leadKey: () => selection.get()?.leadKey ?? null,
      rootPrefix: (connectionId) => connections.get()?.find(({ id }) => id === connectionId)?.prefix ?? '',
    }),
    placesOpen: storeOf(false),
    quickLookOpen: storeOf(false),
    paletteOpen: storeOf(false),
    timeBarOpen: storeOf(false),
    filter: storeOf(''),
    wantedKey: storeOf<string | null>(null),
    folder: storeOf<FolderState | null>(null),
    sheets: openSheets(),
    commands: openCommands(),
    contextMenu: openContextMenu(),
    activity: storeOf<readonly PlanSummary[]>([]),
    transfers: openTransferStores(),
    drop: openDropStores(),
  }
}

export const StrataContext = createContext<Strata | null>(null)

export function useStrata(): Strata {
  const strata = use(StrataContext)
  if (strata === null) throw new Error('The window has no Strata around it.')
  return strata
}
