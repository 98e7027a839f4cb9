/** Heads of the groups of a plan. */
import type { PlanGroup, PlanKind } from '../../shared/model/plan.ts'

/** Head of a group, and what its count means. */
const groupWords: Readonly<Record<PlanGroup, { readonly head: string; readonly sum: string }>> = {
  'come-back': { head: 'Come back', sum: 'come back' },
  replace: { head: 'Replaced by an older version', sum: 'replaced by an older version' },
  remove: { head: 'Get a delete marker', sum: 'get a delete marker' },
  arrive: { head: 'Arrive', sum: 'arrive in their new place' },
  destroy: { head: 'Destroyed for good', sum: 'destroyed for good' },
  'needs-consent': { head: 'Need a yes of their own', sum: 'would be destroyed' },
  refused: { head: 'Left alone', sum: 'can’t be done now' },
}

const arriving = new Set<PlanKind>(['copy', 'copy-out', 'move', 'rename'])

/** What comes from elsewhere onto something lies on top of it, and is not older. */
export const groupWordsOf = (
  kind: PlanKind,
  group: PlanGroup,
): { readonly head: string; readonly sum: string } =>
  group === 'replace' && arriving.has(kind)
    ? { head: 'Arrive on top of what is there', sum: 'arrive on top of what is there' }
    : groupWords[group]
