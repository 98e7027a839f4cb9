/** How a server lists the entries of one key: newest first unless it has shown otherwise. */
import { entryOrderOf, type EntryOrder } from '../../shared/history.ts'
import type { VersionEntry } from '../../shared/model/version.ts'
import type { S3Server } from './server.ts'

/** Learned from the first page that tells. */
export function entryOrderAt(server: S3Server, entries: readonly VersionEntry[]): EntryOrder {
  const { entryOrder } = server.capabilities.known
  if (entryOrder !== 'unknown') return entryOrder
  const told = entryOrderOf(entries)
  if (told !== null) server.capabilities.learn({ entryOrder: told })
  return told ?? 'newest-first'
}
