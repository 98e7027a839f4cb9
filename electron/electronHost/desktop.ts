/** What the desktop hears of transfers: a bar in the dock, a notification at the end, no sleep meanwhile. */
import { Notification, powerMonitor, powerSaveBlocker, type BrowserWindow } from 'electron'
import { isOver, type Batch } from '../../shared/model/transfer.ts'
import { sampled } from '../platform/sampled.ts'
import type { Transfers } from '../transfers/transfers.ts'
import { askWords, endWords } from './desktopWords.ts'
import { taskProgressOf, type TaskProgress } from './taskProgress.ts'

type Parts = { readonly transfers: Transfers; readonly window: () => BrowserWindow | null }

/** Follows the transfers until the app ends. */
export async function tellDesktop({ transfers, window }: Parts, signal: AbortSignal): Promise<void> {
  // Sockets from before the sleep are dead, and waits that slept are over.
  powerMonitor.on('resume', () => transfers.wake())
  const notify = notifier(window)
  const keepAwake = awakeKeeper()
  const states = sampled(
    () => transfers.state(),
    (changed) => transfers.subscribe(changed),
    signal,
  )
  for await (const { batches } of states) {
    const progress = taskProgressOf(batches)
    show(window(), progress)
    keepAwake(progress.fraction !== null && progress.mode !== 'paused')
    notify(batches)
  }
}

function show(window: BrowserWindow | null, { fraction, mode }: TaskProgress): void {
  if (fraction === null) window?.setProgressBar(-1)
  else window?.setProgressBar(fraction, { mode })
}

/** The computer may dim its screen, but not sleep in the middle of a transfer. */
function awakeKeeper(): (wanted: boolean) => void {
  let blocker: number | null = null
  return (wanted) => {
    if (wanted) blocker ??= powerSaveBlocker.start('prevent-app-suspension')
    else if (blocker !== null) {
      powerSaveBlocker.stop(blocker)
      blocker = null
    }
  }
}

/** Tells each end and each question once, while nobody looks at the window. */
function notifier(window: () => BrowserWindow | null): (batches: readonly Batch[]) => void {
  let known: ReadonlyMap<string, string> | null = null
  return (batches) => {
    const now = new Map(batches.map((batch) => [batch.batchId, standing(batch)]))
    // What had ended or asked before this start is no news.
    for (const batch of known === null ? [] : batches) {
      if (known?.get(batch.batchId) !== now.get(batch.batchId)) tell(batch, window)
    }
    known = now
  }
}

const standing = ({ state, askingCount }: Batch): string =>
  isOver(state) ? state : askingCount > 0 ? 'asking' : ''

function tell(batch: Batch, window: () => BrowserWindow | null): void {
  if (window()?.isFocused() || !Notification.isSupported()) return
  const words = isOver(batch.state) ? endWords(batch) : batch.askingCount > 0 ? askWords(batch) : null
  if (words === null) return
  const notification = new Notification(words)
  notification.on('click', () => {
    window()?.show()
    window()?.focus()
  })
  notification.show()
}
