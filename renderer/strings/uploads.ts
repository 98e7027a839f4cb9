/** Words about what is on its way from this computer, before the upload itself begins. */
import { counted } from '../format/counts.ts'

export const uploadWords = {
  dropItems: (count: number | null, place: string) =>
    `Upload ${count === null ? 'files' : counted(count, 'item')} to ${place}`,
  andMore: (first: string, others: number) => `${first} and ${others} more`,
  nothingFound: 'Nothing that could be uploaded was dropped.',
  leftOut: (count: number) =>
    count === 1
      ? 'A file can’t be read and was left out.'
      : `${counted(count, 'file')} can’t be read and were left out.`,
  leftOutMore: (count: number) => `…and ${count} more.`,
  pageRefused: 'Strata does not know this page any more, so it took none of the files.',
  pageRefusedAdvice: 'Open the address that Strata printed at its start, and drop the files there.',
  brokenOff: 'The connection to Strata broke off while it took over the files.',
  brokenOffAdvice: 'Look whether Strata still runs, then try again. Nothing was uploaded yet.',
  unreadable: (count: number) =>
    count === 1 ? 'The file can’t be read.' : `None of the ${counted(count, 'file')} can be read.`,
  unreadableAdvice: 'Look at their permissions, and whether they are still there.',
} as const
