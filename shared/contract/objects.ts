/** One object: what it is, and the verbs on it. */
import { z } from 'zod'
import { factsSchema, tagSchema } from '../model/facts.ts'
import { outcomeSchema } from '../model/outcome.ts'
import { previewSchema } from '../model/preview.ts'
import { objectRefSchema, versionRefSchema } from '../model/selection.ts'
import { call } from './base.ts'

/**
 * A yes of its own for what destroys data where versioning is off or suspended; without it such a verb
 * answers `conflict` with the reason `would-destroy`.
 */
const consent = { mayDestroy: z.boolean() }

export const objectsContract = {
  /** Facts and a way to look at the bytes: one request. */
  inspect: call.input(versionRefSchema).output(z.object({ facts: factsSchema, preview: previewSchema })),
  tags: call.input(versionRefSchema).output(z.array(tagSchema)),
  restore: call.input(objectRefSchema.extend({ versionId: z.string(), ...consent })).output(outcomeSchema),
  undelete: call.input(objectRefSchema).output(outcomeSchema),
  delete: call.input(objectRefSchema.extend(consent)).output(outcomeSchema),
  /** Destroys one version, or one delete marker, for good. */
  deleteForever: call.input(objectRefSchema.extend({ versionId: z.string() })).output(outcomeSchema),
}
