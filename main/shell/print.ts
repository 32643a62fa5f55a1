import { writeFileSync } from 'node:fs'
import { type BrowserWindow, dialog } from 'electron'

const savePdf = async (window: BrowserWindow): Promise<boolean> => {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: 'Rounds.pdf',
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
  })
  if (canceled || !filePath) return false
  writeFileSync(filePath, await window.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true }))
  return true
}

/** Prints the window's print layout with the operating system's dialog; without any printer it is saved as a PDF. */
export const print = async (window: BrowserWindow): Promise<boolean> => {
  const printers = await window.webContents.getPrintersAsync()
  if (printers.length === 0) return savePdf(window)
  return new Promise((resolve) => window.webContents.print({ printBackground: true }, (printed) => resolve(printed)))
}
