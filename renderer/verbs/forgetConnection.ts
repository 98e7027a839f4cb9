/** Forgets a connection after saying what that means. */
import type { Connection } from '../../shared/model/connection.ts'
import type { Strata } from '../strata.ts'
import { connectionWords as words } from '../strings/connections.ts'

/** Resolves with whether it is forgotten. */
export async function forgetConnection(
  strata: Strata,
  { id, name, secretPlace }: Connection,
): Promise<boolean> {
  const { sheets, api, notices, navigation, settings } = strata
  const yes = await sheets.ask({
    title: words.forgetTitle(name),
    lines: words.forgetLines(name, secretPlace !== 'missing'),
    action: words.forgetAction,
    destroys: true,
    typed: null,
  })
  if (!yes) return false
  try {
    await api.connections.forget({ connectionId: id })
  } catch (error) {
    notices.tellFailure(error)
    return false
  }
  const favourites = settings.get().favourites.filter(({ connectionId }) => connectionId !== id)
  settings.change({ favourites })
  if (navigation.get().here?.place.connectionId === id) navigation.leave()
  notices.tell({ text: words.forgotten(name) })
  return true
}
