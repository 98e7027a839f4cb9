import { GetObjectAclCommand, PutObjectAclCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { expect, it } from 'vitest'
import type { PlanSpec } from '../../shared/model/plan.ts'
import { bucketWith } from '../support/bucketWith.ts'
import { openPlanner, type TestPlanner } from '../support/planner.ts'
import { onBothServers } from '../support/strata.ts'
import { clientFor, type TestServer } from '../support/testServer.ts'

/** Drafts, and runs with the ACLs asked for. */
async function carryOut(plans: TestPlanner, spec: PlanSpec, keepAcl: boolean) {
  const { planner } = plans
  const { planId } = await plans.draft(spec)
  await planner.run(planId, false, keepAcl)
  return planner.finished(planId)
}

const isPublic = async (server: TestServer, Bucket: string, Key: string) => {
  const { Grants = [] } = await clientFor(server).send(new GetObjectAclCommand({ Bucket, Key }))
  return Grants.some(({ Grantee, Permission }) => Grantee?.URI?.endsWith('AllUsers') && Permission === 'READ')
}

onBothServers('the ACLs of what plans copy', (bench) => {
  const hasAcls = () => bench().server.name === 'Ceph RGW'
  const spec = (bucket: string, to: string): PlanSpec => ({
    kind: 'copy',
    connectionId: 'c',
    bucket,
    scope: { keys: ['a'], prefixes: [] },
    to: { connectionId: 'c', bucket, prefix: to },
  })

  it('are kept where that was asked for, and only there; what has none says so', async () => {
    const { server } = bench()
    const { bucket: Bucket } = await bucketWith(server, { a: ['one'] })
    const plans = await openPlanner(server)
    const s3 = clientFor(server)
    if (hasAcls()) await s3.send(new PutObjectAclCommand({ Bucket, Key: 'a', ACL: 'public-read' }))
    const sent: string[] = []
    const send = plans.server.send.bind(plans.server)
    plans.server.send = (command, options) => {
      sent.push(command.constructor.name)
      return send(command, options)
    }
    try {
      const plain = await carryOut(plans, spec(Bucket, 'plain/'), false)
      expect(plain).toMatchObject({ state: 'done', losses: [], keepAcl: false })
      // What was not asked for, and what the source has not, costs no request.
      expect(sent.filter((name) => /Acl|Retention|LegalHold|Lock/.test(name))).toEqual([])
      const kept = await carryOut(plans, spec(Bucket, 'kept/'), true)
      expect(kept).toMatchObject({ state: 'done', states: [{ state: 'done', count: 1 }], keepAcl: true })
      expect(kept.losses).toEqual(hasAcls() ? [] : [{ loss: 'no-acls', count: 1 }])
      if (!hasAcls()) return
      expect(await isPublic(server, Bucket, 'plain/a')).toBe(false)
      expect(await isPublic(server, Bucket, 'kept/a')).toBe(true)
    } finally {
      await plans.close()
    }
  })

  it('come back with the version that is restored, and with what undoes it', async () => {
    if (!hasAcls()) return
    const { server } = bench()
    const { bucket: Bucket, versionIds } = await bucketWith(server, { a: ['one'] })
    const s3 = clientFor(server)
    await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'two', ACL: 'public-read' }))
    const plans = await openPlanner(server)
    try {
      const versions = [{ key: 'a', versionId: versionIds['a']?.[0] ?? '' }]
      const restore: PlanSpec = { kind: 'restore', connectionId: 'c', bucket: Bucket, versions }
      const restored = await carryOut(plans, restore, true)
      expect(await isPublic(server, Bucket, 'a')).toBe(false)
      expect(await plans.undo(restored.planId)).toMatchObject({ state: 'done', losses: [] })
      expect(await isPublic(server, Bucket, 'a')).toBe(true)
    } finally {
      await plans.close()
    }
  })
})
