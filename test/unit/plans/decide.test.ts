import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BucketRules, Decision } from '../../../electron/plans/decide/decision.ts'
import { decideDelete } from '../../../electron/plans/decide/delete.ts'
import { decideEmpty, decidePurge } from '../../../electron/plans/decide/destroy.ts'
import { decideRestore } from '../../../electron/plans/decide/restore.ts'
import { decideRewind } from '../../../electron/plans/decide/rewind.ts'
import { decideUndelete } from '../../../electron/plans/decide/undelete.ts'
import { undoItem } from '../../../electron/plans/draft/draftUndo.ts'
import type { RunItem } from '../../../electron/plans/planRows.ts'
import { beforeOf, nothingDone } from '../../../electron/plans/run/outcomes.ts'
import { stateAt, type KeyHistory } from '../../../shared/history.ts'
import { ModelBucket, type ModelWrite } from '../../support/modelBucket.ts'

const runs = process.env['STRATA_LONG'] === 'yes' ? 10_000 : 400

const writes = fc.array(
  fc.record({
    key: fc.constantFrom('a', 'b', 'c/d', 'c/e'),
    kind: fc.constantFrom<ModelWrite['kind']>('put', 'delete'),
    atMs: fc.integer({ min: 0, max: 8 }).map((s) => s * 1000),
  }),
  { maxLength: 24 },
)
const anyTime = fc.integer({ min: -1, max: 9 }).map((s) => s * 1000)
const anyRules = fc
  .record({ markersStay: fc.boolean() })
  .map(({ markersStay }): BucketRules => ({ versioning: 'enabled', markersStay }))
const laterMs = 1_000_000

function built(history: readonly ModelWrite[]): ModelBucket {
  const bucket = new ModelBucket()
  for (const write of history) bucket.write(write)
  return bucket
}

/** Carries decisions out as the run does, and notes what undo needs. */
function carryOut(bucket: ModelBucket, decisions: readonly Decision[]): RunItem[] {
  return decisions.map((decision, ordinal) => {
    const before = beforeOf(bucket.history(decision.key).entries[0])
    const versionId = bucket.apply(decision.key, decision.action, laterMs + ordinal)
    return {
      ...decision,
      ordinal,
      state: 'done',
      failure: null,
      lost: [],
      result: { ...nothingDone, versionId, before },
    }
  })
}

const decideAll = (bucket: ModelBucket, decide: (history: KeyHistory) => Decision | null): Decision[] =>
  bucket.histories().flatMap((history) => decide(history) ?? [])

