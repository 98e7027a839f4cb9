import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lockLost, retentionFor } from '../../../electron/plans/actions/keepLock.ts'

const nowMs = 1_000_000
const anyLock = fc.record({
  lockMode: fc.constantFrom('GOVERNANCE', 'COMPLIANCE', null),
  lockedUntilMs: fc.constantFrom(nowMs - 5000, nowMs + 60_000, nowMs + 90_000, null),
  legalHold: fc.boolean(),
})
type Lock = typeof anyLock extends fc.Arbitrary<infer Value> ? Value : never

const holds = ({ lockMode, lockedUntilMs }: Lock) => lockMode !== null && (lockedUntilMs ?? 0) > nowMs
const locked = (lockMode: 'GOVERNANCE' | 'COMPLIANCE', inMs: number): Lock => ({
  lockMode,
  lockedUntilMs: nowMs + inMs,
  legalHold: false,
})

it('what is put is the lock of the source, and never weakens the one that is there', () => {
  fc.assert(
    fc.property(anyLock, anyLock, (source, copy) => {
      const put = retentionFor(source, copy, nowMs)
      if (put === null) return
      expect(put).toEqual({ mode: source.lockMode, untilMs: source.lockedUntilMs })
      expect(put.untilMs).toBeGreaterThan(nowMs)
      if (!holds(copy)) return
      expect(put.untilMs).toBeGreaterThanOrEqual(copy.lockedUntilMs ?? 0)
      if (copy.lockMode === 'COMPLIANCE') expect(put.mode).toBe('COMPLIANCE')
      expect(lockLost(source, { ...source, legalHold: true }, nowMs)).toEqual([])
    }),
  )
})

it('nothing is lost where the copy is locked no less, and what is lost can be put or is told', () => {
  fc.assert(
    fc.property(anyLock, anyLock, (source, copy) => {
      const lost = lockLost(source, copy, nowMs)
      expect(lost.includes('legal-hold')).toBe(source.legalHold && !copy.legalHold)
      if (!holds(source)) expect(lost).not.toContain('lock')
      if (retentionFor(source, copy, nowMs) !== null) expect(lost).toContain('lock')
    }),
  )
})

it('a lock stricter than both is never made up: nobody could take it back', () => {
  const source = locked('GOVERNANCE', 90_000)
  const byDefault = locked('COMPLIANCE', 60_000)
  expect(retentionFor(source, byDefault, nowMs)).toBeNull()
  expect(lockLost(source, byDefault, nowMs)).toEqual(['lock'])
})

it('times that a server cut to seconds are the same', () => {
  expect(lockLost(locked('GOVERNANCE', 60_999), locked('GOVERNANCE', 60_000), nowMs)).toEqual([])
})

it('a lock that ends while it is put is none', () => {
  expect(lockLost(locked('GOVERNANCE', 900), locked('GOVERNANCE', -1), nowMs)).toEqual([])
  expect(lockLost(locked('GOVERNANCE', 2000), locked('GOVERNANCE', -1), nowMs)).toEqual(['lock'])
})
