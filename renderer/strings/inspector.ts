/** Words of the inspector: the file, its history, its facts. */
import type { VersionEntry } from '../../shared/model/version.ts'
import { formatBytes } from '../format/bytes.ts'
import { capitalised, counted } from '../format/counts.ts'
import { formatDay } from '../format/times.ts'

export const inspectorWords = {
  label: 'Inspector',
  nothing: 'Nothing is selected',
  nothingAdvice: 'Select a file to see its history.',
  several: (count: number) => `${counted(count, 'item')} selected`,
  severalBytes: (bytes: number, isAll: boolean) =>
    isAll ? `${formatBytes(bytes)} in all` : `${formatBytes(bytes)} in the files among them`,
  folder: 'Folder',
  deletedFolder: 'Deleted folder',
  folderSize: (count: number, bytes: number) => `${counted(count, 'file')}, ${formatBytes(bytes)}`,
  ofThen: 'at this moment',
  tabs: 'About this file',
  versions: 'Versions',
  info: 'Info',
  tags: 'Tags',
  history: 'History',
  current: 'current',
  actions: 'Actions on this version',
  more: 'More',
  restore: 'Restore',
  undelete: 'Undelete',
  understood: 'Understood',
  preview: 'Preview',
  download: 'Download This Version',
  downloadTo: 'Download This Version To…',
  copyVersionId: 'Copy Version ID',
  deleteForever: 'Delete This Version Forever…',
  removeMarker: 'Remove This Marker Forever…',
  older: 'Show older versions',
  loadingOlder: 'Reading…',
  loadingHistory: 'Reading the history…',
  marker: 'delete marker',
  nullVersion: 'written while versioning was off or suspended',
  cold: 'archived, has to be retrieved first',
  sameAs: (ms: number) => `same as ${formatDay(ms, Date.now())}`,
  by: (name: string) => `by ${name}`,
  notVersioned: 'No versions are kept here: this is all there is.',
  gone: 'Nothing is left of this file.',
  noTags: 'No tags.',
  noMetadata: 'No metadata of its own.',
  metadata: 'Metadata',
  headers: 'Headers',
  object: 'Object',
  copyValue: (label: string) => `Copy ${label}`,
} as const

/** `Today, 18:04`; of a marker: `Deleted yesterday, 21:31`. */
export function entryTitle({ isMarker, modifiedMs }: VersionEntry): string {
  const day = formatDay(modifiedMs, Date.now())
  return isMarker ? `Deleted ${day}` : capitalised(day)
}

/** `412 MB · image/png · 14 versions, 4.9 GB in all`; the parameters of a content type are among the facts. */
export function fileSummary(parts: {
  readonly sizeBytes: number | null
  readonly contentType: string | null
  readonly versions: { readonly count: number; readonly sizeBytes: number; readonly isAll: boolean } | null
}): string {
  const { sizeBytes, contentType, versions } = parts
  const all =
    versions === null || versions.count === 0
      ? ''
      : versions.isAll && versions.count === 1
        ? counted(1, 'version')
        : `${versions.isAll ? '' : 'more than '}${counted(versions.count, 'version')}, ${formatBytes(versions.sizeBytes)} in all`
  return [sizeBytes === null ? '' : formatBytes(sizeBytes), contentType?.split(';')[0]?.trim() ?? '', all]
    .filter((part) => part !== '')
    .join(' · ')
}

export const factNames = {
  key: 'Key',
  versionId: 'Version ID',
  size: 'Size',
  modified: 'Modified',
  modifiedUtc: 'Modified (UTC)',
  etag: 'ETag',
  storageClass: 'Storage class',
  contentType: 'Content-Type',
  cacheControl: 'Cache-Control',
  contentDisposition: 'Content-Disposition',
  contentEncoding: 'Content-Encoding',
  contentLanguage: 'Content-Language',
  expires: 'Expires',
  websiteRedirect: 'Redirects to',
  encryption: 'Encryption',
  encryptionKeyId: 'Encryption key',
  customerKey: 'Encrypted with a key of its own',
  lock: 'Lock',
  lockedUntil: 'Locked until',
  legalHold: 'Legal hold',
  retrieval: 'Retrieval',
  replication: 'Replication',
  yes: 'yes',
} as const