describe('a rewind', () => {
  it('gives the state at the time for every key, and no data version ever disappears', () => {
    fc.assert(
      fc.property(writes, anyTime, anyRules, (history, atMs, rules) => {
        const bucket = built(history)
        const wanted = bucket.view(atMs)
        const before = bucket.dataIds()
        carryOut(
          bucket,
          decideAll(bucket, (each) => decideRewind(each, { atMs, before: null }, rules)),
        )
        expect(bucket.view()).toEqual(wanted)
        expect(before.isSubsetOf(bucket.dataIds())).toBe(true)
      }),
      { numRuns: runs },
    )
  })

  it('undone gives back the same live view, and again no data version disappears', () => {
    fc.assert(
      fc.property(writes, anyTime, anyRules, (history, atMs, rules) => {
        const bucket = built(history)
        const view = bucket.view()
        const done = carryOut(
          bucket,
          decideAll(bucket, (each) => decideRewind(each, { atMs, before: null }, rules)),
        )
        const before = bucket.dataIds()
        const taken = done
          .toReversed()
          .flatMap((item) => undoItem(bucket.history(item.key), item, rules) ?? [])
        expect(taken.filter(({ group }) => group === 'refused')).toEqual([])
        carryOut(bucket, taken)
        expect(bucket.view()).toEqual(view)
        expect(before.isSubsetOf(bucket.dataIds())).toBe(true)
      }),
      { numRuns: runs },
    )
  })

  it('twice is once: the second finds nothing to do', () => {
    fc.assert(
      fc.property(writes, anyTime, anyRules, (history, atMs, rules) => {
        const bucket = built(history)
        const decide = (each: KeyHistory) => decideRewind(each, { atMs, before: null }, rules)
        carryOut(bucket, decideAll(bucket, decide))
        const again = decideAll(bucket, decide)
        // Only a copy looks different from its source; whoever carries it out finds the same bytes there.
        expect(
          again.filter(
            ({ action, key }) => action.kind !== 'copy' || bucket.view().get(key) !== action.from.etag,
          ),
        ).toEqual([])
      }),
      { numRuns: runs },
    )
  })

  it('moves no bytes where only markers lie above', () => {
    const bucket = built([
      { key: 'a', kind: 'put', atMs: 1000 },
      { key: 'a', kind: 'delete', atMs: 2000 },
      { key: 'a', kind: 'delete', atMs: 3000 },
    ])
    const [decision] = decideAll(bucket, (each) =>
      decideRewind(each, { atMs: 1500, before: null }, { versioning: 'enabled', markersStay: false }),
    )
    expect(decision).toMatchObject({
      group: 'come-back',
      action: { kind: 'unmark', markerIds: ['v3', 'v2'], uncovers: 'v1' },
    })
    const [byCopy] = decideAll(bucket, (each) =>
      decideRewind(each, { atMs: 1500, before: null }, { versioning: 'enabled', markersStay: true }),
    )
    expect(byCopy).toMatchObject({ group: 'come-back', action: { kind: 'copy' } })
  })

  it('in a suspended bucket never destroys what was not agreed to, and refuses what nobody can know', () => {
    fc.assert(
      fc.property(writes, writes, anyTime, (early, late, atMs) => {
        const bucket = built(early)
        bucket.state = 'suspended'
        for (const write of late) bucket.write(write)
        const data = bucket.dataIds()
        const rules: BucketRules = { versioning: 'suspended', markersStay: false }
        const decisions = decideAll(bucket, (each) => decideRewind(each, { atMs, before: null }, rules))
        for (const { key, group } of decisions) {
          const state = stateAt(bucket.history(key), { atMs, before: null })
          if (!state.certain) expect(group).toBe('refused')
        }
        carryOut(
          bucket,
          decisions.filter(({ group }) => group !== 'needs-consent'),
        )
        expect(data.isSubsetOf(bucket.dataIds())).toBe(true)
      }),
      { numRuns: runs },
    )
  })
})

describe('undelete, delete and restore', () => {
  const rules: BucketRules = { versioning: 'enabled', markersStay: false }

  it('undelete brings every deleted file back as it was, and touches nothing that is live', () => {
    fc.assert(
      fc.property(writes, (history) => {
        const bucket = built(history)
        const live = bucket.view()
        const done = carryOut(
          bucket,
          decideAll(bucket, (each) => decideUndelete(each, rules)),
        )
        const after = bucket.view()
        for (const [key, content] of live) expect(after.get(key)).toBe(content)
        expect(after.size).toBe(
          bucket.histories().filter(({ entries }) => entries.some((entry) => !entry.isMarker)).length,
        )
        expect(done.every(({ action }) => action.kind !== 'copy')).toBe(true)
      }),
      { numRuns: runs },
    )
  })

  it('undelete of a time brings back what was deleted then, by the first of its markers', () => {
    const bucket = built([
      { key: 'a', kind: 'put', atMs: 0 },
      { key: 'a', kind: 'delete', atMs: 10 },
      { key: 'b', kind: 'put', atMs: 0 },
      { key: 'b', kind: 'delete', atMs: 20 },
      { key: 'b', kind: 'delete', atMs: 30 },
      { key: 'c', kind: 'put', atMs: 0 },
      { key: 'c', kind: 'delete', atMs: 20 },
      { key: 'c', kind: 'put', atMs: 25 },
      { key: 'c', kind: 'delete', atMs: 31 },
      { key: 'd', kind: 'put', atMs: 20 },
      { key: 'e', kind: 'delete', atMs: 21 },
    ])
    const decided = decideAll(bucket, (each) => decideUndelete(each, rules, { fromMs: 20, toMs: 21 }))
    expect(decided.map(({ key, refusal }) => [key, refusal])).toEqual([
      ['b', null],
      ['e', 'nothing-left'],
    ])
  })

  it('delete leaves nothing live and keeps everything, and undone everything is live again', () => {
    fc.assert(
      fc.property(writes, (history) => {
        const bucket = built(history)
        const [view, data] = [bucket.view(), bucket.dataIds()]
        const done = carryOut(
          bucket,
          decideAll(bucket, (each) => decideDelete(each, rules)),
        )
        expect(bucket.view().size).toBe(0)
        expect(bucket.dataIds()).toEqual(data)
        carryOut(
          bucket,
          done.flatMap((item) => undoItem(bucket.history(item.key), item, rules) ?? []),
        )
        expect(bucket.view()).toEqual(view)
      }),
      { numRuns: runs },
    )
  })

  it('restore makes any version current, whatever lies above it', () => {
    fc.assert(
      fc.property(writes, fc.nat(), (history, pick) => {
        const bucket = built(history)
        const versions = bucket.listed().filter((entry) => !entry.isMarker)
        const version = versions[pick % Math.max(1, versions.length)]
        if (version === undefined) return
        const decision = decideRestore(bucket.history(version.key), version.versionId, rules)
        carryOut(bucket, decision ? [decision] : [])
        expect(bucket.view().get(version.key)).toBe(version.etag)
      }),
      { numRuns: runs },
    )
  })

  it('what is lost, or only a marker, is refused by name', () => {
    const bucket = built([
      { key: 'a', kind: 'put', atMs: 0 },
      { key: 'a', kind: 'delete', atMs: 1 },
      { key: 'b', kind: 'delete', atMs: 1 },
    ])
    expect(decideRestore(bucket.history('a'), 'gone', rules)?.refusal).toBe('version-gone')
    expect(decideRestore(bucket.history('a'), 'v2', rules)?.refusal).toBe('version-gone')
    expect(decideUndelete(bucket.history('b'), rules)?.refusal).toBe('nothing-left')
  })
})

