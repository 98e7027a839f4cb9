import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareRules, ownRuleId } from '../../../electron/buckets/lifecycleRule.ts'
import { lifecycleXml, parseLifecycle, ruleXml } from '../../../electron/s3/lifecycleXml.ts'
import { decidePurge } from '../../../electron/plans/decide/destroy.ts'
import type { KeyHistory } from '../../../shared/history.ts'
import { purgeAsLifecycle, type LifecycleRule } from '../../../shared/model/lifecycle.ts'
import type { PurgeRule } from '../../../shared/model/plan.ts'
import type { VersionEntry } from '../../../shared/model/version.ts'

const dayMs = 24 * 3600 * 1000

const purgeRules = fc.record({
  keepNewest: fc.option(fc.integer({ min: 0, max: 101 }), { nil: null }),
  olderThanDays: fc.option(fc.double({ min: 0, max: 40, noNaN: true }), { nil: null }),
  orphanMarkers: fc.boolean(),
  keepLastOfDeleted: fc.boolean(),
})

const keys = fc
  .string({ unit: 'binary', maxLength: 20 })
  .filter((key) => !('obstacle' in purgeAsLifecycle(key, { ...defaults, olderThanDays: 1 })))

const defaults: PurgeRule = {
  keepNewest: 3,
  olderThanDays: 30,
  orphanMarkers: true,
  keepLastOfDeleted: true,
}

const written = (prefix: string, rule: PurgeRule): LifecycleRule => {
  const said = purgeAsLifecycle(prefix, rule)
  if ('obstacle' in said) throw new Error(said.obstacle)
  return { id: ownRuleId(prefix), ...said.terms }
}

/** As S3 describes it: what lies beneath the current entry, old enough, and not among the newest that are kept. */
function expired({ entries }: KeyHistory, rule: LifecycleRule, nowMs: number): readonly VersionEntry[] {
  return entries.filter((_entry, at) => {
    const replacedMs = entries[at - 1]?.modifiedMs
    const isOld = replacedMs !== undefined && nowMs - replacedMs >= (rule.noncurrentDays ?? Infinity) * dayMs
    return isOld && at > (rule.keepNoncurrent ?? 0)
  })
}

const histories = fc
  .array(fc.record({ isMarker: fc.boolean(), days: fc.integer({ min: 0, max: 20 }) }), { maxLength: 8 })
  .map((steps): KeyHistory => {
    let atMs = 0
    const entries = steps.map(({ isMarker, days }, at): VersionEntry => {
      atMs += days * dayMs
      return {
        key: 'a',
        versionId: `v${at}`,
        isMarker,
        isLatest: at === steps.length - 1,
        modifiedMs: atMs,
        sizeBytes: isMarker ? null : 1,
        etag: null,
        storageClass: null,
        owner: null,
      }
    })
    return { key: 'a', entries: entries.toReversed() }
  })

