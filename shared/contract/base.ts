/** What every call shares: a failure is declared data, never a stack trace. */
import { eventIterator, oc } from '@orpc/contract'
import type { z } from 'zod'
import { failureSchema } from '../failure.ts'

/** Every call may end with `FAILURE`, whose data is a Failure. */
export const call = oc.errors({ FAILURE: { data: failureSchema } })

/** A stream of whole states: each event is the truth, the last one is never dropped. */
export const streamOf = <T extends z.ZodType>(schema: T) => eventIterator(schema)
