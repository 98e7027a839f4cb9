import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { ConnectionDraft } from '../../shared/model/connection.ts'
import { bucketWith } from '../support/bucketWith.ts'
import { startStore, type TestStore } from '../support/localStore.ts'
import { draftFor, failureOf, onBothServers, openStrata, type Strata } from '../support/strata.ts'

async function tested(strata: Strata, draft: ConnectionDraft): Promise<Record<string, string>> {
  let steps: Record<string, string> = {}
  for await (const state of await strata.api.connections.test(draft)) {
    steps = Object.fromEntries(
      state.steps.map(({ step, state: stepState, failure }) => [
        step,
        failure ? `${stepState}: ${failure.reason}` : stepState,
      ]),
    )
  }
  return steps
}

onBothServers('trying a connection', (bench) => {
  it('says what works, and leaves writing untried', async () => {
    const { strata, server } = bench()
    const { bucket } = await bucketWith(server, { a: ['1'] })
    expect(await tested(strata, draftFor(server, { bucket }))).toEqual({
      reach: 'ok',
      'sign-in': 'ok',
      'list-buckets': 'ok',
      'list-objects': 'ok',
      'read-versions': 'ok',
      write: 'unknown',
    })
  })

  it.each([
    ['a wrong secret', { secretAccessKey: 'wrong' }, { reach: 'ok', 'sign-in': 'failed: wrong-secret' }],
    ['an unknown key', { accessKeyId: 'NOBODY' }, { reach: 'ok', 'sign-in': 'failed: unknown-access-key' }],
    ['an unknown server', { endpoint: 'http://no-such-host.invalid' }, { reach: 'failed: unknown-host' }],
    ['a port where nothing answers', { endpoint: 'http://127.0.0.1:1' }, { reach: 'failed: refused' }],
  ])('%s is told apart', async (_what, change, steps) => {
    const { strata, server } = bench()
    expect(await tested(strata, draftFor(server, change))).toEqual(steps)
  })

  it('https where there is none says so', async () => {
    const { strata, server } = bench()
    expect(
      await tested(strata, draftFor(server, { endpoint: server.endpoint.replace('http:', 'https:') })),
    ).toEqual({ reach: 'failed: tls-protocol' })
  })

  it('a bucket that is not there fails at listing, not at signing in', async () => {
    const { strata, server } = bench()
    expect(await tested(strata, draftFor(server, { bucket: 'no-such-bucket-here' }))).toMatchObject({
      'sign-in': 'ok',
      'list-objects': 'failed: bucket-gone',
    })
  })

  it('what its server does is learned on the way, shown with its date, and forgotten when asked', async () => {
    const { strata, server } = bench()
    const { connections, objects } = strata.api
    const { id: connectionId } = await connections.save(draftFor(server, { name: 'learning' }))
    const { bucket, versionIds } = await bucketWith(server, { a: ['one', 'two'] })
    await connections.forgetCapabilities({ connectionId })
    expect(await connections.capabilities({ connectionId })).toMatchObject({ learnedMs: 0 })
    const before = Date.now()
    const versionId = versionIds['a']?.[0] ?? ''
    await objects.restore({ connectionId, bucket, key: 'a', versionId, mayDestroy: false })
    const learned = await connections.capabilities({ connectionId })
    expect(learned).toMatchObject({
      entryOrder: 'newest-first',
      copyConditions: server.name === 'Ceph RGW' ? 'ignored' : 'proved',
      putConditions: 'unknown',
    })
    expect(learned.learnedMs).toBeGreaterThanOrEqual(before)
    await connections.forgetCapabilities({ connectionId })
    expect(await connections.capabilities({ connectionId })).toMatchObject({ entryOrder: 'unknown' })
    await connections.forget({ connectionId })
  })

  it('a new bucket keeps versions, and suspending and enabling is read back', async () => {
    const { strata, server, connectionId } = bench()
    const bucket = `made-${Date.now()}`
    const ref = { connectionId, bucket }
    expect(await strata.api.buckets.create({ ...ref, versioning: true })).toMatchObject({
      state: 'enabled',
      mfaDelete: false,
    })
    expect((await strata.api.buckets.list({ connectionId })).buckets.map(({ name }) => name)).toContain(
      bucket,
    )
    expect(await strata.api.buckets.setVersioning({ ...ref, state: 'suspended' })).toMatchObject({
      state: 'suspended',
      settlesAtMs: null,
    })
    const enabled = await strata.api.buckets.setVersioning({ ...ref, state: 'enabled' })
    expect(enabled.state).toBe('enabled')
    expect(enabled.settlesAtMs).toBeGreaterThan(Date.now() + 14 * 60_000)
    expect(
      (await failureOf(strata.api.buckets.create({ ...ref, bucket: 'Not_A_Name', versioning: true }))).code,
    ).toBe('invalid-request')
    expect(server.name).toBeTruthy()
  })
})

