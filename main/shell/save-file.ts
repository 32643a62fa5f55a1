import { type BrowserWindow, dialog } from 'electron'
import type { SavedPdf } from '../../shared/contract/shell.js'
import { localDate } from '../../shared/kernel/dates.js'
import { writeDurably } from './durable-file.js'
import { outcomes } from './save-pdf.js'

/** The largest that is saved, bytes: as large as any that is shown. */
const most = 10_000_000

/**
 * Saves a PDF that came with a message where the person chooses, whole or not at all. It is one by its first bytes, and the
 * name offered says nothing of any patient, since the operating system remembers names. Nothing opens it.
 */
export const saveFile = async (window: BrowserWindow, data: string): Promise<SavedPdf> => {
  const bytes = Buffer.from(data, 'base64')
  if (bytes.length > most || bytes.subarray(0, 5).toString('latin1') !== '%PDF-') return 'failed'
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: `Rounds file ${localDate(new Date())}.pdf`,
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
  })
  if (canceled || !filePath) return 'cancelled'
  try {
    writeDurably(filePath, bytes)
    return 'saved'
  } catch (error) {
    return outcomes[(error as { code?: string }).code ?? ''] ?? 'failed'
  }
}
