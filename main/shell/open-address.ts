import { shell } from 'electron'
import { safeAddress } from '../../shared/kernel/address.js'

/**
 * Opens an address from a note in the system's browser, mail or phone. The page has shown it and was asked to; what it is is
 * looked at here once more, because a page that was taken over could ask for anything.
 */
export const openAddress = async (text: string): Promise<boolean> => {
  const address = safeAddress(text)
  if (address === undefined) return false
  try {
    await shell.openExternal(address)
    return true
  } catch {
    return false
  }
}
