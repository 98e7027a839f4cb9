/** Connections: kept, tried, forgotten. Secrets go in and never come out. */
import { z } from 'zod'
import { capabilitiesSchema } from '../model/capabilities.ts'
import { connectionDraftSchema, connectionSchema } from '../model/connection.ts'
import { connectionTestSchema } from '../model/connectionTest.ts'
import { call, streamOf } from './base.ts'

export const connectionsContract = {
  list: call.output(z.array(connectionSchema)),
  /** The list, again whenever it changes. */
  watch: call.output(streamOf(z.array(connectionSchema))),
  /** Tries a draft without keeping it; the secret of the kept connection is used where the draft has none. */
  test: call.input(connectionDraftSchema).output(streamOf(connectionTestSchema)),
  save: call.input(connectionDraftSchema).output(connectionSchema),
  /** What the connection's server was found to do; nothing is asked. */
  capabilities: call.input(z.object({ connectionId: z.string() })).output(capabilitiesSchema),
  /** It is learned anew, on what is done next. */
  forgetCapabilities: call.input(z.object({ connectionId: z.string() })).output(z.object({})),
  forget: call.input(z.object({ connectionId: z.string() })).output(z.object({})),
}
