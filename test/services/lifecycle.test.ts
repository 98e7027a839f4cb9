import {
  GetBucketLifecycleConfigurationCommand,
  PutBucketLifecycleConfigurationCommand,
  type LifecycleRule as SdkRule,
} from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ownRuleId } from '../../electron/buckets/lifecycleRule.ts'
import type { PurgeRule } from '../../shared/model/plan.ts'
import type { PrefixRef } from '../../shared/model/selection.ts'
import { bucketWith } from '../support/bucketWith.ts'
import { startStore } from '../support/localStore.ts'
import { failureOf, openStrata, type Strata } from '../support/strata.ts'
import { clientFor, type TestServer } from '../support/testServer.ts'

const byAge: PurgeRule = {
  keepNewest: null,
  olderThanDays: 30,
  orphanMarkers: true,
  keepLastOfDeleted: false,
}
const byCount: PurgeRule = { ...byAge, keepNewest: 3 }

const logs: SdkRule = {
  ID: 'logs',
  Filter: {
    And: {
      Prefix: 'logs/',
      Tags: [
        { Key: 'a', Value: '<1>' },
        { Key: 'b', Value: '2' },
      ],
    },
  },
  Status: 'Enabled',
  Expiration: { Days: 3 },
}
const uploads: SdkRule = {
  ID: 'uploads',
  Prefix: '',
  Status: 'Disabled',
  AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
}

const ceph = inject('ceph')

