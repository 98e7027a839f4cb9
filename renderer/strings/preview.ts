/** Words of previews and of the quick look. */
import type { Preview } from '../../shared/model/preview.ts'
import { formatBytes } from '../format/bytes.ts'
import { formatCount } from '../format/counts.ts'

type Why = Extract<Preview, { kind: 'none' }>['why']

export const previewWords = {
  label: (name: string) => `Quick look at ${name}`,
  text: (name: string) => `Text of ${name}`,
  page: (page: number, count: number) => `Page ${formatCount(page)} of ${formatCount(count)}`,
  cut: (bytes: number) => `Only the first ${formatBytes(bytes)} are shown.`,
  failed: 'This can’t be shown.',
  failedAdvice: 'The file may be damaged, or of another kind than its name says.',
  play: 'Play',
  locked: 'It is locked with a password. Download it to open it.',
  close: 'Close',
  folder: 'Folder',
  several: 'Select one file to look at it.',
  keys: '↑ and ↓ lead to the next file, Page Up and Page Down scroll, Space closes.',
} as const

export const whyNoPreview: Readonly<Record<Why, string>> = {
  type: 'There is no preview of this kind of file.',
  empty: 'The file is empty.',
  'too-big': 'The file is too big to be shown. Download it to look at it.',
  cold: 'It is archived, and has to be retrieved before it can be read.',
  'customer-key': 'It is encrypted with a key of its own, which Strata doesn’t have.',
}
