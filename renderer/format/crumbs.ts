/** The way from a bucket to a folder, as crumbs of raw prefixes. */
import { ancestorPrefixes, nameOf } from '../../shared/key.ts'

export type Crumb = { readonly prefix: string; readonly name: string }

/** The bucket first, then every folder down to `prefix`; what lies above `root` isn't shown. */
export function crumbsOf(bucket: string, prefix: string, root: string): readonly Crumb[] {
  const folders = ancestorPrefixes(prefix)
    .filter((ancestor) => ancestor.length > root.length)
    .map((ancestor) => ({ prefix: ancestor, name: nameOf(ancestor) }))
  return [{ prefix: root, name: bucket }, ...folders]
}

/** At most `most` crumbs: the first one, what is left out of the middle, and the last ones. */
export function foldedCrumbs(
  crumbs: readonly Crumb[],
  most: number,
): { readonly first: readonly Crumb[]; readonly hidden: readonly Crumb[]; readonly last: readonly Crumb[] } {
  if (crumbs.length <= most) return { first: [], hidden: [], last: crumbs }
  const kept = most - 2
  return { first: crumbs.slice(0, 1), hidden: crumbs.slice(1, -kept), last: crumbs.slice(-kept) }
}
