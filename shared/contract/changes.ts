/** What Strata itself just wrote, for every view that shows it. */
import { z } from 'zod'
import { changeSchema } from '../model/change.ts'
import { call, streamOf } from './base.ts'

export const changesContract = {
  watch: call.output(streamOf(z.array(changeSchema))),
}
