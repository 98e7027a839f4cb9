/** What Strata says outside its window: notifications, and the question before it leaves. */
import type { Batch } from '../../shared/model/transfer.ts'

const files = (count: number): string => (count === 1 ? '1 file' : `${count.toLocaleString('en')} files`)

const done = { up: 'Uploaded', down: 'Downloaded', copy: 'Copied' } as const
const doing = { up: 'Uploading', down: 'Downloading', copy: 'Copying' } as const

type Words = { readonly title: string; readonly body: string }

/** null: nothing worth a notification. */
export function endWords({ state, direction, title, place, ...counts }: Batch): Words | null {
  const where = direction === 'down' ? `to ${place}` : `into ${place}`
  if (state === 'done') {
    const skipped = counts.skippedCount > 0 ? `, ${files(counts.skippedCount)} skipped` : ''
    return { title: `${done[direction]} “${title}”`, body: `${files(counts.doneCount)} ${where}${skipped}.` }
  }
  if (state !== 'failed') return null
  const reason = counts.failure === null ? '' : ` ${counts.failure.message}`
  return {
    title: `${doing[direction]} “${title}” failed`,
    body: `${files(counts.failedCount)} of ${files(counts.fileCount)} did not arrive.${reason}`,
  }
}

export const askWords = ({ title, askingCount }: Batch): Words => ({
  title: `“${title}” needs your decision`,
  body: `${askingCount === 1 ? '1 name is' : `${askingCount.toLocaleString('en')} names are`} already taken.`,
})

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

export type Underway = { readonly transferCount: number; readonly isChanging: boolean }

/** The question before Strata leaves with work under way. */
export function leaveWords({ transferCount, isChanging }: Underway): {
  readonly message: string
  readonly detail: string
  readonly leave: string
  readonly stay: string
} {
  const transfers = transferCount === 1 ? 'A transfer' : `${transferCount} transfers`
  const what = [...(transferCount === 0 ? [] : [transfers]), ...(isChanging ? ['changes to a bucket'] : [])]
  const are = transferCount === 1 && !isChanging ? 'is' : 'are'
  return {
    message: capital(`${what.join(' and ')} ${are} still under way. Quit Strata?`),
    detail:
      (transferCount === 0 ? '' : 'Transfers go on at the next start, from where they are. ') +
      (isChanging
        ? 'The changes stop after the files under way, and Strata offers to go on with them. '
        : '') +
      'Nothing is lost.',
    leave: 'Quit',
    stay: 'Stay',
  }
}
