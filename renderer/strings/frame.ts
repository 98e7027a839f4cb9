/** Words of the frame: toolbar, sidebar, status line. */
import { counted, formatCount } from '../format/counts.ts'

export const frameWords = {
  appName: 'Strata',
  back: 'Back',
  forward: 'Forward',
  places: 'Places',
  showPlaces: 'Show places',
  path: 'Path',
  hiddenFolders: 'Folders between',
  filter: 'Filter this folder',
  searchBucket: 'Search the whole bucket',
  clearFilter: 'Clear the filter',
  deleted: 'Deleted',
  showDeleted: 'Show deleted files',
  upload: 'Upload',
  uploadLabel: 'Upload files or a folder',
  inspector: 'Inspector',
  resizeSidebar: 'Width of the sidebar',
  resizeInspector: 'Width of the inspector',
  connections: 'Connections',
  favourites: 'Favourites',
  collections: 'Collections',
  recentlyDeleted: 'Recently deleted',
  storage: 'Storage and cost',
  transfers: 'Transfers',
  activity: 'Activity',
  newConnection: 'New connection…',
  settings: 'Settings',
  appearance: 'Appearance',
  system: 'As the system',
  light: 'Light',
  dark: 'Dark',
  about: (version: string) => `Strata ${version}`,
  downloadsGoTo: (folder: string) => `Downloads go to ${folder}`,
  reconnecting: 'Reconnecting…',
  pageRefused:
    'Strata was started anew, and this page belongs to its earlier start. Open the address that it printed now.',
  removeFavourite: 'Remove from Favourites',
  noName: '(no name)',
} as const

export const statusWords = {
  items: (count: number, deleted: number) =>
    deleted === 0 ? counted(count, 'item') : `${counted(count, 'item')}, ${formatCount(deleted)} deleted`,
  selected: (count: number) => `${formatCount(count)} selected`,
  filtered: (shown: number, total: number) =>
    `${formatCount(shown)} of ${counted(total, 'item')} ${shown === 1 ? 'matches' : 'match'}`,
  reading: (entries: number) => `Reading… ${formatCount(entries)} so far`,
  readingVersions: (entries: number) => `Reading versions… ${formatCount(entries)} so far`,
  refreshing: 'Refreshing…',
  complete: (count: number) => `Showing all ${formatCount(count)}`,
  notComplete: 'Not read to its end',
} as const
