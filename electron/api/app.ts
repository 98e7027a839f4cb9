/** The app's own calls. */
import { basename } from 'node:path'
import { sampled } from '../platform/sampled.ts'
import type { Command } from '../../shared/model/command.ts'
import { api, failing, signalOf } from './failing.ts'

export const appApi = api.app.router({
  info: api.app.info.handler(({ context: { services } }) => {
    const { host, os, version, vault, downloadFolder } = services.platform
    return { host, os, version, vault: vault.place, downloadFolder: basename(downloadFolder) }
  }),
  settings: api.app.settings.handler(({ context: { services } }) => services.settings.read()),
  changeSettings: api.app.changeSettings.handler(({ context: { services }, input }) => {
    const settings = services.settings.change(input)
    services.transfers.limit(settings.transferLimits)
    return settings
  }),
  commands: api.app.commands.handler(({ context: { services }, signal }) =>
    failing(commands(services.platform.onCommand, signalOf(signal))),
  ),
})

/** Every command once, in order. */
async function* commands(
  onCommand: (listener: (command: Command) => void) => () => void,
  signal: AbortSignal,
): AsyncGenerator<Command, void, void> {
  const waiting: Command[] = []
  const arrivals = sampled(
    () => waiting.splice(0),
    (changed) =>
      onCommand((command) => {
        waiting.push(command)
        changed()
      }),
    signal,
  )
  for await (const batch of arrivals) yield* batch
}