describe.skipIf('why' in ceph)('a purge as a lifecycle rule: Ceph RGW', () => {
  let strata: Strata
  let server: TestServer
  let connectionId: string

  beforeAll(async () => {
    if (!('server' in ceph)) return
    server = ceph.server
    strata = await openStrata()
    connectionId = await strata.connect(server)
  })
  afterAll(() => strata.close())

  const freshBucket = async (rules: readonly SdkRule[] = []): Promise<PrefixRef> => {
    const { bucket } = await bucketWith(server)
    if (rules.length > 0)
      await clientFor(server).send(
        new PutBucketLifecycleConfigurationCommand({
          Bucket: bucket,
          LifecycleConfiguration: { Rules: [...rules] },
        }),
      )
    return { connectionId, bucket, prefix: '' }
  }

  const told = async ({ bucket }: PrefixRef): Promise<unknown> => {
    const command = new GetBucketLifecycleConfigurationCommand({ Bucket: bucket })
    return clientFor(server)
      .send(command)
      .then(
        ({ Rules }) => Rules,
        (error: unknown) => (error instanceof Error ? error.name : error),
      )
  }

  it.each(['', 'a/', 'Grüße & <more>\r\n/', 'a+b %20 🍵/'])(
    'by age is written for “%s”, read back equal, written again, and removed',
    async (prefix) => {
      const place = { ...(await freshBucket()), prefix }
      expect(await strata.api.buckets.lifecycle(place)).toEqual({ rules: [] })
      const rule = {
        id: ownRuleId(prefix),
        prefix,
        isOn: true,
        noncurrentDays: 30,
        keepNoncurrent: null,
        orphanMarkers: true,
        others: [],
      }
      const written = await strata.api.buckets.writePurgeRule({ ...place, rule: byAge })
      expect(written).toEqual({ rule, differences: [], shortfalls: [] })
      expect(await strata.api.buckets.lifecycle(place)).toEqual({ rules: [rule] })
      await strata.api.buckets.writePurgeRule({ ...place, rule: { ...byAge, olderThanDays: 7 } })
      expect(await strata.api.buckets.lifecycle(place)).toEqual({ rules: [{ ...rule, noncurrentDays: 7 }] })
      expect(await strata.api.buckets.removePurgeRule({ ...place, id: rule.id })).toEqual({ rules: [] })
      expect(await told(place)).toBe('NoSuchLifecycleConfiguration')
      expect((await strata.api.buckets.versioning({ ...place, fresh: true })).state).toBe('enabled')
    },
  )

  it('of which the server drops how many to keep is refused, and no rule is left', async () => {
    const place = await freshBucket()
    const failure = await failureOf(strata.api.buckets.writePurgeRule({ ...place, rule: byCount }))
    expect(failure.reason).toBe('protection-dropped')
    expect(failure.message).toContain(
      '“keep the newest 2 old versions of every file” (NewerNoncurrentVersions)',
    )
    expect(failure.advice).toContain('never switched on')
    expect(await told(place)).toBe('NoSuchLifecycleConfiguration')
  })

  it('that is refused leaves our former rule and everybody else’s in place', async () => {
    const place = await freshBucket([logs, uploads])
    await strata.api.buckets.writePurgeRule({ ...place, rule: byAge })
    const before = await told(place)
    const failure = await failureOf(strata.api.buckets.writePurgeRule({ ...place, rule: byCount }))
    expect(failure.reason).toBe('protection-dropped')
    expect(await told(place)).toEqual(before)
    // Also where what is left of the new rule is exactly the former one.
    const same = { ...byCount, olderThanDays: 30 }
    expect((await failureOf(strata.api.buckets.writePurgeRule({ ...place, rule: same }))).reason).toBe(
      'protection-dropped',
    )
    expect(await told(place)).toEqual(before)
  })

  it('never changes a rule of somebody else, not even one this server tells wrongly', async () => {
    const place = await freshBucket([logs, uploads])
    const before = await told(place)
    await strata.api.buckets.writePurgeRule({ ...place, prefix: 'a/', rule: byAge })
    await strata.api.buckets.writePurgeRule({ ...place, prefix: 'b/', rule: byAge })
    const { rules } = await strata.api.buckets.lifecycle(place)
    expect(rules?.map(({ id }) => id).sort()).toEqual(
      ['logs', 'uploads', ownRuleId('a/'), ownRuleId('b/')].sort(),
    )
    await strata.api.buckets.removePurgeRule({ ...place, id: ownRuleId('a/') })
    await strata.api.buckets.removePurgeRule({ ...place, id: ownRuleId('b/') })
    expect(await told(place)).toEqual(before)
    expect((await failureOf(strata.api.buckets.removePurgeRule({ ...place, id: 'logs' }))).reason).toBe(
      'not-our-rule',
    )
    expect(await told(place)).toEqual(before)
  })

  it('is summarised with the others, and what is not understood is named', async () => {
    const place = await freshBucket([logs])
    const { rules } = await strata.api.buckets.lifecycle(place)
    expect(rules?.[0]).toMatchObject({ id: 'logs', prefix: 'logs/', isOn: true, noncurrentDays: null })
    expect(rules?.[0]?.others).toContain('Expiration.Days 3')
    expect(rules?.[0]?.others).toContain('Filter.And.Tag.Value <1>')
  })

  it('two at once for two folders are both kept', async () => {
    const place = await freshBucket()
    const prefixes = ['a/', 'b/', 'c/']
    await Promise.all(
      prefixes.map((prefix) => strata.api.buckets.writePurgeRule({ ...place, prefix, rule: byAge })),
    )
    const { rules } = await strata.api.buckets.lifecycle(place)
    expect(rules?.map(({ prefix }) => prefix).sort()).toEqual(prefixes)
  })
})

describe('a purge as a lifecycle rule: a server without', () => {
  it('says so, and nothing is written', async () => {
    const store = await startStore()
    const strata = await openStrata()
    const connectionId = await strata.connect(store)
    const { bucket } = await bucketWith(store)
    expect(await strata.api.buckets.lifecycle({ connectionId, bucket })).toEqual({ rules: null })
    const place = { connectionId, bucket, prefix: '' }
    const failure = await failureOf(strata.api.buckets.writePurgeRule({ ...place, rule: byAge }))
    expect([failure.code, failure.reason]).toEqual(['unsupported', 'no-lifecycle'])
    await strata.close()
    await store.stop()
  })
})
