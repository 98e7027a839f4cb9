/** Words of how much transfers may take. */
import type { Settings } from '../../shared/model/settings.ts'
import { rateWords } from './transfers.ts'

type TransferLimits = Settings['transferLimits']

export const limitWords = {
  title: 'Limits of transfers',
  lead: 'They hold for everything on its way, at once and from now on.',
  up: 'Uploads',
  down: 'Downloads',
  rate: (of: string) => `${of}: how much a second`,
  unit: (of: string) => `${of}: unit`,
  none: 'No limit',
  filesAtOnce: 'Files at once',
  filesAtOnceHelp: '1 to 64. Many small files go faster with more, slow servers like less. 24 is usual.',
  badRate: 'A number, and at least 2 KB/s.',
  badFiles: 'A whole number from 1 to 64.',
  cancel: 'Cancel',
  save: 'Save',
} as const

/** `up 2 MB/s, down 500 KB/s`; empty: no limit. */
export const limitsLine = ({ upBytesPerSecond, downBytesPerSecond }: TransferLimits): string =>
  [
    upBytesPerSecond === null ? '' : `up ${rateWords(upBytesPerSecond)}`,
    downBytesPerSecond === null ? '' : `down ${rateWords(downBytesPerSecond)}`,
  ]
    .filter((part) => part !== '')
    .join(', ')
