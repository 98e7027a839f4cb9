/** JSON text in a column → what the schema says it is. */
import { z } from 'zod'

export const json = <T>(schema: z.ZodType<T>) => z.string().transform(parseJson).pipe(schema)

function parseJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'no JSON' })
    return z.NEVER
  }
}
