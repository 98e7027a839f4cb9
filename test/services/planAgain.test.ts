import { HeadObjectCommand } from '@aws-sdk/client-s3'
import { expect, it } from 'vitest'
import type { PlanSpec } from '../../shared/model/plan.ts'
import { onBothServers } from '../support/strata.ts'
import { bucketWith } from '../support/bucketWith.ts'
import { openPlanner } from '../support/planner.ts'
import { everything } from '../support/planCases.ts'

onBothServers('a plan that is run again', (bench) => {
  it('copies nothing twice: the journal knows its own copies, without a request per key', async () => {
    const files = Array.from({ length: 40 }, (_, at) => [`f/${at}`, [`one ${at}`, `two ${at}`]] as const)
    const { bucket, versionIds } = await bucketWith(bench().server, Object.fromEntries(files))
    const plans = await openPlanner(bench().server)
    try {
      const versions = files.map(([key]) => ({ key, versionId: versionIds[key]?.[0] ?? '' }))
      const spec = { kind: 'restore', connectionId: 'c', bucket, versions } as const
      const first = await plans.carryOut(spec)
      expect(first.states).toEqual([{ state: 'done', count: 40 }])
      const heads: string[] = []
      const send = plans.server.send.bind(plans.server)
      plans.server.send = (command, options) => {
        if (command instanceof HeadObjectCommand) heads.push(command.input.Key ?? '')
        return send(command, options)
      }
      expect(await plans.draft(spec)).toMatchObject({ leftAsIs: 40, groups: [] })
      expect(heads).toEqual([])
    } finally {
      await plans.close()
    }
  })

  it('also elsewhere: what was copied to another folder is there already, what changed since comes again', async () => {
    const { bucket } = await bucketWith(bench().server, { 'a/1': ['one'], 'a/2': ['two'], 'a/3': ['three'] })
    const plans = await openPlanner(bench().server)
    try {
      const ref = { connectionId: 'c', bucket }
      const spec: PlanSpec = {
        kind: 'copy',
        ...ref,
        scope: { keys: [], prefixes: ['a/'] },
        to: { ...ref, prefix: 'b/' },
      }
      await plans.carryOut(spec)
      await plans.carryOut({ kind: 'delete', ...ref, scope: { keys: ['b/a/2'], prefixes: [] } })
      const again = await plans.draft(spec)
      expect(again).toMatchObject({ leftAsIs: 2, groups: [{ group: 'arrive', count: 1 }] })
      expect((await everything(plans.server, bucket)).filter(({ key }) => key === 'b/a/1')).toHaveLength(1)
    } finally {
      await plans.close()
    }
  })
})
