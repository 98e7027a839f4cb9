/** Where the keys of a selection arrive when they are copied or moved. */
import { delimiter, parentPrefix } from '../../../shared/key.ts'
import type { PlanSpec, Scope } from '../../../shared/model/plan.ts'

/** Key → target key. What was selected keeps its name; what lies under a selected folder keeps its way below it. */
export type Mapping = (key: string) => string

/** Into another prefix: each selected key or folder arrives under its own name. */
export function intoPrefix(scope: Scope, to: string): Mapping {
  return (key) => {
    const folder = scope.prefixes
      .filter((prefix) => key.startsWith(prefix))
      .toSorted((a, b) => b.length - a.length)[0]
    const base = scope.keys.includes(key) || folder === undefined ? parentPrefix(key) : parentPrefix(folder)
    return to + key.slice(base.length)
  }
}

/** Under another name: a key becomes another key, a prefix another prefix. */
export function renamed({ from, to }: Extract<PlanSpec, { kind: 'rename' }>): Mapping {
  return (key) => (from.endsWith(delimiter) ? to + key.slice(from.length) : to)
}

/** What a rename is about. */
export function scopeOfRename({ from }: Extract<PlanSpec, { kind: 'rename' }>): Scope {
  return from.endsWith(delimiter) ? { keys: [], prefixes: [from] } : { keys: [from], prefixes: [] }
}
