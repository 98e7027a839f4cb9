/** What trying a connection found, step by step. */
import { z } from 'zod'
import { failureSchema } from '../failure.ts'

const testStepCodes = ['reach', 'sign-in', 'list-buckets', 'list-objects', 'read-versions', 'write'] as const

/** `unknown`: only trying would tell, and trying would change something. */
export const testStepSchema = z.object({
  step: z.enum(testStepCodes),
  state: z.enum(['running', 'ok', 'warning', 'failed', 'unknown']),
  /** One short line for people: "41 ms, clocks agree", "3 buckets". */
  detail: z.string(),
  failure: failureSchema.nullable(),
})
export type TestStep = z.infer<typeof testStepSchema>

export const connectionTestSchema = z.object({ steps: z.array(testStepSchema), over: z.boolean() })
export type ConnectionTest = z.infer<typeof connectionTestSchema>
