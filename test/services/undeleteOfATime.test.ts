import { DeleteObjectCommand } from '@aws-sdk/client-s3'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bucketWith, deleted } from '../support/bucketWith.ts'
import { onEachServer } from '../support/eachServer.ts'
import { everything, viewOf } from '../support/planCases.ts'
import { openPlanner, type TestPlanner } from '../support/planner.ts'
import { clientFor } from '../support/testServer.ts'

onEachServer('what was deleted at one time', (server) => {
  let plans: TestPlanner
  beforeAll(async () => {
    plans = await openPlanner(server())
  })
  afterAll(() => plans.close())

  it('comes back as a plan, whatever else was deleted before and after; undone it is gone again', async () => {
    const names = Array.from({ length: 30 }, (_, at) => `f/${at}`)
    const histories = Object.fromEntries(names.map((name) => [name, ['one', `two of ${name}`]]))
    const { bucket } = await bucketWith(server(), {
      ...histories,
      'f/long ago': ['x', deleted],
      'g/1': ['y'],
    })
    const client = clientFor(server())
    const remove = async (...keys: readonly string[]): Promise<void> => {
      await Promise.all(keys.map((Key) => client.send(new DeleteObjectCommand({ Bucket: bucket, Key }))))
      // Servers may count in whole seconds.
      await setTimeout(1100)
    }
    const before = viewOf(await everything(plans.server, bucket))
    await setTimeout(1100)
    await remove(...names.slice(1), 'g/1')
    const mass = (await everything(plans.server, bucket)).filter(
      ({ key, isMarker }) => isMarker && key !== 'f/long ago',
    )
    await remove('f/0')
    const times = mass.map(({ modifiedMs }) => modifiedMs)
    const deletedIn = { fromMs: Math.min(...times), toMs: Math.max(...times) }
    const scope = { keys: [], prefixes: ['f/'] }
    const done = await plans.carryOut({ kind: 'undelete', connectionId: 'c', bucket, scope, deletedIn })
    expect(done).toMatchObject({ state: 'done', states: [{ state: 'done', count: 29 }], canUndo: true })
    const { 'f/0': _, 'g/1': __, ...expected } = before
    expect(viewOf(await everything(plans.server, bucket))).toEqual(expected)
    await plans.undo(done.planId)
    expect(viewOf(await everything(plans.server, bucket))).toEqual({})
    client.destroy()
  })
})
