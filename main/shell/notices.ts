import { app, BrowserWindow, Notification, nativeImage } from 'electron'
import { channel } from '../../shared/contract/channel.js'
import type { DesktopNotice } from '../../shared/contract/shell.js'
import type { Log } from './log.js'
import { noticeWords } from './notice-words.js'
import type { Windows } from './windows.js'

/** Ids remembered as shown. */
const mostShown = 2_000
/** Edge of the dot over the icon in the task bar, pixels. */
const dotSize = 16

export interface Notices {
  /** Shows what no window had shown before; several of a kind as one. */
  show(notice: DesktopNotice): void
  /** How much waits, on the app's icon; 0 takes it away. */
  badge(count: number): void
}

/** The desktop's notifications and the number on the icon, where the desktop has them. */
export const createNotices = (windows: Windows, log: Log): Notices => {
  const shown = new Set<string>()
  /** Kept while they stand, or a click on them would be lost. */
  const standing = new Set<Notification>()
  let badge = 0

  const overlay = (window: BrowserWindow) =>
    window.setOverlayIcon(badge > 0 ? dot() : null, badge > 0 ? `${badge} urgent` : '')
  // A window has no place in the task bar before it is shown, and each has an icon of its own there.
  if (process.platform === 'win32')
    app.on('browser-window-created', (_event, window) => void window.on('show', () => overlay(window)))

  const open = (task: string) => {
    const [first] = windows.all().filter((window) => windows.patientOf(window.webContents) === null)
    const window = first ?? windows.all()[0]
    if (!window) return
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
    window.webContents.send(channel.noticeOpened, task)
  }

  return {
    show: ({ ids, kind, task }) => {
      const fresh = ids.filter((id) => !shown.has(id))
      if (fresh.length === 0) return
      if (shown.size > mostShown) shown.clear()
      for (const id of fresh) shown.add(id)
      // Whoever looks at Rounds sees it there; what is critical is told all the same.
      if (kind !== 'critical' && BrowserWindow.getFocusedWindow()) return
      if (!Notification.isSupported()) return
      const notice = new Notification({
        title: 'Rounds',
        body: noticeWords(kind, fresh.length),
        silent: kind !== 'critical',
      })
      standing.add(notice)
      notice.on('click', () => {
        standing.delete(notice)
        open(task)
      })
      notice.on('close', () => standing.delete(notice))
      notice.on('failed', () => {
        standing.delete(notice)
        log('notice-failed')
      })
      notice.show()
    },
    badge: (count) => {
      if (count === badge) return
      badge = count
      if (process.platform === 'win32') windows.all().forEach(overlay)
      else app.setBadgeCount(count)
    },
  }
}

/** A red dot; the task bar of Windows has no numbers of its own. */
function dot(): Electron.NativeImage {
  const pixels = Buffer.alloc(dotSize * dotSize * 4)
  const middle = (dotSize - 1) / 2
  for (let at = 0; at < dotSize * dotSize; at++) {
    const [x, y] = [at % dotSize, Math.floor(at / dotSize)]
    if (Math.hypot(x - middle, y - middle) <= middle) pixels.set([0x26, 0x26, 0xc8, 0xff], at * 4)
  }
  return nativeImage.createFromBitmap(pixels, { width: dotSize, height: dotSize })
}
