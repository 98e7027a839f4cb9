/** Plans: whatever changes a bucket in more than one place is drafted, shown whole, run, and undone. */
import { z } from 'zod'
import { planGroupSchema, planItemSchema, planSpecSchema, planSummarySchema } from '../model/plan.ts'
import { call, streamOf } from './base.ts'

const planRef = z.object({ planId: z.string() })

export const plansContract = {
  /** Begins to read the bucket and to decide; nothing is written. `watch` tells how far it is. */
  draft: call.input(planSpecSchema).output(planRef),
  /** How a plan stands, again whenever that changes. Failures: not-found (plan-gone). */
  watch: call.input(planRef).output(streamOf(planSummarySchema)),
  /** Items [start, end) of one group whose key holds the text (case aside; empty: all), in the order of the run. */
  items: call
    .input(
      planRef.extend({
        group: planGroupSchema,
        search: z.string(),
        start: z.int().min(0),
        end: z.int().min(0),
      }),
    )
    .output(z.object({ itemCount: z.number(), items: z.array(planItemSchema) })),
  /**
   * Starts, or goes on where it stopped. `mayDestroy` is the yes of its own that items in `needs-consent` ask for;
   * with `keepAcl` copies get the ACLs of their sources, too. Either stays given. Failures: conflict (plan-state).
   */
  run: call
    .input(planRef.extend({ mayDestroy: z.boolean(), keepAcl: z.boolean().default(false) }))
    .output(z.object({})),
  /** Stops after what is under way. */
  pause: call.input(planRef).output(z.object({})),
  /** Stops for good; what is done stays done, and can be undone. A draft is dropped. */
  cancel: call.input(planRef).output(z.object({})),
  /** Drafts what takes a plan back. Failures: conflict (not-undoable). */
  undo: call.input(planRef).output(planRef),
  /** Every plan that was run, newest first, again whenever one changes; at most 200. */
  activity: call.output(streamOf(z.array(planSummarySchema))),
  /** Saves all items and what came of them in the download folder, or in a chosen one; answers with the file's name. */
  report: call
    .input(planRef.extend({ format: z.enum(['csv', 'json']), targetId: z.string().nullable() }))
    .output(z.object({ fileName: z.string() })),
}
