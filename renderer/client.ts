/** The main process, as the window calls it: the whole contract, typed, over the host's channel. */
import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../shared/contract/contract.ts'
import { expectPort } from './link/portChannel.ts'
import { openReconnectingLink, type LinkState } from './link/reconnectingLink.ts'
import { isPageRefused, openWebSocketChannel } from './link/webSocketChannel.ts'
import type { Readable } from './state/store.ts'

export type Api = ContractRouterClient<Contract>

export type Client = {
  readonly api: Api
  readonly link: Readable<LinkState>
  /** Known in the browser host only: it goes with every body the page posts there. */
  readonly pageSecret: string | null
}

/** Call it before the page has loaded: Electron hands its port over right then. */
export function openClient(): Client {
  const pageSecret = document.querySelector<HTMLMetaElement>('meta[name=strata-secret]')?.content ?? null
  const link =
    pageSecret === null
      ? openReconnectingLink({ open: expectPort(), isRefused: async () => false })
      : openReconnectingLink({ open: () => openWebSocketChannel(pageSecret), isRefused: isPageRefused })
  return { api: createORPCClient<Api>(link), link: link.state, pageSecret }
}
