/** What the app remembers about its window: changed at once here, kept by the main process. */
import { changedSettings, type Settings, type SettingsChange } from '../../shared/model/settings.ts'
import type { Api } from '../client.ts'
import { storeOf, type Readable } from './store.ts'

export type SettingsStore = Readable<Settings> & { readonly change: (change: SettingsChange) => void }

export function openSettings(
  api: Api,
  initial: Settings,
  onFailure: (error: unknown) => void,
): SettingsStore {
  const store = storeOf(initial)
  return {
    get: store.get,
    subscribe: store.subscribe,
    change(change) {
      store.set(changedSettings(store.get(), change))
      api.app.changeSettings(change).catch(onFailure)
    },
  }
}
