import { app, type Session, type WebContents } from 'electron'

/** Pages stay where they are: no navigation, no new window, no webview, in any page unless it is set free again. */
export const lockPages = (): void => {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-attach-webview', (event) => event.preventDefault())
  })
}

/** Refuses every navigation the page tries, its frames' included. */
export const refuseNavigation = (contents: WebContents): void => {
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
}

/** No camera, no location, no device, no notification: a session with no permission at all, nor a spell checker. */
export const denyPermissions = (session: Session): void => {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  // Chromium's spell checker would fetch its dictionaries from outside.
  session.setSpellCheckerEnabled(false)
  session.on('will-download', (event) => event.preventDefault())
}