describe('a purge', () => {
  const rule = fc.record({
    keepNewest: fc.option(fc.integer({ min: 0, max: 3 }), { nil: null }),
    olderThanDays: fc.option(fc.constantFrom(0, 0.00001, 0.00005), { nil: null }),
    orphanMarkers: fc.boolean(),
    keepLastOfDeleted: fc.boolean(),
  })

  it('changes nothing a reader sees, keeps the newest it was told to, and by default the last of every deleted file', () => {
    fc.assert(
      fc.property(writes, rule, (history, each) => {
        const bucket = built(history)
        const [view, before] = [bucket.view(), bucket.histories()]
        carryOut(
          bucket,
          decideAll(bucket, (key) => decidePurge(key, each, 9000)),
        )
        expect(bucket.view()).toEqual(view)
        for (const { key, entries } of before) {
          const data = entries.filter((entry) => !entry.isMarker)
          const left = new Set(bucket.history(key).entries.map(({ versionId }) => versionId))
          const kept = data.slice(0, Math.max(each.keepNewest ?? 0, each.keepLastOfDeleted ? 1 : 0))
          for (const version of kept) expect(left.has(version.versionId)).toBe(true)
        }
      }),
      { numRuns: runs },
    )
  })

  it('counts the age of a version from when it stopped being current', () => {
    const dayMs = 24 * 3600 * 1000
    const bucket = built([
      { key: 'a', kind: 'put', atMs: 0 },
      { key: 'a', kind: 'put', atMs: 50 * dayMs },
    ])
    const older = (days: number, nowMs: number) =>
      decidePurge(
        bucket.history('a'),
        { keepNewest: null, olderThanDays: days, orphanMarkers: false, keepLastOfDeleted: true },
        nowMs,
      )
    expect(older(30, 60 * dayMs)).toBeNull()
    expect(older(30, 80 * dayMs)?.action).toEqual({ kind: 'destroy', versionIds: ['v1'] })
  })

  it('takes away markers with nothing beneath, and only those, when asked for orphans', () => {
    const bucket = built([
      { key: 'a', kind: 'delete', atMs: 0 },
      { key: 'b', kind: 'put', atMs: 0 },
      { key: 'b', kind: 'delete', atMs: 1 },
    ])
    const orphans = { keepNewest: 100, olderThanDays: 1000, orphanMarkers: true, keepLastOfDeleted: true }
    expect(decideAll(bucket, (each) => decidePurge(each, orphans, 2)).map(({ key }) => key)).toEqual(['a'])
  })

  it('emptying leaves nothing', () => {
    const bucket = built([
      { key: 'a', kind: 'put', atMs: 0 },
      { key: 'a', kind: 'delete', atMs: 1 },
      { key: 'b', kind: 'put', atMs: 1 },
    ])
    carryOut(bucket, decideAll(bucket, decideEmpty))
    expect(bucket.listed()).toEqual([])
  })
})
