/** The parts of an upload that are missing, several at once, each journaled as it arrives. */
import { FailureError } from '../../../shared/failure.ts'
import { pause } from '../../platform/pause.ts'
import { uploadPart, type Upload } from '../../s3/multipart.ts'
import type { PartDone } from '../tasks.ts'
import { pacedBody } from './pacedBody.ts'
import type { ServerContext } from './runContext.ts'
import type { Source } from './source.ts'

const partsAtOnce = 4
const mostTries = 4

type Sending = {
  readonly source: Source
  readonly upload: Upload
  readonly sizeBytes: number
  readonly partBytes: number
  /** ETags of parts that the server has: some may have arrived that nobody could note any more. */
  readonly onServer: ReadonlyMap<number, string | null>
}

/** Answers with all parts once every one is on the server and in the journal; `arrived` are not sent again. */
export async function sendParts(
  context: ServerContext,
  sending: Sending,
  arrived: readonly PartDone[],
): Promise<readonly PartDone[]> {
  const missing = missingOf(sending, arrived)
  const parts = [...arrived]
  const tell = teller(context, sending, parts)
  const stop = new AbortController()
  const signal = AbortSignal.any([context.signal, stop.signal])
  const noted: Promise<void>[] = []
  const worker = async (): Promise<void> => {
    for (let number = missing.shift(); number !== undefined; number = missing.shift()) {
      const partNumber = number
      const onSent = (sentBytes: number): void => tell(partNumber, sentBytes)
      const part = await sendPart({ ...context, signal }, sending, partNumber, onSent)
      parts.push(part)
      noted.push(context.journal.partDone(part))
      tell(partNumber, null)
    }
  }
  tell(0, null)
  try {
    await Promise.all(Array.from({ length: partsAtOnce }, worker))
  } finally {
    stop.abort()
    await Promise.all(noted)
  }
  return parts
}

const lengthOf = ({ sizeBytes, partBytes }: Sending, partNumber: number): number =>
  Math.min(partBytes, sizeBytes - (partNumber - 1) * partBytes)

function missingOf({ sizeBytes, partBytes }: Sending, arrived: readonly PartDone[]): number[] {
  const known = new Set(arrived.map(({ partNumber }) => partNumber))
  const all = Array.from({ length: Math.ceil(sizeBytes / partBytes) }, (_, at) => at + 1)
  return all.filter((number) => !known.has(number))
}

/** Tells how far the whole is; `sentBytes` of a part under way, null once it has arrived. */
function teller({ progress }: ServerContext, sending: Sending, parts: readonly PartDone[]) {
  const underWay = new Map<number, number>()
  return (partNumber: number, sentBytes: number | null): void => {
    if (sentBytes === null) underWay.delete(partNumber)
    else underWay.set(partNumber, sentBytes)
    const done = parts.reduce((sum, part) => sum + lengthOf(sending, part.partNumber), 0)
    const moving = [...underWay.values()].reduce((sum, bytes) => sum + bytes, 0)
    progress(Math.min(sending.sizeBytes, done + moving), sending.sizeBytes)
  }
}

/** Lost requests are sent again here: the other parts go on meanwhile. */
async function sendPart(
  context: ServerContext,
  sending: Sending,
  partNumber: number,
  onSent: (sentBytes: number) => void,
): Promise<PartDone> {
  const { server, budget, signal, up } = context
  const { source, upload, partBytes } = sending
  const length = lengthOf(sending, partNumber)
  return budget.spend(length, signal, async () => {
    const { bytes, md5 } = await source.part({ offset: (partNumber - 1) * partBytes, length })
    if (sending.onServer.get(partNumber) === md5) return { partNumber, etag: md5, md5 }
    for (let tries = 1; ; tries++) {
      try {
        const body = pacedBody(bytes, up, signal, onSent)
        const part = { partNumber, body, contentMd5: Buffer.from(md5, 'hex').toString('base64') }
        const { etag } = await uploadPart(server, upload, part, { signal, priority: 'transfer' })
        // A request that was lost may still hold them.
        if (tries === 1) source.spent(bytes)
        return { partNumber, etag: etag.replaceAll('"', ''), md5 }
      } catch (error) {
        if (tries === mostTries || !mayPass(error) || signal.aborted) throw error
        onSent(0)
        await pause(200 * 2 ** tries, signal)
      }
    }
  })
}

const passing = new Set(['offline', 'throttled', 'unexpected'])
const mayPass = (error: unknown): boolean => error instanceof FailureError && passing.has(error.failure.code)
