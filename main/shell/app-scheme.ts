import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { protocol, type Session } from 'electron'

const scheme = 'app'

/** Where the windows' pages live. */
export const appOrigin = `${scheme}://rounds`

/** Nothing but the app's own files; no connection, no form, no frame, nothing inline. */
const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.json': 'application/json',
}

const headers = (type: string) => ({
  'content-type': type,
  'content-security-policy': contentPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
})

/** To be called before the app is ready. */
export const registerAppScheme = (): void => {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, codeCache: true } }])
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesIn(path) : [path]
  })

/** The files under a folder by the path they are asked for with; nothing else can be asked for. */
const filesByPath = (folder: string): Map<string, string> =>
  new Map(
    filesIn(folder)
      .filter((file) => types[extname(file)])
      .map((file) => [`/${relative(folder, file).split(sep).join('/')}`, file]),
  )

/** Serves the renderer's files to that session, and lets the session reach nothing else at all. */
export const serveApp = (session: Session, folder: string): void => {
  const files = filesByPath(folder)
  session.protocol.handle(scheme, (request) => {
    const { host, pathname } = new URL(request.url)
    const file = host === 'rounds' ? files.get(pathname === '/' ? '/index.html' : pathname) : undefined
    if (!file || request.method !== 'GET')
      return new Response('Not found', { status: 404, headers: headers('text/plain') })
    return new Response(readFileSync(file), { headers: headers(types[extname(file)] ?? '') })
  })
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const allowed = url.startsWith(`${appOrigin}/`) || url.startsWith('devtools:') || /^(data|blob):/.test(url)
    answer({ cancel: !allowed })
  })
}
