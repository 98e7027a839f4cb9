/** What a plan decides for one key, before it has a place in the list. Pure. */
import { z } from 'zod'
import { above, stateNow, type KeyHistory } from '../../../shared/history.ts'
import type { VersioningState } from '../../../shared/model/bucket.ts'
import type { PlanAction, PlanGroup, PlanSide, PlanSource, Refusal } from '../../../shared/model/plan.ts'
import { isCold, type VersionEntry } from '../../../shared/model/version.ts'
import { victimOf } from '../actions/victim.ts'

export type Decision = {
  /** The key that is written. */
  readonly key: string
  readonly side: PlanSide
  readonly group: PlanGroup
  readonly action: PlanAction
  readonly refusal: Refusal | null
  readonly sizeBytes: number
  readonly sourceMs: number | null
  readonly currentMs: number | null
  readonly currentBytes: number | null
  /** What must still be on top of the written key when its turn comes. */
  readonly expected: string
}

/** What the bucket allows; where it is `enabled` nothing a plan writes can destroy anything. */
export type BucketRules = {
  readonly versioning: VersioningState
  /** Markers can't be removed (MFA delete, or no right to): what is beneath is copied on top instead. */
  readonly markersStay: boolean
}

const fingerprintSchema = z.tuple([z.string(), z.number(), z.string().nullable()])

/** Names an entry beyond its id: a `null` version that was overwritten keeps the id and is another one. */
export function fingerprint(entry: VersionEntry | undefined): string {
  return entry === undefined ? '' : JSON.stringify([entry.versionId, entry.modifiedMs, entry.etag])
}

/** What a fingerprint was made of; null for that of nothing. */
export function readFingerprint(
  text: string,
): { readonly versionId: string; readonly etag: string | null } | null {
  if (text === '') return null
  const [versionId, , etag] = fingerprintSchema.parse(JSON.parse(text))
  return { versionId, etag }
}

export function sourceOf(version: VersionEntry, side: PlanSide = 'here'): PlanSource {
  const { key, versionId, etag, modifiedMs } = version
  return { side, key, versionId, etag, modifiedMs, sizeBytes: version.sizeBytes ?? 0 }
}

/** The parts of a decision that only tell what is there now. */
function nowOf(
  history: KeyHistory,
): Pick<Decision, 'key' | 'side' | 'currentMs' | 'currentBytes' | 'expected'> {
  const top = history.entries[0]
  return {
    key: history.key,
    side: 'here',
    currentMs: top?.modifiedMs ?? null,
    currentBytes: top?.sizeBytes ?? null,
    expected: fingerprint(top),
  }
}

export function refuse(history: KeyHistory, refusal: Refusal, version: VersionEntry | null = null): Decision {
  const { sizeBytes = 0, modifiedMs = null } = version ?? {}
  return {
    ...nowOf(history),
    group: 'refused',
    action: { kind: 'refuse' },
    refusal,
    sizeBytes: sizeBytes ?? 0,
    sourceMs: modifiedMs,
  }
}

/** A write that would destroy the `null` version needs a yes of its own; `spared` is what the write itself keeps. */
function consented(
  history: KeyHistory,
  rules: BucketRules,
  decision: Decision,
  spared: VersionEntry | null = null,
): Decision {
  const victim = victimOf(rules.versioning, history.entries)
  if (victim === null || victim.versionId === spared?.versionId) return decision
  return { ...decision, group: 'needs-consent', refusal: 'would-destroy' }
}

/** Hides the key behind a marker. */
export function mark(history: KeyHistory, rules: BucketRules): Decision {
  const now = stateNow(history)
  const sizeBytes = now.kind === 'live' ? (now.version.sizeBytes ?? 0) : 0
  const decision: Decision = {
    ...nowOf(history),
    group: 'remove',
    action: { kind: 'mark' },
    refusal: null,
    sizeBytes,
    sourceMs: null,
  }
  return consented(history, rules, decision)
}

/** Brings a version of the key itself back in the cheapest way that keeps everything; null when it is current. */
export function bringBack(history: KeyHistory, version: VersionEntry, rules: BucketRules): Decision | null {
  const covering = above(history, version)
  if (covering.length === 0) return null
  const group = covering[0]?.isMarker === true ? 'come-back' : 'replace'
  const base = {
    ...nowOf(history),
    group,
    refusal: null,
    sizeBytes: version.sizeBytes ?? 0,
    sourceMs: version.modifiedMs,
  } as const
  if (covering.every((entry) => entry.isMarker) && !rules.markersStay) {
    const markerIds = covering.map((entry) => entry.versionId)
    return { ...base, action: { kind: 'unmark', markerIds, uncovers: version.versionId } }
  }
  if (isCold(version.storageClass)) return refuse(history, 'cold', version)
  return consented(history, rules, { ...base, action: { kind: 'copy', from: sourceOf(version) } }, version)
}
