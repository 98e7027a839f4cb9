/** The verbs on one object, put together from the connection, the bucket's state and the change feed. */
import type { Outcome } from '../../shared/model/outcome.ts'
import type { ObjectRef, VersionRef } from '../../shared/model/selection.ts'
import type { Tag } from '../../shared/model/facts.ts'
import type { Buckets } from '../buckets/buckets.ts'
import type { ChangeFeed } from '../changes/changes.ts'
import type { Connections } from '../connections/connections.ts'
import type { ActionContext } from '../plans/actions/actionContext.ts'
import { deleteKey } from '../plans/actions/deleteKey.ts'
import { destroyVersion } from '../plans/actions/destroyVersion.ts'
import { restoreVersion } from '../plans/actions/restoreVersion.ts'
import { undeleteKey } from '../plans/actions/undeleteKey.ts'
import { keyHistoryPage, type KeyHistoryPage } from '../s3/keyHistory.ts'
import type { VersionMarker } from '../s3/listVersions.ts'
import { readTags } from '../s3/tags.ts'

export class Objects {
  readonly #connections: Connections
  readonly #buckets: Buckets
  readonly #changes: ChangeFeed

  constructor(connections: Connections, buckets: Buckets, changes: ChangeFeed) {
    this.#connections = connections
    this.#buckets = buckets
    this.#changes = changes
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
    return restoreVersion(await this.#context(object, signal), versionId, mayDestroy)
  }

  async undelete(object: ObjectRef, signal: AbortSignal): Promise<Outcome> {
    return undeleteKey(await this.#context(object, signal))
  }

  async delete(object: ObjectRef, mayDestroy: boolean, signal: AbortSignal): Promise<Outcome> {
    return deleteKey(await this.#context(object, signal), mayDestroy)
  }

  async deleteForever(object: ObjectRef, versionId: string, signal: AbortSignal): Promise<Outcome> {
    return destroyVersion(await this.#context(object, signal), versionId)
  }

  async #context(object: ObjectRef, signal: AbortSignal): Promise<ActionContext> {
    return {
      server: await this.#connections.server(object.connectionId),
      object,
      versioning: () => this.#buckets.readNow(object, signal),
      publish: (change) => this.#changes.publish(change),
      signal,
    }
  }
}
