import {
  CopyObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3'
import { expect, it } from 'vitest'
import { copyVersion } from '../../electron/plans/actions/copyVersion.ts'
import { bucketWith, deleted } from '../support/bucketWith.ts'
import { failureOf, onBothServers } from '../support/strata.ts'
import { clientFor } from '../support/testServer.ts'

/** A few; test/services/oddKeys.test.ts has them all. */
const oddKeys = ['../x', 'a//b', 'a b+c%', 'emoji 😀', 'u\u0001', 'q'.repeat(1000)]

onBothServers('the verbs on one object', (bench) => {
  const bodyOf = async (bucket: string, key: string): Promise<string | undefined> => {
    const s3 = clientFor(bench().server)
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }))
    return Body?.transformToString()
  }
  const refTo = (bucket: string, key: string) => ({ connectionId: bench().connectionId, bucket, key })
  const historyOf = async (bucket: string, key: string) =>
    (await bench().strata.api.history.page({ ...refTo(bucket, key), after: null })).entries

  it('an old version comes back on top, and every version is kept', async () => {
    const { bucket, versionIds } = await bucketWith(bench().server, {
      a: ['one', 'two', 'three'],
      'a.txt': ['neighbour'],
    })
    const [first = ''] = versionIds['a'] ?? []
    const outcome = await bench().strata.api.objects.restore({
      ...refTo(bucket, 'a'),
      versionId: first,
      mayDestroy: false,
    })
    expect(outcome).toMatchObject({
      kind: 'restored',
      how: 'copied',
      fromVersionId: first,
      raced: false,
      lost: [],
      remains: { versionCount: 4, markerCount: 0, sizeBytes: 14 },
    })
    expect(await bodyOf(bucket, 'a')).toBe('one')
    expect((await historyOf(bucket, 'a')).map(({ versionId }) => versionId).slice(1)).toEqual(
      (versionIds['a'] ?? []).toReversed(),
    )
  })

  it('of a deleted file, the newest version comes back by removing the markers: no bytes move', async () => {
    const { bucket, versionIds } = await bucketWith(bench().server, { a: ['one', 'two', deleted] })
    const newest = versionIds['a']?.[1] ?? ''
    const outcome = await bench().strata.api.objects.restore({
      ...refTo(bucket, 'a'),
      versionId: newest,
      mayDestroy: false,
    })
    expect(outcome).toMatchObject({
      kind: 'restored',
      how: 'unmarked',
      versionId: newest,
      remains: { versionCount: 2, markerCount: 0 },
    })
    expect(await bodyOf(bucket, 'a')).toBe('two')
  })

  it('of a deleted file, an older version is copied on top of the marker', async () => {
    const { bucket, versionIds } = await bucketWith(bench().server, { a: ['one', 'two', deleted] })
    const outcome = await bench().strata.api.objects.restore({
      ...refTo(bucket, 'a'),
      versionId: versionIds['a']?.[0] ?? '',
      mayDestroy: false,
    })
    expect(outcome).toMatchObject({
      kind: 'restored',
      how: 'copied',
      remains: { versionCount: 3, markerCount: 1 },
    })
    expect(await bodyOf(bucket, 'a')).toBe('one')
  })

  it('the current version is current already, a marker has nothing to restore, a lost version is said to be lost', async () => {
    const { bucket, versionIds } = await bucketWith(bench().server, { a: ['one'], b: ['x', deleted, 'y'] })
    const restore = (key: string, versionId: string) =>
      bench().strata.api.objects.restore({ ...refTo(bucket, key), versionId, mayDestroy: false })
    expect(await restore('a', versionIds['a']?.[0] ?? '')).toMatchObject({ kind: 'already-current' })
    expect((await failureOf(restore('b', versionIds['b']?.[1] ?? ''))).reason).toBe('is-marker')
    expect((await failureOf(restore('a', 'no-such-version'))).reason).toBe('version-gone')
  })

  it('a restore keeps headers, metadata and tags', async () => {
    const { bucket } = await bucketWith(bench().server)
    const s3 = clientFor(bench().server)
    const kept = {
      ContentType: 'text/x-poem',
      CacheControl: 'max-age=60',
      ContentDisposition: 'inline',
      ContentLanguage: 'de',
      Metadata: { author: 'ines', note: 'a b+c' },
    }
    const { VersionId } = await s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: 'k',
        Body: 'poem',
        Tagging: 'stage=final&for=print%20shop',
        ...kept,
      }),
    )
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'k', Body: 'spam' }))
    expect(
      await bench().strata.api.objects.restore({
        ...refTo(bucket, 'k'),
        versionId: VersionId ?? '',
        mayDestroy: false,
      }),
    ).toMatchObject({ lost: [] })
    expect(await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: 'k' }))).toMatchObject(kept)
    const { TagSet } = await s3.send(new GetObjectTaggingCommand({ Bucket: bucket, Key: 'k' }))
    expect(TagSet?.toSorted((a, b) => (a.Key ?? '').localeCompare(b.Key ?? ''))).toEqual([
      { Key: 'for', Value: 'print shop' },
      { Key: 'stage', Value: 'final' },
    ])
  })

  it('a copy by parts keeps the same, tags included where the server drops them', async () => {
    const { bucket } = await bucketWith(bench().server)
    const s3 = clientFor(bench().server)
    const body = Buffer.alloc(11 * 1024 ** 2, 'abcdefg')
    const kept = { ContentType: 'text/x-big', CacheControl: 'no-cache', Metadata: { author: 'ines' } }
    const { VersionId } = await s3.send(
      new PutObjectCommand({ Bucket: bucket, Key: 'big', Body: body, ...kept }),
    )
    await s3.send(
      new PutObjectTaggingCommand({
        Bucket: bucket,
        Key: 'big',
        Tagging: { TagSet: [{ Key: 'stage', Value: 'final' }] },
      }),
    )
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'big', Body: 'small' }))
    const server = await bench().strata.services.connections.server(bench().connectionId)
    const from = { bucket, key: 'big', versionId: VersionId ?? '' }
    const { lost } = await copyVersion(
      server,
      from,
      { bucket, key: 'big' },
      { signal: AbortSignal.timeout(30_000), limitBytes: 5 * 1024 ** 2, partBytes: 5 * 1024 ** 2 },
    )
    expect(lost).toEqual([])
    const head = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: 'big' }))
    expect(head).toMatchObject({ ...kept, ContentLength: body.byteLength })
    expect(head.ETag).toMatch(/-3"$/)
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: 'big' }))
    expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(body)).toBe(true)
    expect((await s3.send(new GetObjectTaggingCommand({ Bucket: bucket, Key: 'big' }))).TagSet).toEqual([
      { Key: 'stage', Value: 'final' },
    ])
  })

  it('undelete removes every marker on top and nothing else', async () => {
    const { bucket } = await bucketWith(bench().server, { a: ['one', deleted] })
    // A second marker: RGW makes none by DELETE, so it comes from a file written and deleted again.
    const s3 = clientFor(bench().server)
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'a', Body: 'two' }))
    const api = bench().strata.api
    expect(await api.objects.delete({ ...refTo(bucket, 'a'), mayDestroy: false })).toMatchObject({
      kind: 'marked-deleted',
      remains: { versionCount: 2, markerCount: 2 },
    })
    expect(await api.objects.delete({ ...refTo(bucket, 'a'), mayDestroy: false })).toMatchObject({
      kind: 'already-deleted',
    })
    expect(await api.objects.undelete(refTo(bucket, 'a'))).toMatchObject({
      kind: 'undeleted',
      markersRemoved: 1,
      raced: false,
      remains: { versionCount: 2, markerCount: 1 },
    })
    expect(await bodyOf(bucket, 'a')).toBe('two')
    expect(await api.objects.undelete(refTo(bucket, 'a'))).toMatchObject({ kind: 'already-current' })
  })

  it('undelete of what is gone for good says so', async () => {
    const { bucket, versionIds } = await bucketWith(bench().server, { a: ['one', deleted] })
    const api = bench().strata.api
    await api.objects.deleteForever({ ...refTo(bucket, 'a'), versionId: versionIds['a']?.[0] ?? '' })
    expect((await failureOf(api.objects.undelete(refTo(bucket, 'a')))).reason).toBe('only-markers')
    expect((await failureOf(api.objects.undelete(refTo(bucket, 'never')))).reason).toBe('key-gone')
  })

  it('delete forever destroys just the one version it was asked to', async () => {
    const { bucket, versionIds } = await bucketWith(bench().server, { a: ['one', 'two', 'three'] })
    const middle = versionIds['a']?.[1] ?? ''
    const api = bench().strata.api
    expect(await api.objects.deleteForever({ ...refTo(bucket, 'a'), versionId: middle })).toMatchObject({
      kind: 'destroyed',
      remains: { versionCount: 2 },
    })
    expect((await historyOf(bucket, 'a')).map(({ versionId }) => versionId)).toEqual([
      versionIds['a']?.[2],
      versionIds['a']?.[0],
    ])
    expect(
      (await failureOf(api.objects.deleteForever({ ...refTo(bucket, 'a'), versionId: middle }))).reason,
    ).toBe('version-gone')
  })

  it.each(['never', 'suspended'] as const)(
    'where versioning is %s, what would destroy asks first',
    async (versioning) => {
      const { bucket } = await bucketWith(bench().server, { a: ['only copy'] }, { versioning })
      const api = bench().strata.api
      const failure = await failureOf(api.objects.delete({ ...refTo(bucket, 'a'), mayDestroy: false }))
      expect([failure.code, failure.reason, failure.wayOn]).toEqual(['conflict', 'would-destroy', 'confirm'])
      expect(await bodyOf(bucket, 'a')).toBe('only copy')
      const outcome = await api.objects.delete({ ...refTo(bucket, 'a'), mayDestroy: true })
      expect(outcome.kind === 'destroyed' || outcome.kind === 'marked-deleted').toBe(true)
      expect((await historyOf(bucket, 'a')).filter(({ isMarker }) => !isMarker)).toEqual([])
    },
  )

  it('in a suspended bucket a restore that would overwrite the `null` version asks first', async () => {
    const { server, strata } = bench()
    const { bucket, versionIds } = await bucketWith(server, { a: ['kept'] })
    const api = strata.api
    await api.buckets.setVersioning({ ...refTo(bucket, 'a'), state: 'suspended' })
    await clientFor(server).send(new PutObjectCommand({ Bucket: bucket, Key: 'a', Body: 'the null version' }))
    const restore = (mayDestroy: boolean) =>
      api.objects.restore({ ...refTo(bucket, 'a'), versionId: versionIds['a']?.[0] ?? '', mayDestroy })
    expect((await failureOf(restore(false))).reason).toBe('would-destroy')
    expect(await bodyOf(bucket, 'a')).toBe('the null version')
    expect(await restore(true)).toMatchObject({ kind: 'restored', raced: false })
    expect(await bodyOf(bucket, 'a')).toBe('kept')
  })

  it.each(oddKeys)('%j goes through every verb and comes out the same', async (key) => {
    const { bucket } = await bucketWith(bench().server, { [key]: ['one', 'two'] })
    const api = bench().strata.api
    const [newest, oldest] = await historyOf(bucket, key)
    expect([newest?.key, oldest?.key]).toEqual([key, key])
    expect(
      await api.objects.restore({
        ...refTo(bucket, key),
        versionId: oldest?.versionId ?? '',
        mayDestroy: false,
      }),
    ).toMatchObject({ kind: 'restored', key })
    expect((await api.objects.inspect({ ...refTo(bucket, key), versionId: null })).facts).toMatchObject({
      key,
      sizeBytes: 3,
    })
    expect(await bodyOf(bucket, key)).toBe('one')
    expect(await api.objects.delete({ ...refTo(bucket, key), mayDestroy: false })).toMatchObject({
      kind: 'marked-deleted',
      key,
    })
    expect(await api.objects.undelete(refTo(bucket, key))).toMatchObject({
      kind: 'undeleted',
      key,
      markersRemoved: 1,
    })
    expect(
      await api.objects.deleteForever({ ...refTo(bucket, key), versionId: oldest?.versionId ?? '' }),
    ).toMatchObject({ kind: 'destroyed', remains: { versionCount: 2 } })
  })

  it('what somebody else writes at the same moment is kept: left alone where the server can refuse, else told as a race', async () => {
    const { server, strata, connectionId } = bench()
    const { bucket, versionIds } = await bucketWith(server, { a: ['one', 'two'] })
    const s3Server = await strata.services.connections.server(connectionId)
    const send = s3Server.send.bind(s3Server)
    // Somebody else writes at the worst moment: just before our copy goes out.
    s3Server.send = async (command, options) => {
      if (command instanceof CopyObjectCommand)
        await clientFor(server).send(new PutObjectCommand({ Bucket: bucket, Key: 'a', Body: 'theirs' }))
      return send(command, options)
    }
    const restore = strata.api.objects.restore({
      ...refTo(bucket, 'a'),
      versionId: versionIds['a']?.[0] ?? '',
      mayDestroy: false,
    })
    try {
      if (s3Server.capabilities.known.copyConditions === 'proved') {
        expect((await failureOf(restore)).reason).toBe('changed-meanwhile')
        expect(await bodyOf(bucket, 'a')).toBe('theirs')
      } else {
        expect(await restore).toMatchObject({ kind: 'restored', raced: true, remains: { versionCount: 4 } })
      }
    } finally {
      s3Server.send = send
    }
  })

  it('a verb on one object is listed among the plans, and taken back from there', async () => {
    const { bucket } = await bucketWith(bench().server, { a: ['one'] })
    const { objects, plans } = bench().strata.api
    await objects.delete({ ...refTo(bucket, 'a'), mayDestroy: false })
    const [latest] = await bench().strata.services.plans.list(0, 1)
    expect(latest).toMatchObject({ state: 'done', canUndo: true, spec: { kind: 'delete', bucket } })
    const { planId } = await plans.undo({ planId: latest?.planId ?? '' })
    await bench().strata.services.plans.drafted(planId)
    await plans.run({ planId, mayDestroy: false })
    await bench().strata.services.plans.finished(planId)
    expect(await bodyOf(bucket, 'a')).toBe('one')
  })
})
