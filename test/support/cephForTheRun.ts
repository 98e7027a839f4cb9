/** One Ceph for all test files of a run, or plain words on why there is none. */
import type { TestProject } from 'vitest/node'
import { startCeph, whyNoCeph, type TestCeph } from './ceph.ts'
import type { TestServer } from './testServer.ts'

declare module 'vitest' {
  interface ProvidedContext {
    ceph: { readonly server: TestServer } | { readonly why: string }
  }
}

let ceph: TestCeph | null = null

export async function setup(project: TestProject): Promise<void> {
  const why = await whyNoCeph()
  if (why !== null) {
    console.warn(`\nThe S3 suite runs ONLY against the local store, not against Ceph RGW: ${why}.\n`)
    project.provide('ceph', { why })
    return
  }
  ceph = await startCeph()
  const { stop: _, ...server } = ceph
  project.provide('ceph', { server })
}

export async function teardown(): Promise<void> {
  await ceph?.stop()
}
