import { safeStorage } from 'electron'
import type { SystemKeychain } from './keychain.js'

/** The operating system's keychain, where it truly keeps secrets: not the fixed password Linux falls back to. */
export const systemKeychain: SystemKeychain = {
  available: () =>
    safeStorage.isEncryptionAvailable() &&
    (process.platform !== 'linux' || !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())),
  seal: (text) => safeStorage.encryptString(text),
  open: (sealed) => safeStorage.decryptString(sealed),
}
