/** Words about what lies in a bucket, what it weighs and what that costs. */
import type { Sums } from '../../shared/model/versionIndex.ts'
import { formatBytes, spokenBytes } from '../format/bytes.ts'
import { counted, formatCount } from '../format/counts.ts'
import { formatMoney } from '../format/money.ts'

export const storageWords = {
  title: (bucket: string) => `Storage and cost of “${bucket}”`,
  path: 'Folder',
  views: 'Views',
  shown: 'Shown as',
  asTable: 'Table',
  asMap: 'Map',
  map: (name: string) => `Map of “${name}”: tiles as big as what they stand for`,
  mapNothing: 'Nothing here takes up room: there is nothing to draw.',
  rest: (count: number) => `${formatCount(count)} more`,
  legend: 'What the tones mean',
  restOpens: 'smaller ones, in the table',
  filesOpen: 'shown in the tree',
  folders: 'Folders',
  keys: 'Most versions',
  prices: 'Prices',
  loading: 'Adding up…',
  empty: 'Nothing lies here',
  emptyAdvice: 'As soon as there are files, their sizes and what they cost show here.',
  close: 'Close',
  current: 'Current',
  noncurrent: 'Old versions',
  markers: 'Delete markers',
  cost: 'Per month',
  name: 'Folder',
  share: 'Share',
  direct: 'Files directly here',
  more: (count: number) => `Show ${formatCount(count)} more`,
  notAll: 'There are more folders than are shown. Open one of them to see what lies in it.',
  actions: (name: string) => `What can be done with ${name}`,
  actionsHead: 'Actions',
  openFolder: 'Open in the Tree',
  changes: 'Show Changes…',
  noPrice: 'no price set',
  setPrices: 'Set prices',
  approximately: 'By its share of the bytes: this folder’s classes have different prices.',
  key: 'File',
  versions: 'Versions',
  size: 'Size of all',
  keysLead:
    'A file with very many versions slows down every listing of its folder, and some servers answer writes to it with errors.',
  noKeys: 'No file has more than one version',
  pricesLead:
    'What one gigabyte costs for a month. Requests, traffic, minimum sizes and free amounts are not counted.',
  examples: 'These are examples from public price lists, not your bill. Put your own prices in their place.',
  noExamples: 'No price is known for this kind of server: put in what yours costs you.',
  ownPrices: 'These are your own prices.',
  currency: 'Currency',
  lieHere: (amount: string) => `${amount} here`,
  pricePer: (storageClass: string) => `${storageClass}, per GB`,
  badPrice: 'A price is a number, or nothing.',
  reset: 'Back to the examples',
} as const

export const filesWords = (count: number): string => counted(count, 'file')
export const versionsWords = (count: number): string => counted(count, 'version')
export const markersWords = (count: number): string => counted(count, 'file')

/** Of a tile: `12.4 MB, 34 %`. */
export const mapWords = ({ currentBytes, noncurrentBytes }: Sums, ofBytes: number): string => {
  const bytes = currentBytes + noncurrentBytes
  return `${formatBytes(bytes)}, ${percent(bytes, ofBytes)}`
}

export const splitWords = ({
  currentBytes,
  currentCount,
  noncurrentBytes,
  noncurrentCount,
}: Sums): readonly [string, string] => [
  `${formatBytes(currentBytes)} in ${counted(currentCount, 'file')}`,
  `${formatBytes(noncurrentBytes)} in ${counted(noncurrentCount, 'version')}`,
]

const percent = (part: number, whole: number): string => {
  const share = whole === 0 ? 0 : (part / whole) * 100
  return share > 0 && share < 1 ? 'less than 1 %' : `${Math.round(share)} %`
}

/** `$12.40`, `≈ $1.20`. */
export const costWords = (amount: number, isExact: boolean, currency: string): string =>
  `${isExact ? '' : '≈ '}${formatMoney(amount, currency)}`

/** Under the sum: what has no price isn't in it. */
export const unpricedWords = (bytes: number): string =>
  bytes === 0 ? 'for a month of storage' : `without ${formatBytes(bytes)} that have no price`

/** For those who listen: the bar says it to the others. */
export const shareWords = ({ currentBytes, noncurrentBytes }: Sums, ofBytes: number): string =>
  `${percent(currentBytes + noncurrentBytes, ofBytes)}, ${spokenBytes(currentBytes)} current, ${spokenBytes(noncurrentBytes)} in old versions`
