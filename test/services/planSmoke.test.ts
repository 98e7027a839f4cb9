import { expect, it, describe, beforeAll, afterAll, inject } from 'vitest'
import { bucketWith, deleted } from '../support/bucketWith.ts'
import { startStore } from '../support/localStore.ts'
import { openPlanner, type TestPlanner } from '../support/planner.ts'
import type { TestServer } from '../support/testServer.ts'

const ceph = inject('ceph')
describe.each(['store', 'ceph'])('%s', (which) => {
  let server: TestServer & { stop?: () => Promise<void> }
  let p: TestPlanner
  beforeAll(async () => {
    server = which === 'store' || !('server' in ceph) ? await startStore() : ceph.server
    p = await openPlanner(server)
  })
  afterAll(async () => { await p.close(); await server.stop?.() })
  it('goes', async () => {
    const { bucket } = await bucketWith(server, { 'a/1': ['x', deleted], 'a/2': ['y', 'yy', deleted], 'a/3': ['z'], 'a/sub/4': ['w', deleted], b: ['v', deleted] })
    const ref = { connectionId: 'c', bucket }
    const scope = { keys: [], prefixes: ['a/'] }
    const un = await p.carryOut({ kind: 'undelete', ...ref, scope })
    console.log(which, JSON.stringify(un))
    expect(un.states).toEqual([{ state: 'done', count: 3 }])
    const back = await p.undo(un.planId)
    console.log(which, JSON.stringify(back))
    expect(back.states).toEqual([{ state: 'done', count: 3 }])
    const del = await p.carryOut({ kind: 'delete', ...ref, scope })
    console.log(which, JSON.stringify(del))
    const rew = await p.carryOut({ kind: 'rewind', ...ref, scope: { keys: [], prefixes: [''] }, moment: { atMs: 0 } })
    console.log(which, JSON.stringify(rew))
    const { bucket: b2 } = await bucketWith(server, { 'a/1': ['one', 'two'], 'a/2': ['uno'] })
    const mv = await p.carryOut({ kind: 'move', connectionId: 'c', bucket: b2, scope: { keys: ['a/1'], prefixes: [] }, to: { connectionId: 'c', bucket: b2, prefix: 'z/' } })
    console.log(which, JSON.stringify(mv))
    const unmv = await p.undo(mv.planId)
    console.log(which, JSON.stringify(unmv))
    console.log(JSON.stringify(p.server.capabilities.known))
  })
})
