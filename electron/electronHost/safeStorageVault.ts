/** The vault of Electron: secrets encrypted by a key of the system's keychain, kept in a file of ours. */
import { safeStorage } from 'electron'
import { z } from 'zod'
import { openJsonFile } from '../platform/jsonFile.ts'
import { openSessionVault, parseSecret, type Vault } from '../platform/vault.ts'

const fileSchema = z.record(z.string(), z.string())

/** On Linux without a keyring Electron would "encrypt" with a key everybody knows: that is no vault. */
async function isReal(): Promise<boolean> {
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return false
  return safeStorage.isAsyncEncryptionAvailable()
}

/** The app must be ready. */
export async function openSafeStorageVault(dataFolder: string): Promise<Vault> {
  if (!(await isReal())) return openSessionVault()
  const file = openJsonFile(dataFolder, 'secrets', fileSchema, {})
  const write = async (id: string, text: string): Promise<void> => {
    const encrypted = await safeStorage.encryptStringAsync(text)
    file.write({ ...file.read(), [id]: encrypted.toString('base64') })
  }
  return {
    place: 'keychain',
    async read(id) {
      const encrypted = file.read()[id]
      if (encrypted === undefined) return null
      // A keychain that was reset can't decrypt what it encrypted before: the secret is simply not known any more.
      const decrypted = await safeStorage
        .decryptStringAsync(Buffer.from(encrypted, 'base64'))
        .catch(() => null)
      if (decrypted?.shouldReEncrypt === true) await write(id, decrypted.result)
      return parseSecret(decrypted?.result ?? null)
    },
    write: (id, secret) => write(id, JSON.stringify(secret)),
    async forget(id) {
      const { [id]: _forgotten, ...rest } = file.read()
      file.write(rest)
    },
  }
}
