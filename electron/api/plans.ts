/** Plans over the contract. */
import { sampled } from '../platform/sampled.ts'
import { saveReport } from '../plans/report.ts'
import { api, failing, signalOf } from './failing.ts'

const mostActivities = 200

export const plansApi = api.plans.router({
  draft: api.plans.draft.handler(async ({ context: { services }, input }) => ({
    planId: await services.plans.create(input),
  })),
  watch: api.plans.watch.handler(({ context: { services }, input: { planId }, signal }) =>
    failing(
      sampled(
        () => services.plans.summary(planId),
        (changed) =>
          services.plans.subscribe((id) => {
            if (id === planId) changed()
          }),
        signalOf(signal),
      ),
    ),
  ),
  items: api.plans.items.handler(({ context: { services }, input }) => services.plans.items(input)),
  run: api.plans.run.handler(async ({ context: { services }, input }) => {
    await services.plans.run(input.planId, input.mayDestroy, input.keepAcl)
    return {}
  }),
  pause: api.plans.pause.handler(async ({ context: { services }, input }) => {
    await services.plans.pause(input.planId)
    return {}
  }),
  cancel: api.plans.cancel.handler(async ({ context: { services }, input }) => {
    await services.plans.cancel(input.planId)
    return {}
  }),
  undo: api.plans.undo.handler(async ({ context: { services }, input }) => ({
    planId: await services.plans.undo(input.planId),
  })),
  activity: api.plans.activity.handler(({ context: { services }, signal }) =>
    failing(
      sampled(
        () => services.plans.list(0, mostActivities),
        (changed) => services.plans.subscribe(changed),
        signalOf(signal),
      ),
    ),
  ),
  report: api.plans.report.handler(async ({ context: { services }, input }) => {
    const folder = services.folders.targetPath(input.targetId)
    return { fileName: await saveReport(services.plans, input.planId, input.format, folder) }
  }),
})
