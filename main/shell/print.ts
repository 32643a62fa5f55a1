import type { BrowserWindow } from 'electron'
import type { PaperSize, Printed } from '../../shared/contract/shell.js'
import { savePdf } from './save-pdf.js'

/** Chromium's own word for a dialog that was closed without printing. */
const isCancelled = (reason: string): boolean => /cancel/i.test(reason)

const printer = async ({ webContents }: BrowserWindow): Promise<boolean> =>
  (await webContents.getPrintersAsync()).length > 0

/** Prints the window's print layout with the operating system's dialog; without any printer it is saved as a PDF. */
export const print = async (window: BrowserWindow): Promise<boolean> => {
  if (!(await printer(window))) return (await savePdf(window)) === 'saved'
  return new Promise((resolve) => window.webContents.print({ printBackground: true }, (printed) => resolve(printed)))
}

/** Prints pages that the window laid out for that paper, margins and all. See `Bridge.shell.printPages`. */
export const printPages = async (window: BrowserWindow, pageSize: PaperSize): Promise<Printed> => {
  if (!(await printer(window))) return 'no-printer'
  return new Promise((resolve) =>
    window.webContents.print({ printBackground: true, pageSize, margins: { marginType: 'none' } }, (printed, reason) =>
      resolve(printed ? 'printed' : isCancelled(reason ?? '') ? 'cancelled' : 'failed'),
    ),
  )
}
