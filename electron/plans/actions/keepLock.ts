/** A copy is locked as its source is, by calls of their own: no server copies retention or legal hold by itself. */
import type { Facts } from '../../../shared/model/facts.ts'
import type { Loss } from '../../../shared/model/outcome.ts'
import { holdVersion, retainVersion, type Retention } from '../../s3/objectLock.ts'
import { headObject, type VersionAddress } from '../../s3/readObject.ts'
import type { RequestOptions, S3Server } from '../../s3/server.ts'
import { unlessRefused } from './unlessRefused.ts'

type Locked = Pick<Facts, 'lockMode' | 'lockedUntilMs' | 'legalHold'>

/** Servers cut times to seconds. */
const tolerableMs = 1000

/** The second can't be taken back by anybody before its time. */
const rankOf = (mode: string): number => (mode === 'COMPLIANCE' ? 2 : 1)

const nothing: Retention = { mode: '', untilMs: 0 }

/** What still holds; a retention that is over is none. */
function retentionOf({ lockMode, lockedUntilMs }: Locked, nowMs: number): Retention | null {
  if (lockMode === null || lockedUntilMs === null || lockedUntilMs <= nowMs) return null
  return { mode: lockMode, untilMs: lockedUntilMs }
}

const isAsStrict = (a: Retention, b: Retention): boolean =>
  (b === nothing || rankOf(a.mode) >= rankOf(b.mode)) && a.untilMs >= b.untilMs - tolerableMs

/**
 * What of the source's lock a copy lacks; one that is stricter, by its bucket's default, lacks nothing. A retention
 * that ends about now is none: the server's clock is known to the second.
 */
export function lockLost(source: Locked, copy: Locked, nowMs: number): readonly Loss[] {
  const wanted = retentionOf(source, nowMs + tolerableMs)
  const lost: Loss[] = []
  if (wanted !== null && !isAsStrict(retentionOf(copy, nowMs) ?? nothing, wanted)) lost.push('lock')
  if (source.legalHold && !copy.legalHold) lost.push('legal-hold')
  return lost
}

/**
 * What the copy is to be retained with; null where it is already, or where that would weaken the default of its
 * bucket (some servers let that happen). A lock stricter than both is never made up: it could not be taken back.
 */
export function retentionFor(source: Locked, copy: Locked, nowMs: number): Retention | null {
  const wanted = retentionOf(source, nowMs)
  const has = retentionOf(copy, nowMs) ?? nothing
  if (wanted === null || isAsStrict(has, wanted)) return null
  return isAsStrict(wanted, has) ? wanted : null
}

/**
 * Answers with the copy's facts afterwards. No request where it is locked like its source, else one for the
 * retention, one for the hold, and a HEAD. What is refused is missing in the facts.
 */
export async function keepLock(
  server: S3Server,
  source: Facts,
  copy: { readonly address: VersionAddress; readonly facts: Facts },
  options: RequestOptions,
): Promise<Facts> {
  const { address, facts } = copy
  const retention = retentionFor(source, facts, server.nowMs)
  const holds = source.legalHold && !facts.legalHold
  if (retention === null && !holds) return facts
  if (retention !== null) await unlessRefused(retainVersion(server, address, retention, options))
  if (holds) await unlessRefused(holdVersion(server, address, options))
  return headObject(server, address, options)
}
