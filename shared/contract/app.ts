/** The app itself: what it runs on, what the menu asked for, what it remembers about its window. */
import { z } from 'zod'
import { settingsChangeSchema, settingsSchema } from '../model/settings.ts'
import { commandSchema } from '../model/command.ts'
import { call, streamOf } from './base.ts'

const infoSchema = z.object({
  host: z.enum(['electron', 'browser']),
  version: z.string(),
  os: z.enum(['mac', 'windows', 'linux']),
  /** `session`: secrets are forgotten when the app ends, because this computer has no keychain we can use. */
  vault: z.enum(['keychain', 'session']),
  /** The folder downloads go to unless another is chosen, for people. */
  downloadFolder: z.string(),
})
export type AppInfo = z.infer<typeof infoSchema>

export const appContract = {
  info: call.output(infoSchema),
  settings: call.output(settingsSchema),
  /** Changes what is given and answers with the whole. */
  changeSettings: call.input(settingsChangeSchema).output(settingsSchema),
  /** Commands of the native menu, for the window to carry out. */
  commands: call.output(streamOf(commandSchema)),
}
