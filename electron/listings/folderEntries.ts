/** What is known of a folder's children, from the live listing, the version listing and our own writes. */
import { compareKeys, childOf } from '../../shared/key.ts'
import type { Change } from '../../shared/model/change.ts'
import type { Row } from '../../shared/model/listing.ts'
import type { VersionEntry } from '../../shared/model/version.ts'
import type { ListedObject } from '../s3/objectsPage.ts'

/** One child. `live` null: only the version listing has met it, and the live one hasn't passed its place yet. */
type Child = {
  readonly key: string
  readonly kind: Row['kind']
  live: boolean | null
  hasVersions: boolean
  sizeBytes: number | null
  modifiedMs: number | null
  versionCount: number | null
  storageClass: string | null
}

export class FolderEntries {
  readonly prefix: string
  readonly #children = new Map<string, Child>()
  #lastLiveKey: string | null = null
  #lastVersionKey: string | null = null
  /** Servers list keys in the order of their bytes; where one doesn't, nothing is passed before the end. */
  #liveInOrder = true
  liveComplete = false
  versionsComplete = false

  constructor(prefix: string) {
    this.prefix = prefix
  }

  /** Adds a page of what is live; answers with the rows that are new, in the order of their bytes. */
  addLive(objects: readonly ListedObject[], prefixes: readonly string[], complete: boolean): readonly Row[] {
    const keys = [...objects.map(({ key }) => key), ...prefixes].sort(compareKeys)
    const first = keys[0]
    if (first !== undefined && this.#lastLiveKey !== null && compareKeys(first, this.#lastLiveKey) < 0)
      this.#liveInOrder = false
    for (const { key, sizeBytes, modifiedMs, storageClass } of objects) {
      Object.assign(this.#child(key, 'file'), { live: true, sizeBytes, modifiedMs, storageClass })
    }
    for (const prefix of prefixes) this.#child(prefix, 'folder').live = true
    this.#lastLiveKey = keys.at(-1) ?? this.#lastLiveKey
    this.liveComplete = complete
    return keys.flatMap((key) => this.rowOf(key) ?? [])
  }

  /** Adds a page of versions; a key's entries may go on in the next one. */
  addVersions(entries: readonly VersionEntry[], prefixes: readonly string[], complete: boolean): void {
    for (const entry of entries) this.#addVersion(entry)
    for (const prefix of prefixes) this.#child(prefix, 'folder').hasVersions = true
    this.versionsComplete = complete
  }

  /** Forgets what the version listing said, before it is read anew. */
  forgetVersions(): void {
    this.versionsComplete = false
    this.#lastVersionKey = null
    for (const [key, child] of this.#children) {
      if (child.live !== true) this.#children.delete(key)
      child.hasVersions = false
      child.versionCount = null
    }
  }

  /** Takes over what we wrote ourselves; answers with the child's key when it lies here. */
  applyChange({ key, latest, versions }: Change): string | null {
    const childKey = childOf(this.prefix, key)
    if (childKey === null) return null
    if (childKey !== key) {
      if (latest !== 'nothing' && !latest.isMarker) this.#child(childKey, 'folder').live = true
      if (latest !== 'nothing') this.#child(childKey, 'folder').hasVersions = true
      return childKey
    }
    if (latest === 'nothing') {
      this.#children.delete(key)
      return key
    }
    const child = this.#child(key, 'file')
    const before = child.live === null && !child.hasVersions && this.versionsComplete ? 0 : child.versionCount
    this.#takeLatest(child, latest)
    child.versionCount =
      versions.kind === 'counted'
        ? versions.count
        : versions.kind === 'added' && before !== null
          ? before + versions.count
          : null
    return key
  }

  /** What a look at the folder itself found: whether anything live, and anything at all, is under it. */
  judgeFolder(prefix: string, found: { readonly live: boolean; readonly any: boolean }): void {
    if (!found.any) this.#children.delete(prefix)
    else Object.assign(this.#child(prefix, 'folder'), { live: found.live, hasVersions: true })
  }

  get keys(): Iterable<string> {
    return this.#children.keys()
  }

  /** The row of a child as far as it can be judged; null while it can't, or when it isn't shown at all. */
  rowOf(key: string): Row | null {
    const child = this.#children.get(key)
    if (child === undefined) return null
    const deleted = this.#isDeleted(child)
    if (deleted === null || this.#isPlaceholder(child)) return null
    const { kind, sizeBytes, modifiedMs, storageClass } = child
    const versionCount = this.#countOf(child)
    const now = { versionId: null, certain: true }
    return { key, kind, deleted, sizeBytes, modifiedMs, storageClass, versionCount, ...now }
  }

  #child(key: string, kind: Row['kind']): Child {
    const known = this.#children.get(key)
    if (known) return known
    const unknown = { sizeBytes: null, modifiedMs: null, versionCount: null, storageClass: null }
    const child: Child = { key, kind, live: null, hasVersions: false, ...unknown }
    this.#children.set(key, child)
    return child
  }

  #addVersion(entry: VersionEntry): void {
    const child = this.#child(entry.key, 'file')
    const first = this.#lastVersionKey !== entry.key
    this.#lastVersionKey = entry.key
    if (first) {
      child.versionCount = 0
      child.hasVersions = true
      if (child.live !== true) this.#takeLatest(child, entry)
    }
    if (!entry.isMarker) {
      child.versionCount = (child.versionCount ?? 0) + 1
      // What a deleted file weighs is what its newest version weighs.
      if (child.live === false) child.sizeBytes ??= entry.sizeBytes
    }
  }

  #takeLatest(child: Child, latest: VersionEntry): void {
    child.live = !latest.isMarker
    child.hasVersions = true
    child.modifiedMs = latest.modifiedMs
    if (latest.isMarker) return
    child.sizeBytes = latest.sizeBytes
    child.storageClass = latest.storageClass
  }

  /** null: not to be judged yet. A folder is deleted when versions lie under it and the live listing passed it by. */
  #isDeleted(child: Child): boolean | null {
    if (child.live !== null) return !child.live
    const passed =
      this.#liveInOrder && this.#lastLiveKey !== null && compareKeys(this.#lastLiveKey, child.key) > 0
    return this.liveComplete || passed ? true : null
  }

  /** The empty object that stands for the folder itself. */
  #isPlaceholder({ key, sizeBytes, live }: Child): boolean {
    return key === this.prefix && (sizeBytes === 0 || live !== true)
  }

  /** The last key read may have more versions on the next page. */
  #countOf({ key, versionCount }: Child): number | null {
    return key === this.#lastVersionKey && !this.versionsComplete ? null : versionCount
  }
}
