/** The loopback server of the browser host: the page, the API's WebSocket, previews and staging. */
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { answerContent } from '../content/httpContent.ts'
import { contentPolicy } from '../platform/contentPolicy.ts'
import { pageFilesIn, type PageFile } from '../platform/pageFiles.ts'
import type { Services } from '../services.ts'
import { Access } from './access.ts'
import { openApiSocket } from './apiSocket.ts'
import { answerStaging } from './answerStaging.ts'
import { Staging } from './staging.ts'

export type BrowserHost = { readonly url: string; readonly close: () => Promise<void> }

type HostOptions = { readonly port: number; readonly pageFolder: string; readonly stagingFolder: string }

/** Serves on 127.0.0.1 alone; port 0 takes a free one. */
export async function startBrowserHost(services: Services, options: HostOptions): Promise<BrowserHost> {
  const staging = new Staging(options.stagingFolder, services.drops)
  await staging.empty(services.transfers.stagedFolders())
  const files = pageFilesIn(options.pageFolder)
  const server = createServer()
  // A big file may take longer than Node's five minutes to be handed over.
  server.requestTimeout = 0
  const port = await listen(server, options.port)
  const access = new Access(port)
  server.on('request', (request, response) => {
    answer({ services, staging, files, access }, request, response).catch(() => response.destroy())
  })
  const socket = openApiSocket(server, services, access)
  return {
    url: access.url,
    close: async () => {
      socket.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await staging.empty(services.transfers.stagedFolders())
    },
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

type HostParts = {
  readonly services: Services
  readonly staging: Staging
  readonly files: ReadonlyMap<string, PageFile>
  readonly access: Access
}

async function answer(parts: HostParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { access } = parts
  if (!access.isOurHost(request)) return refuse(response, 403, 'This address is not served here.')
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  const token = url.searchParams.get('token')
  if (request.method === 'GET' && url.pathname === '/' && token !== null)
    return letIn(access, token, request, response)
  if (!access.hasCookie(request)) return refuse(response, 403, usedLink)
  if (request.method === 'POST' && url.pathname.startsWith('/staging')) {
    return answerStaging(parts, url.pathname, request, response)
  }
  if (request.method !== 'GET') return refuse(response, 405, 'Only looking is possible here.')
  if (url.pathname.startsWith('/content/')) return answerPreview(parts, url.pathname, request, response)
  return answerFile(parts, url.pathname, request, response)
}

const usedLink =
  'This link to Strata was used already, or it is from an earlier start. Start Strata again for a new one.'

function refuse(response: ServerResponse, status: number, why: string): void {
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
  })
  response.end(why)
}

function letIn(access: Access, token: string, request: IncomingMessage, response: ServerResponse): void {
  if (access.redeem(token)) response.setHeader('Set-Cookie', access.cookie)
  else if (!access.hasCookie(request)) return refuse(response, 403, usedLink)
  response.writeHead(302, { Location: '/', 'Referrer-Policy': 'no-referrer' })
  response.end()
}

async function answerPreview(
  { services }: HostParts,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const abort = new AbortController()
  response.on('close', () => abort.abort())
  const id = path.slice('/content/'.length)
  const { status, headers, body } = await answerContent(
    services.content,
    id,
    request.headers.range ?? null,
    abort.signal,
  )
  response.writeHead(status, headers)
  if (typeof body === 'string') response.end(body)
  else await pipeline(body, response)
}

async function answerFile(
  { files, access }: HostParts,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const file = files.get(path)
  if (file === undefined) return refuse(response, 404, 'Not found.')
  const headers = {
    'Content-Type': file.contentType,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  }
  if (path !== '/') {
    response.writeHead(200, { ...headers, 'Cache-Control': 'private, max-age=3600' })
    return pipeline(createReadStream(file.path), response)
  }
  const page = await readFile(file.path, 'utf8')
  const policy = contentPolicy([`ws://${request.headers.host ?? ''}`])
  response.writeHead(200, { ...headers, 'Content-Security-Policy': policy, 'Cache-Control': 'no-store' })
  response.end(page.replace('<head>', `<head><meta name="strata-secret" content="${access.pageSecret}">`))
}