describe('a purge rule as a lifecycle rule', () => {
  it('counts the current version out, rounds days up, and never acts sooner than a day', () => {
    expect(purgeAsLifecycle('a/', defaults)).toEqual({
      terms: {
        prefix: 'a/',
        isOn: true,
        noncurrentDays: 30,
        keepNoncurrent: 2,
        orphanMarkers: true,
        others: [],
      },
      shortfalls: ['last-of-deleted-by-count'],
    })
    const soon = { ...defaults, keepNewest: 1, olderThanDays: null }
    expect(purgeAsLifecycle('', soon)).toMatchObject({
      terms: { noncurrentDays: 1, keepNoncurrent: null },
      shortfalls: ['last-of-deleted', 'a-day-at-least'],
    })
    expect(purgeAsLifecycle('', { ...defaults, olderThanDays: 1.5 })).toMatchObject({
      terms: { noncurrentDays: 2 },
      shortfalls: ['last-of-deleted-by-count', 'whole-days'],
    })
  })

  it('is none where it can’t be said', () => {
    expect(purgeAsLifecycle('', { ...defaults, keepNewest: 102 })).toEqual({ obstacle: 'keeps-too-many' })
    expect(purgeAsLifecycle('', { ...defaults, olderThanDays: 2 ** 31 })).toEqual({
      obstacle: 'too-many-days',
    })
    expect(purgeAsLifecycle('a\u0001/', defaults)).toEqual({ obstacle: 'unwritable-prefix' })
    expect(purgeAsLifecycle('a\ud800/', defaults)).toEqual({ obstacle: 'unwritable-prefix' })
  })

  it('destroys no data that the purge would keep, unless a shortfall says so', () => {
    fc.assert(
      fc.property(histories, purgeRules, fc.integer({ min: 0, max: 400 }), (history, rule, nowDays) => {
        const said = purgeAsLifecycle('', rule)
        if ('obstacle' in said) return
        const nowMs = nowDays * dayMs
        const decision = decidePurge(history, rule, nowMs)
        const purged = new Set(decision?.action.kind === 'destroy' ? decision.action.versionIds : [])
        const lost = expired(history, { id: '', ...said.terms }, nowMs).filter(
          ({ isMarker, versionId }) => !isMarker && !purged.has(versionId),
        )
        const told = said.shortfalls.some(
          (each) =>
            each === 'last-of-deleted' || each === 'last-of-deleted-by-count' || each === 'markers-count',
        )
        if (!told) expect(lost).toEqual([])
        const hasMarker = history.entries.some(({ isMarker }) => isMarker)
        if (!hasMarker) expect(lost).toEqual([])
        // Without a count only the last version of a deleted file is at stake.
        if (said.terms.keepNoncurrent === null) expect(lost.length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 2000 },
    )
  })

  it('comes back from XML as it was written, whatever the prefix', () => {
    fc.assert(
      fc.property(keys, purgeRules, fc.boolean(), (prefix, purge, isOn) => {
        const rule = { ...written(prefix, purge), isOn }
        const [read] = parseLifecycle(lifecycleXml([ruleXml(rule)]))
        expect(read?.rule).toEqual(rule)
        expect(compareRules(rule, read?.rule ?? rule)).toEqual({ dangers: [], differences: [] })
      }),
    )
  })

  it('has a name of its own per prefix', () => {
    fc.assert(
      fc.property(keys, keys, (one, other) => {
        expect(ownRuleId(one) === ownRuleId(other)).toBe(one === other)
        expect(ownRuleId(one)).toMatch(/^strata-purge-[\da-z]+$/)
      }),
    )
  })
})

describe('what a server made of a rule', () => {
  const asked = written('a/', defaults)

  it.each([
    [{ keepNoncurrent: null }, ['keeps-fewer']],
    [{ keepNoncurrent: 1 }, ['keeps-fewer']],
    [{ noncurrentDays: 29 }, ['sooner']],
    [{ prefix: '' }, ['elsewhere']],
    [{ others: ['Expiration.Days 1'] }, ['does-more']],
  ])('%j endangers what was to stay: %j', (change, dangers) => {
    expect(compareRules(asked, { ...asked, ...change })).toEqual({ dangers, differences: [] })
  })

  it.each([
    [{ keepNoncurrent: 5, noncurrentDays: null }, ['keeps-more', 'later']],
    [{ orphanMarkers: false, isOn: false }, ['keeps-markers', 'switched-off']],
  ])('%j only does less: %j', (change, differences) => {
    expect(compareRules(asked, { ...asked, ...change })).toEqual({ dangers: [], differences })
  })

  it('endangers also by what was not asked', () => {
    const quiet = { ...asked, orphanMarkers: false, isOn: false }
    expect(compareRules(quiet, { ...quiet, orphanMarkers: true, isOn: true }).dangers).toEqual([
      'clears-markers',
      'switched-on',
    ])
  })
})

describe('rules of others', () => {
  const around = (rules: string): string =>
    `<?xml version="1.0"?>\n<LifecycleConfiguration xmlns="x">${rules}</LifecycleConfiguration>`

  it('stay the text they are, whatever is in them', () => {
    const foreign = '\n <ID>x</ID><Filter/><Status>Enabled</Status>\n<NewThing a="1"><Of y="2"/></NewThing>'
    const [stored] = parseLifecycle(around(`<Rule>${foreign}</Rule>`))
    expect(stored?.xml).toBe(foreign)
    expect(stored?.rule).toMatchObject({ id: 'x', prefix: '', isOn: true, others: ['NewThing.Of '] })
    expect(lifecycleXml([foreign])).toContain(`<Rule>${foreign}</Rule>`)
  })

  it('keep their prefix where Ceph tells it beside their tags', () => {
    const tags = '<Tag><Key>k</Key><Value>v</Value></Tag><Tag><Key>l</Key><Value>w</Value></Tag>'
    const text = lifecycleXml([`<ID>x</ID><Filter><Prefix>$&amp;/</Prefix><And>${tags}</And></Filter>`])
    expect(text).toContain(`<Filter><And><Prefix>$&amp;/</Prefix>${tags}</And></Filter>`)
    const right = `<Filter><And><Prefix>a</Prefix>${tags}</And></Filter>`
    expect(lifecycleXml([right])).toContain(right)
  })

  it.each([
    '<Rule><ID>x</ID>',
    '<Rule><ID>x</Rule>',
    '<Rule><ID>x</ID><!-- --></Rule>',
    '<Rule>a < b</Rule>',
  ])('that can’t be read are never guessed: %s', (rules) => {
    expect(() => parseLifecycle(around(rules))).toThrow('could not be understood')
  })
})
