/** Copies and moves to another folder, bucket or connection: asks where to, then shows a plan or begins a transfer. */
import { nameOf, parentPrefix } from '../../shared/key.ts'
import type { PrefixRef } from '../../shared/model/selection.ts'
import type { Goods } from '../state/goods.ts'
import type { PlaceVerdict } from '../state/sheets.ts'
import type { Strata } from '../strata.ts'
import { elsewhereWords as words } from '../strings/elsewhere.ts'
import { timeWords } from '../strings/timeTravel.ts'
import { transferWords } from '../strings/transfers.ts'
import { bucketOf, openPlan, scopeOf } from './plans.ts'
import { pastOf, scopeHere, whyNotCopyOut } from './past.ts'

export async function moveSelected(strata: Strata): Promise<void> {
  const goods = goodsSelected(strata, 'move')
  if (goods !== null) await askWhereTo(strata, goods, goods.from)
}

/** As it is shown: now, or as it was. */
export async function copySelected(strata: Strata): Promise<void> {
  if (pastOf(strata) !== null) return copyOut(strata)
  const goods = goodsSelected(strata, 'copy')
  if (goods !== null) await askWhereTo(strata, goods, goods.from)
}

/** null: nothing is selected, or more than can be named. */
export function goodsSelected(strata: Strata, verb: Goods['verb']): Goods | null {
  const { place, rows } = strata.selection.get() ?? { place: null, rows: null }
  if (place === null || rows === null || rows.length === 0) return null
  return { verb, from: place, scope: scopeOf(rows), past: pastOf(strata) }
}

/** Copies what is selected, or the whole folder, as it was; into a folder of its own unless another is chosen. */
export async function copyOut(strata: Strata): Promise<void> {
  const from = strata.navigation.get().here?.place
  const past = pastOf(strata)
  if (from === undefined || past === null || whyNotCopyOut(strata) !== null) return
  const start = { ...from, prefix: `${from.prefix}${timeWords.copyOutFolder(past.shownMs)}/` }
  await askWhereTo(strata, { verb: 'copy', from, scope: scopeHere(strata, from), past }, start)
}

async function askWhereTo(strata: Strata, goods: Goods, start: PrefixRef): Promise<void> {
  const { past } = goods
  const to = await strata.sheets.choosePlace({
    start,
    suggestion: past === null ? '' : timeWords.copyOutFolder(past.shownMs),
    judge: (place) => judge(goods, place),
  })
  if (to !== null) await bring(strata, goods, to)
}

function judge(goods: Goods, to: PrefixRef | null): PlaceVerdict {
  const { verb, from, past } = goods
  const isPlan = to?.connectionId === from.connectionId
  const history = past === null ? words.history[verb] : words.historyAsOf(past.shownMs)
  return {
    title: words.title(verb, whatOf(goods), to),
    action: words.action(verb, to, isPlan),
    note: `${history} ${isPlan ? words.planFirst : words.through}`,
    whyNot: to === null ? words.chooseBucket : whyNotTo(goods, to),
  }
}

/** Of the past anything may be copied anywhere: what is there now is something else. */
export function whyNotTo({ verb, from, scope, past }: Goods, to: PrefixRef): string | null {
  if (to.connectionId !== from.connectionId) return verb === 'move' ? words.noMove : null
  if (to.bucket !== from.bucket || past !== null) return null
  const { keys, prefixes } = scope
  if (prefixes.some((prefix) => to.prefix.startsWith(prefix))) return words.intoItself
  return [...keys, ...prefixes].every((key) => parentPrefix(key) === to.prefix) ? words.thereAlready : null
}

export function whatOf({ scope: { keys, prefixes }, from, past }: Goods): string {
  const what = words.what([...prefixes, ...keys].map((key) => nameOf(key) || from.bucket))
  return past === null ? what : words.asOf(what, past.shownMs)
}

/** By the server alone where it is the same connection, and then as a plan; else through this computer. */
export async function bring(strata: Strata, goods: Goods, to: PrefixRef): Promise<void> {
  const { verb, from, scope, past } = goods
  const what = { ...bucketOf(from), scope, to }
  if (to.connectionId !== from.connectionId) await transfer(strata, goods, to)
  else if (past === null) await openPlan(strata, { kind: verb, ...what })
  else await openPlan(strata, { kind: 'copy-out', ...what, moment: past.moment })
}

async function transfer({ api, notices, transfers }: Strata, goods: Goods, to: PrefixRef): Promise<void> {
  const { from, scope, past } = goods
  try {
    await api.transfers.copy({ ...bucketOf(from), scope, at: past?.moment ?? null, to })
    // Whoever looks at the list sees it there.
    if (transfers.panelOpen.get()) return
    const action = { label: transferWords.show, run: () => transfers.panelOpen.set(true) }
    notices.tell({ text: words.begun(whatOf(goods), to), action })
  } catch (error) {
    notices.tellFailure(error)
  }
}
