/** A moment → the instant it means, with the time of the entry it lies before looked up. */
import type { Instant } from '../../../shared/history.ts'
import { failed } from '../../../shared/failure.ts'
import type { Moment } from '../../../shared/model/moment.ts'
import { historyOf } from '../histories.ts'
import type { DraftContext } from './draftContext.ts'

type Context = Pick<DraftContext, 'place' | 'signal'> & Partial<Pick<DraftContext, 'count'>>

/** Failures: not-found (version-gone), and those of a listing. */
export async function instantOf({ place, ...options }: Context, moment: Moment): Promise<Instant> {
  if ('atMs' in moment) return { atMs: moment.atMs, before: null }
  const { key, versionId } = moment.before
  const { entries } = await historyOf(place, key, options)
  const entry = entries.find((each) => each.versionId === versionId)
  if (entry) return { atMs: entry.modifiedMs, before: moment.before }
  throw failed({
    code: 'not-found',
    reason: 'version-gone',
    message: `The moment before an entry of “${key}” can't be found any more: that entry is gone.`,
    advice: 'Choose a time instead.',
  })
}
