import { writeFileSync } from 'node:fs'
import type { BrowserWindow } from 'electron'

const every = 100
const atMost = 60_000

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Saves a picture of the window once its page says that its first screen is painted (`data-ready` on the root
 * element) and `settled` holds; after a minute, of whatever is there.
 */
export const savePicture = async (window: BrowserWindow, settled: () => boolean, file: string): Promise<void> => {
  const isPainted = () =>
    window.webContents.executeJavaScript('document.documentElement.dataset.ready !== undefined').catch(() => false)
  const until = Date.now() + atMost
  while (Date.now() < until && !(settled() && (await isPainted()))) await pause(every)
  const picture = await window.webContents.capturePage()
  writeFileSync(file, picture.toPNG())
}
