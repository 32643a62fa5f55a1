import { randomUUID } from 'node:crypto'
import { BrowserWindow, session } from 'electron'
import { denyPermissions } from './hardening.js'

/** Where the EHR sends the person back to. Nothing listens there: it is caught before it leaves. */
const redirect = 'http://127.0.0.1/rounds/signed-in'

const isReturn = (url: string) => url === redirect || url.startsWith(`${redirect}?`)

const originOf = (url: string): string | null => {
  try {
    return new URL(url).origin
  } catch {
    return null
  }
}

/** The origins sign-in pages may come from: the EHR's own, and the one it names for signing in. */
const signInOrigins = async (ehrUrl: string): Promise<Set<string>> => {
  const origins = new Set([new URL(ehrUrl).origin])
  try {
    const answer = await fetch(`${ehrUrl}/.well-known/smart-configuration`, { signal: AbortSignal.timeout(5000) })
    const named = originOf(((await answer.json()) as { authorization_endpoint: string }).authorization_endpoint)
    if (named) origins.add(named)
  } catch {
    // The EHR's own origin it is.
  }
  return origins
}

/** Shows the EHR's sign-in page; see `Bridge.shell.authorize`. */
export type Authorize = (url: string, asker: BrowserWindow | null) => Promise<string | null>

export const createSignIn = (ehrUrl: () => string | null): Authorize => {
  let open: BrowserWindow | null = null

  return async (url, asker) => {
    const ehr = ehrUrl()
    if (!ehr) return null
    const origins = await signInOrigins(ehr)
    const mayVisit = (to: string) => origins.has(originOf(to) ?? '')
    if (!mayVisit(url)) return null
    open?.destroy()

    // A session of its own, kept nowhere: signing in anew always asks anew.
    const fresh = session.fromPartition(`sign-in-${randomUUID()}`, { cache: false })
    denyPermissions(fresh)
    const window = new BrowserWindow({
      parent: asker ?? undefined,
      width: 520,
      height: 820,
      title: 'Sign in',
      autoHideMenuBar: true,
      minimizable: false,
      fullscreenable: false,
      webPreferences: {
        session: fresh,
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        spellcheck: false,
      },
    })
    open = window
    window.removeMenu()

    return new Promise((resolve) => {
      const finish = (came: string | null) => {
        resolve(came)
        if (open === window) open = null
        if (!window.isDestroyed()) window.destroy()
      }
      fresh.webRequest.onBeforeRequest(({ url: to, resourceType }, answer) => {
        if (isReturn(to)) {
          answer({ cancel: true })
          if (resourceType === 'mainFrame') setImmediate(finish, to)
          return
        }
        const isPage = resourceType === 'mainFrame' || resourceType === 'subFrame'
        answer({ cancel: isPage ? !mayVisit(to) : !/^(https?|data|blob):/.test(to) })
      })
      const stay = (event: Electron.Event, to: string) => {
        if (!isReturn(to) && !mayVisit(to)) event.preventDefault()
      }
      window.webContents.on('will-navigate', stay)
      window.webContents.on('will-redirect', stay)
      window.on('page-title-updated', (event) => event.preventDefault())
      window.on('closed', () => finish(null))
      // A page that cannot be reached is shown as Chromium shows it; the person closes the window.
      window.loadURL(url).catch(() => {})
    })
  }
}
