/** When what arrived is not what was sent. */
import { failed, type FailureError } from '../../../shared/failure.ts'

export const damaged = (key: string): FailureError =>
  failed({
    code: 'unexpected',
    reason: 'damaged-on-the-way',
    message: `“${key}” arrived damaged: what was received is not what the server says it sent.`,
    advice: 'Nothing was saved. Try again.',
    wayOn: 'retry',
  })

export const cutShort = (key: string): FailureError =>
  failed({
    code: 'offline',
    reason: 'cut-short',
    message: `The connection ended before all of “${key}” had arrived.`,
    advice: 'Nothing was saved. Try again.',
    wayOn: 'retry',
  })
