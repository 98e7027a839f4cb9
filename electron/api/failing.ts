/** Failures on their way out: whatever a service throws reaches the window as declared data. */
import { implement, ORPCError } from '@orpc/server'
import { contract } from '../../shared/contract/contract.ts'
import { failureBehind } from '../../shared/failure.ts'
import type { Services } from '../services.ts'

export type ApiContext = { readonly services: Services }

/** The contract, ready to be implemented; every handler's failure is turned into `FAILURE`. */
export const api = implement(contract)
  .$context<ApiContext>()
  .use(async ({ next }) => {
    try {
      return await next()
    } catch (error) {
      throw failureError(error)
    }
  })

function failureError(error: unknown): unknown {
  // Bad input is refused by the contract itself, with its own code.
  if (error instanceof ORPCError) return error
  return new ORPCError('FAILURE', { defined: true, data: failureBehind(error) })
}

/** A stream whose failure, too, arrives as data. */
export async function* failing<T>(stream: AsyncIterable<T>): AsyncGenerator<T, void, void> {
  try {
    yield* stream
  } catch (error) {
    throw failureError(error)
  }
}

/** For calls whose signal the transport did not give: never aborted. */
export const signalOf = (signal: AbortSignal | undefined): AbortSignal =>
  signal ?? new AbortController().signal
