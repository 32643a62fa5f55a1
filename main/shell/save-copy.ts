import { writeFile } from 'node:fs/promises'
import { type BrowserWindow, dialog } from 'electron'

/** What became of a wish to save a copy. */
type Saved = 'saved' | 'cancelled' | 'failed'

/**
 * Saves a text where the person chooses, readable by their own account alone. It is not encrypted: the page has said so
 * before it asks.
 */
export const saveCopy = async (window: BrowserWindow, text: string): Promise<Saved> => {
  const isBundle = text.startsWith('{')
  const day = new Date().toISOString().slice(0, 10)
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: `Rounds unsent ${day}.${isBundle ? 'json' : 'txt'}`,
    filters: [isBundle ? { name: 'FHIR Bundle', extensions: ['json'] } : { name: 'Text', extensions: ['txt'] }],
  })
  if (canceled || !filePath) return 'cancelled'
  try {
    await writeFile(filePath, text, { mode: 0o600 })
    return 'saved'
  } catch {
    return 'failed'
  }
}
