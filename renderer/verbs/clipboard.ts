/** Keeps what is selected, to be pasted into another folder; the clipboard itself has only the keys. */
import type { Strata } from '../strata.ts'
import { elsewhereWords as words } from '../strings/elsewhere.ts'
import { bring, goodsSelected, whatOf, whyNotTo } from './elsewhere.ts'
import { whyNotInPast } from './past.ts'

/** Answers with the text for the clipboard; null: nothing is selected that could be copied. */
export function keepSelected(strata: Strata): string | null {
  const { commands, keptGoods, notices } = strata
  const { whyNot } = commands.look('copy-to')
  const goods = goodsSelected(strata, 'copy')
  if (goods === null || whyNot !== null) return null
  const text = [...goods.scope.prefixes, ...goods.scope.keys].join('\n')
  keptGoods.set({ goods, text })
  notices.tell({ text: words.kept(whatOf(goods)) })
  return text
}

/** Into the open folder. What other programs copied is not for here. */
export async function pasteHere(strata: Strata, text: string): Promise<void> {
  const kept = strata.keptGoods.get()
  const to = strata.navigation.get().here?.place
  if (to === undefined || kept === null || kept.text !== text) return
  const whyNot = whyNotInPast(strata) ?? whyNotTo(kept.goods, to)
  if (whyNot === null) await bring(strata, kept.goods, to)
  else strata.notices.tell({ text: whyNot })
}
