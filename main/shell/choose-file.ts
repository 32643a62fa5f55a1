import { type BrowserWindow, dialog } from 'electron'

/** Asks for one file to be read; its path, or null when the person changed their mind. */
export const chooseFile = async (window: BrowserWindow, title: string): Promise<string | null> => {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: title.slice(0, 100),
    properties: ['openFile'],
  })
  return canceled ? null : (filePaths[0] ?? null)
}
