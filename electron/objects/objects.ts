/** One object: its history, its tags, and the verbs on it. */
import type { Outcome } from '../../shared/model/outcome.ts'
import type { ObjectRef, VersionRef } from '../../shared/model/selection.ts'
import type { Tag } from '../../shared/model/facts.ts'
import type { Buckets } from '../buckets/buckets.ts'
import type { Connections } from '../connections/connections.ts'
import type { Planner } from '../plans/planner.ts'
import { keyHistoryPage, type KeyHistoryPage } from '../s3/keyHistory.ts'
import type { VersionMarker } from '../s3/versionsPage.ts'
import { readTags } from '../s3/tags.ts'
import { deleteKey, destroyVersion, restoreVersion, undeleteKey, type VerbContext } from './verbs.ts'

export class Objects {
  readonly #connections: Connections
  readonly #buckets: Buckets
  readonly #planner: Planner

  constructor(connections: Connections, buckets: Buckets, planner: Planner) {
    this.#connections = connections
    this.#buckets = buckets
    this.#planner = planner
  }

  async history(
    object: ObjectRef,
    after: VersionMarker | null,
    signal: AbortSignal,
  ): Promise<KeyHistoryPage> {
    return keyHistoryPage(await this.#connections.server(object.connectionId), object, after, { signal })
  }

  async tags(version: VersionRef, signal: AbortSignal): Promise<readonly Tag[]> {
    return readTags(await this.#connections.server(version.connectionId), version, { signal })
  }

  async restore(
    object: ObjectRef,
    versionId: string,
    mayDestroy: boolean,
    signal: AbortSignal,
  ): Promise<Outcome> {
    return restoreVersion(await this.#context(object, mayDestroy, signal), versionId)
  }

  async undelete(object: ObjectRef, signal: AbortSignal): Promise<Outcome> {
    return undeleteKey(await this.#context(object, false, signal))
  }

  async delete(object: ObjectRef, mayDestroy: boolean, signal: AbortSignal): Promise<Outcome> {
    return deleteKey(await this.#context(object, mayDestroy, signal))
  }

  async deleteForever(object: ObjectRef, versionId: string, signal: AbortSignal): Promise<Outcome> {
    return destroyVersion(await this.#context(object, false, signal), versionId)
  }

  async #context(object: ObjectRef, mayDestroy: boolean, signal: AbortSignal): Promise<VerbContext> {
    return {
      planner: this.#planner,
      server: await this.#connections.server(object.connectionId),
      object,
      versioning: () => this.#buckets.readNow(object, signal),
      mayDestroy,
      signal,
    }
  }
}
