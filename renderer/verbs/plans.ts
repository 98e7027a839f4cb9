/** Everything that goes through a plan: drafted, shown, and run only after a yes. */
import { parentPrefix } from '../../shared/key.ts'
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

/** Shows what taking it back would do. */
export async function openUndo({ api, sheets, notices }: Strata, planId: string): Promise<void> {
  try {
    sheets.open({ kind: 'plan', ...(await api.plans.undo({ planId })) })
  } catch (error) {
    notices.tellFailure(error)
  }
}

/** The last plan that can be taken back; null: there is none. */
export const lastUndoable = ({ activity }: Strata): string | null =>
  activity.get().find(({ canUndo }) => canUndo)?.planId ?? null

export const scopeOf = (rows: readonly Row[]): Scope => ({
  keys: rows.filter(({ kind }) => kind === 'file').map(({ key }) => key),
  prefixes: rows.filter(({ kind }) => kind === 'folder').map(({ key }) => key),
})

const bucketOf = ({ connectionId, bucket }: BucketRef): BucketRef => ({ connectionId, bucket })

export async function newFolder(strata: Strata): Promise<void> {
  const place = strata.navigation.get().here?.place
  if (place === undefined) return
  const name = await strata.sheets.askName({
    title: words.newFolderTitle,
    label: words.newFolderLabel,
    action: words.newFolderAction,
    help: null,
    value: '',
    mayBeEmpty: false,
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
    const ready = await firstReady(strata, planId)
    if (ready) await api.plans.run({ planId, mayDestroy: false })
    else sheets.open({ kind: 'plan', planId })
  } catch (error) {
    notices.tellFailure(error)
  }
}

/** Whether a draft came out ready with something to do and nothing refused. */
async function firstReady({ api }: Strata, planId: string): Promise<boolean> {
  for await (const { state, groups } of await api.plans.watch({ planId })) {
    if (state === 'drafting') continue
    return state === 'ready' && groups.length === 1 && groups[0]?.group === 'arrive'
  }
  return false
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
    mayBeEmpty: false,
  })
  if (renamed === null || renamed === name) return
  const to = `${around}${renamed}${isFolder ? '/' : ''}`
  await openPlan(strata, { kind: 'rename', ...bucketOf(place), from: row.key, to })
}

export async function moveSelected(strata: Strata, kind: 'move' | 'copy'): Promise<void> {
  const { place, rows } = strata.selection.get() ?? { place: null, rows: null }
  if (place === null || rows === null || rows.length === 0) return
  const folder = await strata.sheets.askName({
    title: kind === 'move' ? words.moveTitle(rows.length) : words.copyTitle(rows.length),
    label: words.moveLabel,
    action: words.renameAction,
    help: words.moveHelp,
    value: place.prefix.slice(0, -1),
    mayBeEmpty: true,
  })
  if (folder === null) return
  const to = { ...bucketOf(place), prefix: folder === '' ? '' : `${folder}/` }
  await openPlan(strata, { kind, ...bucketOf(place), scope: scopeOf(rows), to })
}
