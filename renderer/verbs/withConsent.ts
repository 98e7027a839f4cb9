/** Verbs that would destroy data are refused at first; a yes of its own lets them go on. */
import { failureFrom } from '../failure.ts'
import type { Strata } from '../strata.ts'
import { verbWords as words } from '../strings/outcomes.ts'

/** Resolves with null when somebody said no. */
export async function withConsent<T>(
  { sheets }: Strata,
  title: string,
  action: string,
  verb: (mayDestroy: boolean) => Promise<T>,
): Promise<T | null> {
  try {
    return await verb(false)
  } catch (error) {
    const { reason, message, advice } = failureFrom(error)
    if (reason !== 'would-destroy') throw error
    const lines = [message, advice].filter((line) => line !== '')
    const yes = await sheets.ask({
      title: title || words.destroyTitle,
      lines,
      action,
      destroys: true,
      typed: null,
    })
    return yes ? await verb(true) : null
  }
}
