import { type BrowserWindow, dialog } from 'electron'
import type { PaperSize, SavedPdf } from '../../shared/contract/shell.js'
import { localDate } from '../../shared/kernel/dates.js'
import { writeDurably } from './durable-file.js'

/** What became of a file that could not be written, by what the operating system says. */
export const outcomes: Record<string, SavedPdf> = {
  ENOSPC: 'no-space',
  EDQUOT: 'no-space',
  EACCES: 'not-allowed',
  EPERM: 'not-allowed',
  EROFS: 'not-allowed',
}

/**
 * Saves the window's print layout as a PDF where the person chooses. It is made in memory and written whole or not at all;
 * the name offered says nothing of any patient, since the operating system remembers names.
 */
export const savePdf = async (window: BrowserWindow, pageSize?: PaperSize): Promise<SavedPdf> => {
  const day = localDate(new Date())
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: `Rounds ${day}.pdf`,
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
  })
  if (canceled || !filePath) return 'cancelled'
  try {
    const pdf = await window.webContents.printToPDF({
      printBackground: true,
      preferCSSPageSize: true,
      generateTaggedPDF: true,
      ...(pageSize && { pageSize }),
    })
    writeDurably(filePath, pdf)
    return 'saved'
  } catch (error) {
    return outcomes[(error as { code?: string }).code ?? ''] ?? 'failed'
  }
}
