/** Files handed over by the page, as lines of the list of transfers: begun, watched, cancelled, tried again. */
import { failed } from '../../shared/failure.ts'
import type { PrefixRef } from '../../shared/model/selection.ts'
import type { Source } from '../drop/findFiles.ts'
import { handOver, newTally, type Tally } from '../drop/handOver.ts'
import { rateOf, type Sample } from '../drop/rate.ts'
import { failureFrom } from '../failure.ts'
import { beginStaging, type Staging } from '../link/staging.ts'
import type { Handover } from '../state/transfers.ts'
import type { Strata } from '../strata.ts'
import { transferWords } from '../strings/transfers.ts'
import { uploadWords as words } from '../strings/uploads.ts'
import { startUpload, type UploadOrder } from './startUpload.ts'

const toldEveryMs = 150
const namedAtMost = 5

let lastId = 0

type HandoverOrder = {
  readonly source: Source
  readonly secret: string
  readonly order: UploadOrder
}

/** Hands everything over and begins the upload; what goes wrong stays on the list, to be tried again. */
export function beginHandover(
  strata: Strata,
  place: PrefixRef,
  { source, secret, order }: HandoverOrder,
): void {
  const { transfers } = strata
  lastId += 1
  const id = lastId
  const abort = new AbortController()
  const change = (changed: Partial<Handover>): void =>
    transfers.handovers.update((all) => all.map((each) => (each.id === id ? { ...each, ...changed } : each)))
  const remove = (): void => transfers.handovers.update((all) => all.filter((each) => each.id !== id))

  const run = async (): Promise<void> => {
    try {
      await stage(strata, { place, order, source, secret, change, signal: abort.signal })
      remove()
    } catch (error) {
      if (abort.signal.aborted) return
      change({ failure: failureFrom(error), bytesPerSecond: null, secondsLeft: null })
      // Whoever looks at the list sees it there.
      if (transfers.panelOpen.get()) return
      const show = { label: transferWords.show, run: () => transfers.panelOpen.set(true) }
      strata.notices.tellFailure(error, show)
    }
  }
  const cancel = (): void => {
    abort.abort()
    remove()
  }
  const retry = (): void => {
    change({ failure: null, batchId: null })
    void run()
  }
  transfers.handovers.update((all) => [{ ...lineOf(place, source), id, cancel, retry }, ...all])
  void run()
}

function lineOf({ bucket, prefix }: PrefixRef, { names }: Source): Omit<Handover, 'id' | 'cancel' | 'retry'> {
  const [first = '', ...others] = names
  return {
    batchId: null,
    title: others.length === 0 ? first : words.andMore(first, others.length),
    place: `${bucket}/${prefix}`.replace(/\/$/, ''),
    counting: true,
    fileCount: 0,
    doneCount: 0,
    sizeBytes: 0,
    doneBytes: 0,
    bytesPerSecond: null,
    secondsLeft: null,
    failure: null,
  }
}

type Stage = {
  readonly order: UploadOrder
  readonly place: PrefixRef
  readonly source: Source
  readonly secret: string
  readonly change: (changed: Partial<Handover>) => void
  readonly signal: AbortSignal
}

/** The upload begins with the first files, while the others still come. */
async function stage(strata: Strata, { place, order, source, secret, change, signal }: Stage): Promise<void> {
  const tally = newTally()
  const stopTelling = tellOften(tally, change)
  const staging = await beginStaging(secret, source.names, signal)
  let upload: Promise<string> | null = null
  const send: Staging['send'] = async (...sent) => {
    upload ??= startUpload(strata, place, staging.dropId, order)
    change({ batchId: await upload })
    await staging.send(...sent)
  }
  try {
    await handOver(source.find(), { ...staging, send }, tally, signal)
    if (tally.fileCount === 0 && tally.unreadable.length > 0) throw noneReadable(tally.unreadable.length)
    if (tally.fileCount === 0) {
      strata.notices.tell({ tone: 'warn', text: words.nothingFound })
      await staging.cancel()
      return
    }
    tellLeftOut(strata, tally.unreadable)
    await staging.end(signal)
  } catch (error) {
    // Why it failed matters more than whether tidying up did; the host empties its staging at every start.
    await staging.cancel().catch(() => undefined)
    throw error
  } finally {
    stopTelling()
  }
}

/** Tells how it stands now and then, and once more when stopped. */
function tellOften(tally: Tally, change: Stage['change']): () => void {
  let samples: readonly Sample[] = []
  const tell = (): void => {
    samples = [...samples, { atMs: performance.now(), bytes: tally.doneBytes }].slice(-24)
    const bytesPerSecond = rateOf(samples)
    const leftBytes = tally.sizeBytes - tally.doneBytes
    const { counting, fileCount, doneCount, sizeBytes, doneBytes } = tally
    const secondsLeft = counting || bytesPerSecond === null ? null : leftBytes / bytesPerSecond
    change({ counting, fileCount, doneCount, sizeBytes, doneBytes, bytesPerSecond, secondsLeft })
  }
  const timer = setInterval(tell, toldEveryMs)
  return () => {
    clearInterval(timer)
    tell()
  }
}

function tellLeftOut({ notices }: Strata, unreadable: readonly string[]): void {
  if (unreadable.length === 0) return
  const more = unreadable.length - namedAtMost
  const details = [...unreadable.slice(0, namedAtMost), ...(more > 0 ? [words.leftOutMore(more)] : [])]
  notices.tell({ tone: 'warn', text: words.leftOut(unreadable.length), details })
}

const noneReadable = (count: number) =>
  failed({
    code: 'access-denied',
    reason: 'files-unreadable',
    message: words.unreadable(count),
    advice: words.unreadableAdvice,
    wayOn: 'retry',
  })
