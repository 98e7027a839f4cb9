/** The pass over a plan's own folder, kept from one batch of deletes to the next: no page is read twice. */
import { compareKeys } from '../../../shared/key.ts'
import type { PlanSpec } from '../../../shared/model/plan.ts'
import type { HistoryLookup } from '../histories.ts'
import type { RunItem } from '../planRows.ts'

/** What was read ahead is looked at again when the write before took longer. */
const trustedMs = 10_000

type Kept = { readonly prefix: string; readonly last: string; readonly sinceMs: number }

export class PassAhead {
  #lookup: HistoryLookup | null = null
  #kept: Kept | null = null

  /** The pass that goes on to these keys, if there is one; nobody else gets it. */
  take(prefix: string, first: string): HistoryLookup | null {
    const [lookup, kept] = [this.#lookup, this.#kept]
    this.#lookup = null
    this.#kept = null
    if (kept === null || kept.prefix !== prefix || compareKeys(first, kept.last) <= 0) return null
    return performance.now() - kept.sinceMs > trustedMs ? null : lookup
  }

  /** Only a pass that answered for all keys it was asked for. */
  keep(lookup: HistoryLookup, prefix: string, last: string): void {
    this.#lookup = lookup
    this.#kept = { prefix, last, sinceMs: performance.now() }
  }
}

/** Deletes are one request, and destroy nothing that is read too early; copies take their time. */
const quick = new Set<RunItem['action']['kind']>(['mark', 'unmark'])

/** The folder of the plan that a batch is looked up in; null where the look must not go on with the next one. */
export function folderAhead(spec: PlanSpec, items: readonly RunItem[]): string | null {
  if (!('scope' in spec) || spec.scope.keys.length > 0 || spec.scope.prefixes.length !== 1) return null
  const [prefix = null] = spec.scope.prefixes
  return items.every(({ side, action }) => side === 'here' && quick.has(action.kind)) ? prefix : null
}
