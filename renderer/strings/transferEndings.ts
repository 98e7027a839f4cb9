/** What is told when a transfer has ended, or stands still until somebody decides. */
import type { Batch } from '../../shared/model/transfer.ts'
import { counted, formatCount } from '../format/counts.ts'

const pastWords = { up: 'uploaded', down: 'downloaded', copy: 'copied' } as const

const skippedLine = ({ skippedCount }: Batch): readonly string[] =>
  skippedCount === 0
    ? []
    : [
        skippedCount === 1
          ? 'A file was skipped: what was there stays.'
          : `${counted(skippedCount, 'file')} were skipped: what was there stays.`,
      ]

export const endedWords = {
  downloaded: ({ title, fileCount, skippedCount, place }: Batch) =>
    fileCount > 1
      ? `${counted(fileCount - skippedCount, 'file')} are saved in ${place}.`
      : `“${title}” is saved in ${place}.`,
  uploaded: ({ title, fileCount, skippedCount, place }: Batch) =>
    fileCount > 1
      ? `${counted(fileCount - skippedCount, 'file')} are uploaded to ${place}.`
      : `“${title}” is uploaded to ${place}.`,
  copied: ({ title, fileCount, skippedCount, place }: Batch) =>
    fileCount > 1
      ? `${counted(fileCount - skippedCount, 'file')} are copied to ${place}.`
      : `“${title}” is copied to ${place}.`,
  failed: ({ direction, failedCount, fileCount, title }: Batch) =>
    fileCount <= 1 || failedCount === 0
      ? `“${title}” was not ${pastWords[direction]}.`
      : `${formatCount(failedCount)} of ${counted(fileCount, 'file')} of “${title}” were not ${pastWords[direction]}.`,
  skipped: ({ fileCount, title }: Batch) =>
    fileCount > 1
      ? `All ${counted(fileCount, 'file')} of “${title}” were skipped: what was there stays.`
      : `“${title}” was skipped: what was there stays.`,
  stopped: ({ title }: Batch) => `“${title}” stopped on its way.`,
  skippedLine,
  /** Without their number: it grows while files are still being found. */
  asking: ({ fileCount, title, place }: Batch) =>
    fileCount > 1
      ? `Some names of “${title}” are taken in ${place}.`
      : `The name “${title}” is taken in ${place}.`,
  askingDetail: ({ fileCount }: Batch) =>
    fileCount > 1 ? 'Say what becomes of them. The other files move on.' : 'Say what becomes of it.',
} as const
