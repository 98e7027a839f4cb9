/** Transfers over the contract. */
import { basename } from 'node:path'
import { nameOf } from '../../shared/key.ts'
import type { PrefixRef } from '../../shared/model/selection.ts'
import { sampled } from '../platform/sampled.ts'
import { api, failing, signalOf } from './failing.ts'

/** `brand-kit`, `a.txt and 3 more`. */
function titleOf([first = '', ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${first} and ${others.length} more`
}

const placeOf = ({ bucket, prefix }: PrefixRef): string => `${bucket}/${prefix}`.replace(/\/$/, '')

export const transfersApi = api.transfers.router({
  upload: api.transfers.upload.handler(async ({ context: { services }, input }) => {
    const { dropId, options, into, ...to } = input
    await services.connections.server(to.connectionId)
    const { from, names } = services.drops.take(dropId)
    const batchId = await services.transfers.add({
      spec: { kind: 'upload', to, options, into, from },
      title: titleOf(names),
      place: placeOf(to),
    })
    return { batchId }
  }),
  download: api.transfers.download.handler(async ({ context: { services }, input }) => {
    const { wanted, targetId, ...from } = input
    await services.connections.server(from.connectionId)
    const folder = services.folders.targetPath(targetId)
    const batchId = await services.transfers.add({
      spec: { kind: 'download', from, wanted, folder },
      title: titleOf(wanted.map(({ key }) => nameOf(key) || from.bucket)),
      place: basename(folder),
    })
    return { batchId }
  }),
  copy: api.transfers.copy.handler(async ({ context: { services }, input }) => {
    const { scope, at, to, ...from } = input
    await services.connections.server(to.connectionId)
    const names = [...scope.prefixes, ...scope.keys].map((key) => nameOf(key) || from.bucket)
    const batchId = await services.transfers.add({
      spec: { kind: 'copy', from, scope, at, to },
      title: titleOf(names),
      place: placeOf(to),
    })
    return { batchId }
  }),
  state: api.transfers.state.handler(({ context: { services } }) => services.transfers.state()),
  watch: api.transfers.watch.handler(({ context: { services }, signal }) =>
    failing(
      sampled(
        () => services.transfers.state(),
        (changed) => services.transfers.subscribe(changed),
        signalOf(signal),
      ),
    ),
  ),
  items: api.transfers.items.handler(({ context: { services }, input }) =>
    services.transfers.items(input.batchId, input.start, input.end),
  ),
  pause: api.transfers.pause.handler(async ({ context: { services }, input }) => {
    await services.transfers.pause(input.batchId)
    return {}
  }),
  resume: api.transfers.resume.handler(async ({ context: { services }, input }) => {
    await services.transfers.resume(input.batchId)
    return {}
  }),
  prioritise: api.transfers.prioritise.handler(async ({ context: { services }, input }) => {
    await services.transfers.prioritise(input.batchId)
    return {}
  }),
  decide: api.transfers.decide.handler(async ({ context: { services }, input }) => {
    await services.transfers.decide(input.batchId, input.itemIds, input.choice)
    return {}
  }),
  cancel: api.transfers.cancel.handler(async ({ context: { services }, input }) => {
    await services.transfers.cancel(input.batchId)
    return {}
  }),
  retry: api.transfers.retry.handler(async ({ context: { services }, input }) => {
    await services.transfers.retry(input.batchId, input.mayDestroy)
    return {}
  }),
  clear: api.transfers.clear.handler(async ({ context: { services }, input }) => {
    await services.transfers.clear(input.batchId)
    return {}
  }),
  openSaved: api.transfers.openSaved.handler(async ({ context: { services }, input }) => {
    await services.platform.openFile(await services.transfers.savedPath(input.batchId, input.itemId))
    return {}
  }),
  reveal: api.transfers.reveal.handler(async ({ context: { services }, input }) => {
    await services.platform.reveal(await services.transfers.savedPath(input.batchId, input.itemId))
    return {}
  }),
})
