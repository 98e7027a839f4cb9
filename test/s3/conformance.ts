/**
 * One suite, written once, run against the local store and a real Ceph RGW. A case observes a server and says what
 * S3 itself would show. Where a server is known to differ, differences.ts says what it shows instead and why, and
 * that is held against it too: neither S3's way nor the other may slip in or out unnoticed.
 */
import { S3ServiceException, type S3Client, type S3ClientConfig } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { bucketWith, type BuiltBucket } from '../support/bucketWith.ts'
import { startStore, type TestStore } from '../support/localStore.ts'
import { rawRequest, type RawAnswer, type RawRequest } from '../support/rawRequest.ts'
import { clientFor, type TestServer } from '../support/testServer.ts'
import { differences } from './differences.ts'

type AfterServer<Parameters> = Parameters extends [unknown, ...infer Rest] ? Rest : never

/** Where a case runs. */
export interface Place {
  readonly server: TestServer
  readonly s3: S3Client
  /** A client set up in another way. */
  readonly client: (config: S3ClientConfig) => S3Client
  readonly bucketWith: (...args: AfterServer<Parameters<typeof bucketWith>>) => Promise<BuiltBucket>
  readonly raw: (request: RawRequest) => Promise<RawAnswer>
}

export interface Case {
  /** What S3 shows. */
  readonly s3: unknown
  /** What this server shows: plain data, the same for every run. */
  readonly observe: (place: Place) => Promise<unknown>
}

/** Runs these cases against every server there is; their names are sentences. */
export function conformance(topic: string, cases: Readonly<Record<string, Case>>): void {
  let store: TestStore | null = null
  beforeAll(async () => {
    store = await startStore()
  })
  afterAll(async () => {
    await store?.stop()
  })
  const ceph = inject('ceph')

  describe(`${topic}: the local store`, () => {
    for (const [name, { observe, s3 }] of Object.entries(cases)) {
      it(name, async () => {
        if (store === null) throw new Error('the store did not start')
        expect(await observe(placeAt(store))).toEqual(s3)
      })
    }
  })

  if ('why' in ceph) {
    it.skip(`${topic}: Ceph RGW was not tested: ${ceph.why}`)
    return
  }
  describe(`${topic}: Ceph RGW`, () => {
    const known = differences[topic] ?? {}
    for (const [name, { observe, s3 }] of Object.entries(cases)) {
      const difference = known[name]
      it(difference ? `${name} (differs: ${difference.why})` : name, async () => {
        const observed = await observe(placeAt(ceph.server))
        if (difference) {
          expect(difference.instead, 'the difference is none').not.toEqual(s3)
          expect(observed, 'Ceph no longer differs as written down').toEqual(difference.instead)
        } else expect(observed).toEqual(s3)
      })
    }
    it('differs in no case that is gone', () => {
      expect(Object.keys(known).filter((name) => !(name in cases))).toEqual([])
    })
  })
}

function placeAt(server: TestServer): Place {
  return {
    server,
    s3: clientFor(server),
    client: (config) => clientFor(server, config),
    bucketWith: async (...args) => await bucketWith(server, ...args),
    raw: async (request) => await rawRequest(server, request),
  }
}

/** What came of a call: what it shows of its success, or its status and error code. */
export async function outcome<Result>(
  call: Promise<Result>,
  show: (result: Result) => unknown,
): Promise<unknown> {
  try {
    return show(await call)
  } catch (error) {
    if (error instanceof S3ServiceException) return failureOf(error)
    throw error
  }
}

/** The status and error code of a call that fails; `none` when it doesn't. */
export async function failure(call: Promise<unknown>): Promise<unknown> {
  return await outcome(call, () => 'none')
}

function failureOf(error: S3ServiceException): { status: number | undefined; code: string } {
  return { status: error.$metadata.httpStatusCode, code: error.name }
}
