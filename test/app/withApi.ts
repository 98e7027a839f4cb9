/** The contract as the window has it, on a socket of its own: for what a test needs done and does not try. */
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import type { Page } from '@playwright/test'
import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { Contract } from '../../shared/contract/contract.ts'

type Api = ContractRouterClient<Contract>

/** Does one thing by the API of the app that the page belongs to. */
export async function withApi<Answer>(page: Page, act: (api: Api) => Promise<Answer>): Promise<Answer> {
  const { origin, host } = new URL(page.url())
  const secret = await page.locator('meta[name=strata-secret]').getAttribute('content')
  const cookies = await page.context().cookies()
  const socket = new WebSocket(`ws://${host}/api`, ['strata', secret ?? ''], {
    origin,
    headers: { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') },
  })
  await once(socket, 'open')
  // Its listeners take fewer options than a browser's; oRPC gives none.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const websocket = socket as unknown as globalThis.WebSocket
  try {
    return await act(createORPCClient<Api>(new RPCLink({ websocket })))
  } finally {
    socket.close()
  }
}
