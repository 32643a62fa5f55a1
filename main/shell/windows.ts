import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, type Session, type WebContents } from 'electron'
import { appOrigin } from './app-scheme.js'
import { refuseNavigation } from './hardening.js'
import type { Log } from './log.js'
import { smallest, windowPlace } from './window-place.js'

const minute = 60_000
const mostReloadsInAMinute = 3
const paintPatience = 500

/** The page's ground in light and dark, so that a window never flashes before its first paint. */
const ground = () => (nativeTheme.shouldUseDarkColors ? '#101614' : '#f6f7f5')

export interface Windows {
  /** Opens one more window, bound to that patient when given. */
  open(patient?: string): BrowserWindow
  all(): BrowserWindow[]
  focusFirst(): void
  patientOf(contents: WebContents): string | null
  send(channel: string, message: unknown): void
  /** Asked before a window closes; false keeps it open. */
  onClosing(mayClose: (window: BrowserWindow) => boolean): void
}

/** The workstation's windows. They tell the operating system nothing but the app's name. */
export const createWindows = (session: Session, profile: string, log: Log): Windows => {
  const patients = new Map<number, string>()
  const place = windowPlace(profile)
  let mayClose: (window: BrowserWindow) => boolean = () => true

  const all = () => BrowserWindow.getAllWindows().filter((window) => patients.has(window.webContents.id))

  /** A page that crashed is loaded again; what was typed is in the core. One that keeps crashing is left. */
  const revive = (window: BrowserWindow) => {
    let reloads: number[] = []
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      log('page-stopped', { reason })
      if (reason === 'clean-exit' || window.isDestroyed()) return
      reloads = [...reloads, Date.now()].filter((at) => at > Date.now() - minute)
      if (reloads.length <= mostReloadsInAMinute) window.webContents.reload()
    })
  }

  const open = (patient?: string): BrowserWindow => {
    const { bounds, maximised } = place.recall()
    const isFirst = all().length === 0
    const window = new BrowserWindow({
      ...(isFirst ? bounds : { width: bounds.width, height: bounds.height }),
      minWidth: smallest.width,
      minHeight: smallest.height,
      title: 'Rounds',
      show: false,
      backgroundColor: ground(),
      autoHideMenuBar: true,
      webPreferences: {
        session,
        preload: join(__dirname, '../preload/preload.cjs'),
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
        devTools: !app.isPackaged,
        navigateOnDragDrop: false,
      },
    })
    const { id } = window.webContents
    patients.set(id, patient ?? '')
    refuseNavigation(window.webContents)
    revive(window)
    window.on('page-title-updated', (event) => event.preventDefault())
    window.on('close', (event) => {
      if (!mayClose(window)) event.preventDefault()
      else place.remember(window)
    })
    window.on('closed', () => patients.delete(id))
    let isShown = false
    const show = () => {
      if (isShown || window.isDestroyed()) return
      isShown = true
      if (maximised && isFirst) window.maximize()
      window.show()
    }
    window.once('ready-to-show', show)
    // Chromium does not always tell of a first paint; a window must appear all the same.
    window.webContents.once('did-finish-load', () => setTimeout(show, paintPatience))
    window.loadURL(`${appOrigin}/`).catch(() => log('page-not-loaded'))
    return window
  }

  return {
    open,
    all,
    focusFirst: () => {
      const first = all()[0]
      if (!first) return
      if (first.isMinimized()) first.restore()
      first.show()
      first.focus()
    },
    patientOf: (contents) => patients.get(contents.id) || null,
    send: (channel, message) => {
      for (const window of all()) window.webContents.send(channel, message)
    },
    onClosing: (ask) => {
      mayClose = ask
    },
  }
}
