/**
 * Where the rows of an inventory wait to be sorted: they come in any order and may be more than memory holds. The file
 * is thrown away afterwards, so nothing in it needs to survive a crash.
 */
import { z } from 'zod'
import type { VersionEntry } from '../../shared/model/version.ts'
import { bytesSchema, decodeKey, encodeKey } from '../index/keyBytes.ts'
import { openDatabase, type Database } from '../storage/sqlite.ts'

const schema = `CREATE TABLE rows (
  key BLOB NOT NULL, version_id TEXT NOT NULL, is_marker INTEGER NOT NULL, is_latest INTEGER NOT NULL,
  modified_ms REAL NOT NULL, size INTEGER, etag TEXT, class TEXT, owner TEXT
) STRICT`

const rowSchema = z.object({
  key: bytesSchema,
  versionId: z.string(),
  isMarker: z.number(),
  isLatest: z.number(),
  modifiedMs: z.number(),
  sizeBytes: z.number().nullable(),
  etag: z.string().nullable(),
  storageClass: z.string().nullable(),
  owner: z.string().nullable(),
})

const insert = 'INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'

/** All rows by key; SQLite sorts them on the disk. */
const sorted = `
  SELECT key, version_id AS versionId, is_marker AS isMarker, is_latest AS isLatest, modified_ms AS modifiedMs,
    size AS sizeBytes, etag, class AS storageClass, owner
  FROM rows ORDER BY key`

export class Staging {
  readonly #database: Database
  #shared: string | null = null

  constructor(file: string) {
    this.#database = openDatabase(file, [schema], 'PRAGMA page_size = 8192; PRAGMA cache_size = -32768;')
    // What is sorted would else be held in memory.
    for (const pragma of ['journal_mode = OFF', 'synchronous = OFF', 'temp_store = FILE'])
      this.#database.run(`PRAGMA ${pragma}`)
  }

  add(entries: readonly VersionEntry[]): void {
    this.#database.transaction(() => {
      for (const entry of entries) this.#addOne(entry)
    })
  }

  /** What all keys begin with; null where there is none. */
  get sharedPrefix(): string | null {
    // Half a character is no prefix that a server could be asked for.
    return this.#shared?.replace(/[\ud800-\udbff]$/, '') ?? null
  }

  /** The entries key by key, in the order of the keys; those of one key in no order. */
  *byKey(): Iterable<readonly VersionEntry[]> {
    let bytes: Uint8Array | null = null
    let key = ''
    let entries: VersionEntry[] = []
    for (const { owner, key: keyBytes, isMarker, isLatest, ...row } of this.#database.each(
      rowSchema,
      sorted,
    )) {
      if (bytes === null || Buffer.compare(bytes, keyBytes) !== 0) {
        if (entries.length > 0) yield entries
        entries = []
        bytes = keyBytes
        key = decodeKey(keyBytes)
      }
      entries.push({
        key,
        ...row,
        isMarker: isMarker === 1,
        isLatest: isLatest === 1,
        owner: owner === null ? null : { id: owner, displayName: null },
      })
    }
    if (entries.length > 0) yield entries
  }

  close(): void {
    this.#database.close()
  }

  #addOne(entry: VersionEntry): void {
    const { key, versionId, isMarker, isLatest, modifiedMs, sizeBytes, etag, storageClass, owner } = entry
    let shared = this.#shared ?? key
    while (!key.startsWith(shared)) shared = shared.slice(0, -1)
    this.#shared = shared
    this.#database.run(
      insert,
      encodeKey(key),
      versionId,
      Number(isMarker),
      Number(isLatest),
      modifiedMs,
      sizeBytes,
      etag,
      storageClass,
      owner?.id ?? null,
    )
  }
}
