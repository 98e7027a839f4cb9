/** A plan's spec → one decision per key looked at, in the order they will be carried out. */
import { assertNever } from '../../../shared/assertNever.ts'
import type { KeyHistory } from '../../../shared/history.ts'
import { parentPrefix } from '../../../shared/key.ts'
import type { PlanSpec, Scope } from '../../../shared/model/plan.ts'
import { fingerprint, type Decision } from '../decide/decision.ts'
import { decideDelete } from '../decide/delete.ts'
import { decideDestroy, decideEmpty, decidePurge } from '../decide/destroy.ts'
import { decideRestore } from '../decide/restore.ts'
import { decideRewind } from '../decide/rewind.ts'
import { decideUndelete } from '../decide/undelete.ts'
import { historyOf } from '../histories.ts'
import { draftCopy, type CopyDraft } from './draftCopy.ts'
import type { DraftContext, Drafted } from './draftContext.ts'
import { draftUndo } from './draftUndo.ts'
import { instantOf } from './instantOf.ts'
import { historiesIn } from './scope.ts'
import { intoPrefix, renamed, scopeOfRename } from './targets.ts'

export async function* draftPlan(context: DraftContext, spec: PlanSpec): AsyncGenerator<Drafted, void, void> {
  const { rules, nowMs } = context
  switch (spec.kind) {
    case 'delete':
      return yield* each(context, spec.scope, (history) => decideDelete(history, rules))
    case 'undelete':
      return yield* each(context, spec.scope, (history) => decideUndelete(history, rules, spec.deletedIn))
    case 'rewind': {
      const instant = await instantOf(context, spec.moment)
      return yield* each(context, spec.scope, (history) => decideRewind(history, instant, rules))
    }
    case 'purge':
      return yield* each(context, under(spec.prefix), (history) => decidePurge(history, spec.rule, nowMs))
    case 'empty':
      return yield* each(context, spec.scope, decideEmpty)
    case 'restore':
    case 'destroy':
      return yield* draftVersions(context, spec)
    case 'new-folder':
      return yield* draftFolder(context, spec.prefix)
    case 'undo':
      return yield* draftUndo(context, spec.planId)
    case 'copy':
    case 'move':
    case 'rename':
    case 'copy-out':
      return yield* draftCopy(context, await copyDraftOf(context, spec))
    default:
      return assertNever(spec)
  }
}

const under = (prefix: string): Scope => ({ keys: [], prefixes: [prefix] })

async function* each(
  context: DraftContext,
  scope: Scope,
  decide: (history: KeyHistory) => Drafted,
): AsyncGenerator<Drafted, void, void> {
  for await (const history of historiesIn(context, scope)) yield decide(history)
}

/** Chosen versions, key by key. */
async function* draftVersions(
  context: DraftContext,
  spec: Extract<PlanSpec, { kind: 'restore' | 'destroy' }>,
): AsyncGenerator<Drafted, void, void> {
  const byKey = new Map<string, string[]>()
  for (const { key, versionId } of spec.versions) byKey.set(key, [...(byKey.get(key) ?? []), versionId])
  for await (const history of historiesIn(context, { keys: [...byKey.keys()], prefixes: [] })) {
    const ids = byKey.get(history.key) ?? []
    yield spec.kind === 'destroy'
      ? decideDestroy(history, new Set(ids))
      : decideRestore(history, ids.at(-1) ?? '', context.rules)
  }
}

/** A folder is an empty object whose key ends in the delimiter. */
async function* draftFolder(
  { place, signal, count }: DraftContext,
  key: string,
): AsyncGenerator<Drafted, void, void> {
  const { entries } = await historyOf(place, key, { signal, count })
  if (entries[0]?.isMarker === false) return yield null
  const nothing = { refusal: null, sizeBytes: 0, sourceMs: null, currentMs: null, currentBytes: null }
  const decision: Decision = {
    key,
    side: 'here',
    group: 'arrive',
    action: { kind: 'create' },
    expected: fingerprint(entries[0]),
    ...nothing,
  }
  return yield decision
}

type CopySpec = Extract<PlanSpec, { kind: 'copy' | 'move' | 'rename' | 'copy-out' }>

async function copyDraftOf(context: DraftContext, spec: CopySpec): Promise<CopyDraft> {
  const { connectionId, bucket } = spec
  if (spec.kind === 'rename') {
    const prefix = spec.to.endsWith('/') ? spec.to : parentPrefix(spec.to)
    const to = { connectionId, bucket, prefix }
    return {
      verb: 'move',
      scope: scopeOfRename(spec),
      to,
      mapping: renamed(spec),
      instant: null,
      sameBucket: true,
    }
  }
  const sameBucket = spec.to.connectionId === connectionId && spec.to.bucket === bucket
  const mapping = intoPrefix(spec.scope, spec.to.prefix)
  const instant = spec.kind === 'copy-out' ? await instantOf(context, spec.moment) : null
  return {
    verb: spec.kind === 'move' ? 'move' : 'copy',
    scope: spec.scope,
    to: spec.to,
    mapping,
    instant,
    sameBucket,
  }
}
