/** What the app remembers about its window between starts. */
import { settingsSchema, type Settings } from '../../shared/model/settings.ts'
import { openJsonFile, type JsonFile } from '../platform/jsonFile.ts'

export class SettingsStore {
  readonly #file: JsonFile<Settings>

  constructor(dataFolder: string) {
    this.#file = openJsonFile(dataFolder, 'settings', settingsSchema, settingsSchema.parse({}))
  }

  read(): Settings {
    return this.#file.read()
  }

  change(change: Partial<Settings>): Settings {
    this.#file.write({ ...this.#file.read(), ...change })
    return this.#file.read()
  }
}