describe('connections', () => {
  let strata: Strata
  let store: TestStore
  beforeAll(async () => {
    strata = await openStrata({ builtInStore: true })
    store = await startStore()
  })
  afterAll(async () => {
    await strata.close()
    await store.stop()
  })

  it('never put a secret on disk or into an answer', async () => {
    const secret = 'very/secret+key'
    const connection = await strata.api.connections.save(
      draftFor(store, { secretAccessKey: secret, sessionToken: 'token-of-session' }),
    )
    const answers = JSON.stringify([
      connection,
      await strata.api.connections.list(),
      await strata.api.app.info(),
    ])
    const data = `${strata.folder}/data`
    const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    )
    const written = files
      .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'latin1'))
      .join('\n')
    for (const text of [answers, written]) {
      expect(text).not.toContain(secret)
      expect(text).not.toContain('token-of-session')
    }
    expect(connection.secretPlace).toBe('session')
    await strata.api.connections.forget({ connectionId: connection.id })
  })

  it('keep their secret when they are edited without one, and lose it when they are forgotten', async () => {
    const { id } = await strata.api.connections.save(draftFor(store))
    await strata.api.connections.save({ ...draftFor(store), id, name: 'Renamed', secretAccessKey: null })
    expect((await strata.api.buckets.list({ connectionId: id })).limited).toBe(false)
    await strata.api.connections.forget({ connectionId: id })
    expect((await failureOf(strata.api.buckets.list({ connectionId: id }))).reason).toBe('connection-gone')
  })

  it('without a secret that is known say so, and where to enter it', async () => {
    const failure = await failureOf(
      strata.api.connections.save({ ...draftFor(store), secretAccessKey: null }),
    )
    expect([failure.code, failure.reason, failure.wayOn]).toEqual([
      'signed-out',
      'secret-missing',
      'edit-connection',
    ])
  })

  it('always have this computer, which nobody has to set up', async () => {
    const local = (await strata.api.connections.list()).find(({ builtIn }) => builtIn)
    expect(local).toMatchObject({ name: 'This computer', service: 'local' })
    const bucket = 'made-here'
    expect(
      await strata.api.buckets.create({ connectionId: local?.id ?? '', bucket, versioning: true }),
    ).toMatchObject({ state: 'enabled' })
  })

  it('to something that is no S3 server are refused with a sentence', async () => {
    const site = createServer((_request, response) => response.end('<html>Welcome</html>'))
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
    const address = site.address()
    const port = typeof address === 'object' ? address?.port : 0
    const steps = await tested(strata, draftFor(store, { endpoint: `http://127.0.0.1:${port}`, bucket: 'b' }))
    site.close()
    expect(Object.values(steps).some((step) => step.startsWith('failed'))).toBe(true)
  })

  it('follow a bucket to the region where it is', async () => {
    const redirecting = createServer((request, response) => {
      const signedFor = /Credential=[^/]+\/\d+\/([^/]+)\//.exec(request.headers.authorization ?? '')?.[1]
      if (signedFor === 'eu-west-9') {
        response.end('<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>')
        return
      }
      response.writeHead(301, { 'x-amz-bucket-region': 'eu-west-9' })
      response.end('<Error><Code>PermanentRedirect</Code></Error>')
    })
    await new Promise<void>((resolve) => redirecting.listen(0, '127.0.0.1', resolve))
    const address = redirecting.address()
    const endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
    const connectionId = await strata.connect({ ...store, endpoint })
    for await (const state of await strata.api.listings.open({
      connectionId,
      bucket: 'far',
      prefix: '',
      deleted: false,
      order: { by: 'name', direction: 'ascending' },
      at: null,
    })) {
      expect(state.live.failure).toBeNull()
      if (state.live.complete) break
    }
    redirecting.close()
  })
})

describe('an early refusal of a large upload', () => {
  const ceph = inject('ceph')
  it.skipIf('why' in ceph)('over https is a failure like any other, and the app goes on', async () => {
    const { startCeph } = await import('../support/ceph.ts')
    const tls = await startCeph({ tls: true })
    const { execFileSync } = await import('node:child_process')
    const { writeFileSync } = await import('node:fs')
    const strata = await openStrata({ builtInStore: true })
    try {
      // The certificate is trusted as a person would: by the system's own setting, in a process of its own.
      const ca = `${strata.folder}/ca.pem`
      writeFileSync(ca, tls.ca ?? '')
      const script = new URL('../support/earlyRefusal.ts', import.meta.url).pathname
      const env = { ...process.env, NODE_EXTRA_CA_CERTS: ca }
      const said = execFileSync(
        process.execPath,
        [
          '--disable-warning=ExperimentalWarning',
          script,
          tls.tlsEndpoint ?? '',
          tls.accessKeyId,
          tls.secretAccessKey,
        ],
        { env, encoding: 'utf8' },
      )
      expect(JSON.parse(said)).toEqual({ reasons: Array(8).fill('bucket-gone'), alive: true })
    } finally {
      await strata.close()
      await tls.stop()
    }
  })
})
