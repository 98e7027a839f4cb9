/** Everything that goes through a plan: drafted, shown, and run only after a yes. */
import { ancestorPrefixes, parentPrefix } from '../../shared/key.ts'
import type { Row } from '../../shared/model/listing.ts'
import type { PlanSpec, Scope } from '../../shared/model/plan.ts'
import type { BucketRef } from '../../shared/model/selection.ts'
import { visibleName } from '../format/names.ts'
import type { Strata } from '../strata.ts'
import { planWords as words } from '../strings/plans.ts'

/** Shows what it would do. */
export async function openPlan({ api, sheets, notices }: Strata, spec: PlanSpec): Promise<void> {
  try {
    const { planId } = await api.plans.draft(spec)
    sheets.open({ kind: 'plan', planId })
  } catch (error) {
    notices.tellFailure(error)
  }
}

/** Waits for a draft: whether there is something to do, and nothing to ask or to explain. */
export async function isSimple({ api }: Strata, planId: string): Promise<boolean> {
  for await (const { state, groups } of await api.plans.watch({ planId })) {
    if (state === 'drafting') continue
    return (
      state === 'ready' &&
      groups.length === 1 &&
      groups.every(({ group }) => group !== 'refused' && group !== 'needs-consent')
    )
  }
  return false
}

/** What lies in a selected folder comes along with it. */
export function scopeOf(rows: readonly Row[]): Scope {
  const folders = new Set(rows.filter(({ kind }) => kind === 'folder').map(({ key }) => key))
  const outer = rows.filter(
    ({ key }) => !ancestorPrefixes(key).some((above) => above !== key && folders.has(above)),
  )
  return {
    keys: outer.filter(({ kind }) => kind === 'file').map(({ key }) => key),
    prefixes: outer.filter(({ kind }) => kind === 'folder').map(({ key }) => key),
  }
}

export const bucketOf = ({ connectionId, bucket }: BucketRef): BucketRef => ({ connectionId, bucket })

export async function newFolder(strata: Strata): Promise<void> {
  const place = strata.navigation.get().here?.place
  if (place === undefined) return
  const name = await strata.sheets.askName({
    title: words.newFolderTitle,
    label: words.newFolderLabel,
    action: words.newFolderAction,
    help: null,
    value: '',
  })
  if (name === null) return
  const { connectionId, bucket } = place
  const { api, notices, sheets } = strata
  try {
    const { planId } = await api.plans.draft({
      kind: 'new-folder',
      connectionId,
      bucket,
      prefix: `${place.prefix}${name}/`,
    })
    // One empty object: there is nothing to look at before.
    if (await isSimple(strata, planId)) await api.plans.run({ planId, mayDestroy: false })
    else sheets.open({ kind: 'plan', planId })
  } catch (error) {
    notices.tellFailure(error)
  }
}

export async function renameSelected(strata: Strata): Promise<void> {
  const { place, rows } = strata.selection.get() ?? { place: null, rows: null }
  const [row] = rows ?? []
  if (place === null || row === undefined) return
  const around = parentPrefix(row.key)
  const isFolder = row.kind === 'folder'
  const name = row.key.slice(around.length, isFolder ? -1 : undefined)
  const renamed = await strata.sheets.askName({
    title: words.renameTitle(visibleName(name)),
    label: words.renameLabel,
    action: words.renameAction,
    help: words.renameHelp,
    value: name,
  })
  if (renamed === null || renamed === name) return
  const to = `${around}${renamed}${isFolder ? '/' : ''}`
  await openPlan(strata, { kind: 'rename', ...bucketOf(place), from: row.key, to })
}
