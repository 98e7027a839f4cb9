/** The `app:` protocol: the page's own files and the content channel, and nothing else. */
import { protocol, type Session } from 'electron'
import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { Content } from '../content/content.ts'
import { answerContent } from '../content/httpContent.ts'
import { contentPolicy } from '../platform/contentPolicy.ts'
import { pageFilesIn } from '../platform/pageFiles.ts'

export const pageOrigin = 'app://strata'

/** Must run before the app is ready. */
export function declareAppProtocol(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true }
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }])
}

export function serveAppProtocol(session: Session, pageFolder: string, content: Content): void {
  const files = pageFilesIn(pageFolder)
  session.protocol.handle('app', async (request) => {
    const url = new URL(request.url)
    if (url.host !== 'strata' || request.method !== 'GET') return refused(404)
    if (url.pathname.startsWith('/content/'))
      return preview(content, url.pathname.slice('/content/'.length), request)
    const file = files.get(url.pathname)
    if (file === undefined) return refused(404)
    const headers = {
      'Content-Type': file.contentType,
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': contentPolicy(),
    }
    return new Response(new Uint8Array(await readFile(file.path)), { headers })
  })
}

async function preview(content: Content, id: string, request: Request): Promise<Response> {
  const { status, headers, body } = await answerContent(
    content,
    id,
    request.headers.get('range'),
    request.signal,
  )
  return new Response(typeof body === 'string' ? body : Readable.toWeb(body), { status, headers })
}

const refused = (status: number): Response => new Response(null, { status })
