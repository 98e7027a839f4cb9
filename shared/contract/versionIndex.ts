/** The index of a bucket: how it stands, and what a person decides about it. */
import { z } from 'zod'
import { bucketRefSchema } from '../model/selection.ts'
import { indexStateSchema } from '../model/versionIndex.ts'
import { call, streamOf } from './base.ts'

export const versionIndexContract = {
  /** How complete, how old, how big, what is under way: again whenever it changes. Looking makes no index. */
  watch: call.input(bucketRefSchema).output(streamOf(indexStateSchema)),
  /** Makes the index where there is none and reads what is not read yet, in the background. */
  start: call.input(bucketRefSchema).output(z.object({})),
  /** Reads everything anew; until that is done the old answers hold. */
  refresh: call.input(bucketRefSchema).output(z.object({})),
  /** Stops reading until somebody starts it again, also after a restart of the app. What was read answers on. */
  pause: call.input(bucketRefSchema).output(z.object({})),
  /** Deletes it from this computer, and makes no new one until somebody starts it. */
  remove: call.input(bucketRefSchema).output(z.object({})),
}
