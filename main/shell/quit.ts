import { app, BrowserWindow, dialog } from 'electron'
import { channel } from '../../shared/contract/channel.js'
import type { Log } from './log.js'
import type { Windows } from './windows.js'

interface Unsent {
  count: number
  needsYou: number
}

export interface QuitGuard {
  setUnsent(unsent: Unsent): void
  quitAnyway(): void
}

const question = ({ count }: Unsent) =>
  count === 1 ? 'One change has not reached the EHR yet.' : `${count} changes have not reached the EHR yet.`

/** How long a window may take to close once quitting is decided, milliseconds. */
const patience = 5_000

/** Lets nobody quit unaware that something has not reached the EHR; then stops the processes in order. */
export const guardQuit = (windows: Windows, stop: () => Promise<void>, log: Log): QuitGuard => {
  let unsent: Unsent = { count: 0, needsYou: 0 }
  let allowed = false
  let stopping = false
  let stopped = false

  const quitAnyway = () => {
    allowed = true
    app.quit()
    // A page that hangs would keep the app open for ever. What was entered is on the disk by then or was never shown
    // as saved, so its window may go.
    setTimeout(() => {
      if (stopping) return
      log('quit-forced', { windows: BrowserWindow.getAllWindows().length })
      for (const window of BrowserWindow.getAllWindows()) window.destroy()
      app.quit()
    }, patience)
  }

  /** A page that cannot answer is asked for: the question then comes from the operating system. */
  const ask = (window: BrowserWindow) => {
    if (!window.webContents.isCrashed()) {
      window.focus()
      window.webContents.send(channel.quitAsked, unsent)
      return
    }
    const detail = 'It stays safe on this computer and is sent the next time Rounds runs.'
    void dialog
      .showMessageBox(window, {
        message: question(unsent),
        detail,
        buttons: ['Stay', 'Quit'],
        defaultId: 0,
        cancelId: 0,
      })
      .then(({ response }) => {
        if (response === 1) quitAnyway()
      })
  }

  const mustAsk = () => !allowed && unsent.count > 0

  windows.onClosing((window) => {
    if (!mustAsk() || windows.all().length > 1) return true
    ask(window)
    return false
  })
  app.on('before-quit', (event) => {
    const window = BrowserWindow.getFocusedWindow() ?? windows.all()[0]
    if (!mustAsk() || !window) {
      allowed = true
      return
    }
    event.preventDefault()
    ask(window)
  })
  app.on('window-all-closed', () => app.quit())
  // Asked by the operating system or a terminal, there is nobody to ask back; what is unsent is safe here.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, quitAnyway)
  app.on('will-quit', (event) => {
    if (stopped) return
    event.preventDefault()
    if (stopping) return
    stopping = true
    void stop().finally(() => {
      stopped = true
      log('quit')
      app.exit(0)
    })
  })

  return {
    setUnsent: (now) => {
      unsent = now
    },
    quitAnyway,
  }
}
