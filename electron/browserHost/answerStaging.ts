/** The three calls by which a page hands over dropped files: begin, files (as often as needed), end or cancel. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { failureBehind } from '../../shared/failure.ts'
import { readStart } from '../content/readStart.ts'
import type { Access } from './access.ts'
import type { Staging } from './staging.ts'

type StagingParts = { readonly staging: Staging; readonly access: Access }

export async function answerStaging(
  { staging, access }: StagingParts,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const secret = request.headers['x-strata-secret']
  if (!access.isOurPage(request, typeof secret === 'string' ? secret : undefined))
    return send(response, 403, {})
  try {
    send(response, 200, await act(staging, path, request))
  } catch (error) {
    // The rest of a refused body is let go with its connection.
    response.setHeader('Connection', 'close')
    send(response, 400, { failure: failureBehind(error) })
  }
}

async function act(staging: Staging, path: string, request: IncomingMessage): Promise<object> {
  const [, , id = '', verb = ''] = path.split('/')
  if (id === '') return { stagingId: await staging.begin(await namesIn(request)) }
  if (verb === 'files') await staging.receive(id, request)
  if (verb === 'cancel') await staging.cancel(id)
  return verb === 'end' ? staging.end(id) : {}
}

const beginSchema = z.object({ names: z.array(z.string()) })
const mostNamesBytes = 1024 ** 2

/** The names at the top of the drop. */
async function namesIn(request: IncomingMessage): Promise<readonly string[]> {
  const bytes = await readStart(request, mostNamesBytes)
  return beginSchema.parse(JSON.parse(new TextDecoder().decode(bytes))).names
}

function send(response: ServerResponse, status: number, answer: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'X-Content-Type-Options': 'nosniff' })
  response.end(JSON.stringify(answer))
}
