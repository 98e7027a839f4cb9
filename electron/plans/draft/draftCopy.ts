/** Copy, move, rename and copy out: every key of a selection arrives elsewhere. */
import { failed } from '../../../shared/failure.ts'
import type { Instant } from '../../../shared/history.ts'
import type { Scope } from '../../../shared/model/plan.ts'
import type { PrefixRef } from '../../../shared/model/selection.ts'
import { decideCopyTo } from '../decide/copyTo.ts'
import { HistoryLookup } from '../histories.ts'
import type { DraftContext, Drafted } from './draftContext.ts'
import { historiesIn } from './scope.ts'
import type { Mapping } from './targets.ts'

export type CopyDraft = {
  readonly verb: 'copy' | 'move'
  readonly scope: Scope
  /** `prefix` is where all targets lie: one pass over it tells what is there. */
  readonly to: PrefixRef
  readonly mapping: Mapping
  readonly instant: Instant | null
  readonly sameBucket: boolean
}

export async function* draftCopy(
  context: DraftContext,
  draft: CopyDraft,
): AsyncGenerator<Drafted, void, void> {
  const { verb, instant, sameBucket, to, mapping } = draft
  const target = await context.reach(to)
  if (target.place.server !== context.place.server) throw otherServer(target.place.server.host)
  const few = draft.scope.prefixes.length === 0 && draft.scope.keys.length < 8
  const lookup = new HistoryLookup(target.place, few ? null : { prefix: to.prefix }, {
    signal: context.signal,
    count: context.count,
  })
  const taken = new Set<string>()
  try {
    for await (const history of historiesIn(context, draft.scope)) {
      const there = await lookup.at(mapping(history.key))
      const options = { verb, instant, there, sameBucket, rules: target.rules, sourceRules: context.rules }
      const decision = decideCopyTo(history, options)
      // Two sources of one target: the second would cover the first.
      const twice = decision !== null && decision.group !== 'refused' && taken.has(there.key)
      if (decision !== null) taken.add(there.key)
      yield twice
        ? { ...decision, group: 'refused', action: { kind: 'refuse' }, refusal: 'target-exists' }
        : decision
    }
  } finally {
    await lookup.close()
  }
}

/** A server copies what it has; of what lies elsewhere it knows nothing, not even where a bucket has the same name. */
const otherServer = (host: string) =>
  failed({
    code: 'unsupported',
    reason: 'other-server',
    message: `${host} can't copy from another connection by itself.`,
    advice: 'Copy the files as a transfer: they go through this computer.',
  })
