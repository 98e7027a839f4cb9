/** The vault of the browser host: this computer's keychain, where it really has one. */
import { AsyncEntry, type EntryOptions } from '@napi-rs/keyring'
import { randomUUID } from 'node:crypto'
import { openSessionVault, parseSecret, type Vault } from './vault.ts'

const service = 'Strata'

/** On Linux other stores than the Secret Service forget at logout without saying so. */
const options: EntryOptions = { linux: { store: 'secret-service' } }

const entryOf = (connectionId: string): AsyncEntry => new AsyncEntry(service, connectionId, options)

/** Writes, reads and removes a probe: only a keychain that does all three is one. */
async function works(): Promise<boolean> {
  const probe = randomUUID()
  try {
    const entry = entryOf(`probe-${probe}`)
    await entry.setPassword(probe)
    const kept = (await entry.getPassword()) === probe
    await entry.deletePassword()
    return kept
  } catch {
    return false
  }
}

/** The keychain, or a vault for this session only where there is none. */
export async function openKeyringVault(): Promise<Vault> {
  if (!(await works())) return openSessionVault()
  return {
    place: 'keychain',
    read: async (id) => parseSecret(await entryOf(id).getPassword()),
    write: (id, secret) => entryOf(id).setPassword(JSON.stringify(secret)),
    forget: async (id) => {
      await entryOf(id).deletePassword()
    },
  }
}
