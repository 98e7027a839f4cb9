import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { requireBucket, setVersioning, type Bucket } from '../../../electron/localStore/engine/buckets.ts'
import { listCurrent, listVersions } from '../../../electron/localStore/engine/listing.ts'
import { deleteKey, removeVersion } from '../../../electron/localStore/engine/writes.ts'
import { newBucket, putBytes, startEngine, type TestEngine } from '../../support/engine.ts'

let test: TestEngine
beforeAll(async () => {
  test = await startEngine()
})
afterAll(async () => {
  await test.dispose()
})

/** What can happen to a bucket of two keys. `destroy` names a version by its place from the top. */
const anyStep = fc.oneof(
  fc.record({
    kind: fc.constant('state' as const),
    to: fc.constantFrom('enabled' as const, 'suspended' as const),
  }),
  fc.record({ kind: fc.constantFrom('put' as const, 'delete' as const), key: fc.constantFrom('a', 'b') }),
  fc.record({ kind: fc.constant('destroy' as const), key: fc.constantFrom('a', 'b'), place: fc.nat(4) }),
)
type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never

/** The rules as the user guide states them: newest first, `null` at most once. */
interface Model {
  state: Bucket['versioning']
  readonly histories: Record<string, { id: string; marker: boolean }[]>
}

function add(model: Model, key: string, id: string, marker: boolean): void {
  const others = model.histories[key] ?? []
  model.histories[key] = [
    { id, marker },
    ...others.filter((version) => id !== 'null' || version.id !== 'null'),
  ]
}

let bytes = 0

async function perform(name: string, model: Model, step: Step): Promise<void> {
  const { engine } = test
  const bucket = requireBucket(engine.db, name)
  switch (step.kind) {
    case 'state':
      await engine.commit((tx) => setVersioning(tx, bucket, step.to))
      model.state = step.to
      return
    case 'put': {
      const { versionId } = await putBytes(engine, bucket, step.key, Buffer.from(`content ${bytes++}`))
      expect(versionId === null).toBe(model.state !== 'enabled')
      return add(model, step.key, versionId ?? 'null', false)
    }
    case 'delete': {
      const { marker } = await engine.commit((tx) => deleteKey(tx, engine.files, bucket, step.key))
      if (model.state === 'never') model.histories[step.key] = []
      else add(model, step.key, marker ?? 'none', true)
      return
    }
    case 'destroy': {
      const versions = model.histories[step.key] ?? []
      const id = versions[step.place]?.id ?? 'null'
      await engine.commit((tx) => removeVersion(tx, engine.files, bucket, step.key, id))
      model.histories[step.key] = versions.filter((version) => version.id !== id)
    }
  }
}

const everything = { prefix: '', delimiter: '', limit: 1000 }
const count = z.object({ count: z.number() })

function check(bucket: Bucket, { histories }: Model): void {
  const { db } = test.engine
  const expected = ['a', 'b'].flatMap((key) =>
    (histories[key] ?? []).map(({ id, marker }, index) => ({ key, id, marker, current: index === 0 })),
  )
  const { entries } = listVersions(db, bucket, everything, { keyMarker: null, versionIdMarker: null })
  const listed = entries.map(({ key, versionId: id, marker, current }) => ({ key, id, marker, current }))
  expect(listed).toEqual(expected)
  const live = listCurrent(db, bucket, everything, { kind: 'beginning' })
  expect(live.entries.map(({ key }) => key)).toEqual(
    expected.filter(({ current, marker }) => current && !marker).map(({ key }) => key),
  )
  const owned = db.get(
    count,
    'SELECT count(*) AS count FROM segments WHERE owner IN (SELECT -rank FROM versions WHERE bucket = ?)',
    bucket.id,
  )
  expect(owned?.count).toBe(expected.filter(({ marker }) => !marker).length)
}

it('versions, markers and the version null are what the rules make of any history', async () => {
  let buckets = 0
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { maxLength: 25 }), async (steps) => {
      const bucket = await newBucket(test.engine, `bucket-${buckets++}`, 'never')
      const model: Model = { state: 'never', histories: {} }
      for (const step of steps) {
        await perform(bucket.name, model, step)
        check(bucket, model)
      }
    }),
    { numRuns: 150 },
  )
  const { db } = test.engine
  const blobs = db.get(count, 'SELECT count(*) AS count FROM blobs')?.count
  expect(blobs).toBe(db.get(count, 'SELECT count(*) AS count FROM versions WHERE marker = 0')?.count)
})
