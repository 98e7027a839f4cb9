/** Histories on their way to a worker: columns instead of thousands of objects, which costs a tenth of the time. */
import type { KeyHistory } from '../../shared/history.ts'
import type { VersionEntry } from '../../shared/model/version.ts'

export type PackedHistories = {
  readonly keys: readonly string[]
  readonly entryCounts: Uint32Array
  readonly versionIds: readonly string[]
  readonly modifiedMs: Float64Array
  /** -1 for a marker. */
  readonly sizeBytes: Float64Array
  readonly isMarker: Uint8Array
  readonly etags: readonly (string | null)[]
  /** Places in `words` and `owners`: both repeat in nearly every entry. */
  readonly classes: Uint16Array
  readonly ownedBy: Uint16Array
  readonly words: readonly (string | null)[]
  readonly owners: readonly VersionEntry['owner'][]
}

export function packHistories(histories: readonly KeyHistory[]): PackedHistories {
  const entries = histories.flatMap((history) => history.entries)
  const words = new Places<string | null>((word) => word)
  const owners = new Places<VersionEntry['owner']>((owner) => owner && `${owner.id}\n${owner.displayName}`)
  return {
    keys: histories.map(({ key }) => key),
    entryCounts: Uint32Array.from(histories, (history) => history.entries.length),
    versionIds: entries.map(({ versionId }) => versionId),
    modifiedMs: Float64Array.from(entries, ({ modifiedMs }) => modifiedMs),
    sizeBytes: Float64Array.from(entries, ({ sizeBytes }) => sizeBytes ?? -1),
    isMarker: Uint8Array.from(entries, ({ isMarker }) => Number(isMarker)),
    etags: entries.map(({ etag }) => etag),
    classes: Uint16Array.from(entries, ({ storageClass }) => words.of(storageClass)),
    ownedBy: Uint16Array.from(entries, ({ owner }) => owners.of(owner)),
    words: words.all,
    owners: owners.all,
  }
}

export function unpackHistories(packed: PackedHistories): readonly KeyHistory[] {
  let at = 0
  return packed.keys.map((key, index) => {
    const count = packed.entryCounts[index] ?? 0
    const first = at
    at += count
    return {
      key,
      entries: Array.from({ length: count }, (_, nth) => entryAt(packed, key, first + nth, nth === 0)),
    }
  })
}

function entryAt(packed: PackedHistories, key: string, at: number, isLatest: boolean): VersionEntry {
  const sizeBytes = packed.sizeBytes[at] ?? -1
  return {
    key,
    versionId: packed.versionIds[at] ?? '',
    isMarker: packed.isMarker[at] === 1,
    isLatest,
    modifiedMs: packed.modifiedMs[at] ?? 0,
    sizeBytes: sizeBytes < 0 ? null : sizeBytes,
    etag: packed.etags[at] ?? null,
    storageClass: packed.words[packed.classes[at] ?? 0] ?? null,
    owner: packed.owners[packed.ownedBy[at] ?? 0] ?? null,
  }
}

/** Each value once, and where it is. */
class Places<Value> {
  readonly all: Value[] = []
  readonly #places = new Map<string | null, number>()
  readonly #nameOf: (value: Value) => string | null

  constructor(nameOf: (value: Value) => string | null) {
    this.#nameOf = nameOf
  }

  of(value: Value): number {
    const name = this.#nameOf(value)
    const known = this.#places.get(name)
    if (known !== undefined) return known
    this.#places.set(name, this.all.length)
    return this.all.push(value) - 1
  }
}
