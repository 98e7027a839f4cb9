/** The same tests against the local store and a real Ceph; Ceph's only where it could be started. */
import { afterAll, beforeAll, describe, inject } from 'vitest'
import { startStore, type TestStore } from './localStore.ts'
import type { TestServer } from './testServer.ts'

/** The server is there once tests and their hooks run. */
export function onEachServer(
  topic: string,
  tests: (server: () => TestServer, name: TestServer['name']) => void,
): void {
  const ceph = inject('ceph')
  describe(`${topic}: the local store`, () => {
    let store: TestStore | null = null
    beforeAll(async () => {
      store = await startStore()
    })
    afterAll(() => store?.stop())
    tests(() => started(store), 'local store')
  })
  describe.skipIf('why' in ceph)(`${topic}: Ceph RGW`, () => {
    tests(() => started('server' in ceph ? ceph.server : null), 'Ceph RGW')
  })
}

function started(server: TestServer | null): TestServer {
  if (server === null) throw new Error('not started')
  return server
}
