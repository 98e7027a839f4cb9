/** A versioned bucket in memory: the model that plans are compared with. Entries of a key are newest first. */
import { compareKeys } from '../../shared/key.ts'
import { historiesOf, liveAt, type KeyHistory } from '../../shared/history.ts'
import type { VersioningState } from '../../shared/model/bucket.ts'
import type { PlanAction } from '../../shared/model/plan.ts'
import type { VersionEntry } from '../../shared/model/version.ts'

export type ModelWrite = { readonly key: string; readonly kind: 'put' | 'delete'; readonly atMs: number }

export class ModelBucket {
  readonly #entries = new Map<string, VersionEntry[]>()
  state: Extract<VersioningState, 'enabled' | 'suspended'> = 'enabled'
  #lastId = 0

  put(key: string, atMs: number, content = `c${this.#lastId}`): string {
    return this.#push(key, {
      isMarker: false,
      modifiedMs: atMs,
      etag: content,
      sizeBytes: content.length,
      storageClass: 'STANDARD',
    })
  }

  delete(key: string, atMs: number): string {
    return this.#push(key, {
      isMarker: true,
      modifiedMs: atMs,
      etag: null,
      sizeBytes: null,
      storageClass: null,
    })
  }

  destroy(key: string, versionId: string): void {
    this.#entries.set(
      key,
      (this.#entries.get(key) ?? []).filter((entry) => entry.versionId !== versionId),
    )
  }

  write({ key, kind, atMs }: ModelWrite): string {
    return kind === 'put' ? this.put(key, atMs) : this.delete(key, atMs)
  }

  /** Carries out what a plan decided for a key; answers with the id it made, if any. */
  apply(key: string, action: PlanAction, atMs: number): string | null {
    switch (action.kind) {
      case 'unmark':
        for (const id of action.markerIds) this.destroy(key, id)
        return null
      case 'mark':
        return this.delete(key, atMs)
      case 'copy':
      case 'move': {
        const source = this.history(action.from.key).entries.find(
          ({ versionId }) => versionId === action.from.versionId,
        )
        if (source === undefined) throw new Error(`no version ${action.from.versionId} of ${action.from.key}`)
        const made = this.put(key, atMs, source.etag ?? '')
        if (action.kind === 'move') this.delete(action.from.key, atMs)
        return made
      }
      case 'create':
        return this.put(key, atMs, '')
      case 'destroy':
        for (const id of action.versionIds) this.destroy(key, id)
        return null
      case 'refuse':
        return null
    }
  }

  history(key: string): KeyHistory {
    const entries = this.#entries.get(key) ?? []
    return { key, entries: entries.map((entry, at) => ({ ...entry, isLatest: at === 0 })) }
  }

  /** As a server lists it. */
  listed(): VersionEntry[] {
    return [...this.#entries.keys()].sort(compareKeys).flatMap((key) => [...this.history(key).entries])
  }

  histories(): readonly KeyHistory[] {
    return historiesOf(this.listed())
  }

  /** Key → content, as a reader meets it at a time (now, when none is given). */
  view(atMs = Number.POSITIVE_INFINITY): Map<string, string> {
    return new Map(
      [...liveAt(this.histories(), { atMs, before: null })].map(([key, version]) => [
        key,
        version.etag ?? '',
      ]),
    )
  }

  /** Every data version there is. */
  dataIds(): Set<string> {
    return new Set(
      this.listed()
        .filter((entry) => !entry.isMarker)
        .map(({ key, versionId }) => `${key} ${versionId}`),
    )
  }

  #push(
    key: string,
    entry: Pick<VersionEntry, 'isMarker' | 'modifiedMs' | 'etag' | 'sizeBytes' | 'storageClass'>,
  ): string {
    const versionId = this.state === 'suspended' ? 'null' : `v${++this.#lastId}`
    const kept = (this.#entries.get(key) ?? []).filter(
      (older) => versionId !== 'null' || older.versionId !== 'null',
    )
    this.#entries.set(key, [{ key, versionId, isLatest: true, owner: null, ...entry }, ...kept])
    return versionId
  }
}
