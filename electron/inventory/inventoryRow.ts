/** A row of an inventory, whichever format it came in, as an entry of the index. */
import type { VersionEntry } from '../../shared/model/version.ts'
import { fieldOf } from './manifest.ts'
import { foreignRow, rowUnreadable } from './inventoryFailures.ts'

/** Text in CSV; numbers, flags and dates in Parquet. Nothing: empty, null or no such column. */
export type RawRow = {
  readonly values: readonly unknown[]
  /** From 1 on, within its file. */
  readonly number: number
}

type Reader = (row: RawRow) => VersionEntry

type Field =
  | 'bucket'
  | 'key'
  | 'versionid'
  | 'islatest'
  | 'isdeletemarker'
  | 'size'
  | 'lastmodifieddate'
  | 'etag'
  | 'storageclass'
  | 'objectowner'

/** Turns the rows of one file into entries. Failures: invalid-request (inventory-row, inventory-foreign-rows). */
export function rowReader(columns: readonly string[], bucket: string, areKeysEncoded: boolean): Reader {
  const fields = columns.map(fieldOf)
  const places = new Map(fields.map((field, at) => [field, at]))
  return (row) => {
    const valueOf = (field: Field): unknown => row.values[places.get(field) ?? -1] ?? null
    const textOf = (field: Field): string | null => {
      const value = valueOf(field)
      return typeof value === 'number' || typeof value === 'bigint' ? String(value) : wordsIn(value)
    }
    const source = textOf('bucket')
    if (source !== bucket) throw foreignRow(row.number, source ?? 'none')
    const isMarker = flagOf(row, valueOf('isdeletemarker'), 'IsDeleteMarker')
    const owner = textOf('objectowner')
    return {
      key: keyOf(row, textOf('key'), areKeysEncoded),
      versionId: textOf('versionid') ?? 'null',
      isMarker,
      isLatest: flagOf(row, valueOf('islatest'), 'IsLatest'),
      modifiedMs: timeOf(row, valueOf('lastmodifieddate')),
      sizeBytes: isMarker ? null : sizeOf(row, textOf('size')),
      etag: isMarker ? null : (textOf('etag')?.replaceAll('"', '') ?? null),
      storageClass: isMarker ? null : textOf('storageclass'),
      owner: owner === null ? null : { id: owner, displayName: null },
    }
  }
}

const wordsIn = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** In CSV keys are encoded as in a form: a plus is a space. */
function keyOf({ number }: RawRow, text: string | null, isEncoded: boolean): string {
  if (text === null) throw rowUnreadable(number, 'it has no key')
  if (!isEncoded || !/[%+]/.test(text)) return text
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw rowUnreadable(number, `its key is not URL-encoded: ${text}`)
  }
}

function flagOf({ number }: RawRow, value: unknown, name: string): boolean {
  if (typeof value === 'boolean') return value
  const text = wordsIn(value)?.toLowerCase()
  if (text !== 'true' && text !== 'false') throw rowUnreadable(number, `${name} is neither true nor false`)
  return text === 'true'
}

function timeOf({ number }: RawRow, value: unknown): number {
  const ms = value instanceof Date ? value.getTime() : Date.parse(wordsIn(value) ?? '')
  if (!Number.isFinite(ms)) throw rowUnreadable(number, 'it has no date')
  return ms
}

function sizeOf({ number }: RawRow, text: string | null): number {
  const bytes = Number(text ?? Number.NaN)
  if (!Number.isSafeInteger(bytes) || bytes < 0) throw rowUnreadable(number, 'it has no size')
  return bytes
}
