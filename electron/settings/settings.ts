/** What the app remembers about its window between starts. */
import {
  changedSettings,
  defaultSettings,
  settingsChangeSchema,
  type Settings,
  type SettingsChange,
} from '../../shared/model/settings.ts'
import { openJsonFile, type JsonFile } from '../platform/jsonFile.ts'

export class SettingsStore {
  /** Only what was ever changed: a newer Strata may have better defaults for the rest. */
  readonly #file: JsonFile<SettingsChange>

  constructor(dataFolder: string) {
    this.#file = openJsonFile(dataFolder, 'settings', settingsChangeSchema, {})
  }

  read(): Settings {
    return changedSettings(defaultSettings, this.#file.read())
  }

  change(change: SettingsChange): Settings {
    const settings = changedSettings(this.read(), change)
    this.#file.write({ ...this.#file.read(), ...change })
    return settings
  }
}
