import { createHash } from 'node:crypto'
import type { User } from './user.js'

/** A page and the content security policy it needs: its one style sheet by hash, no scripts, nothing from elsewhere. */
export interface Page {
  html: string
  policy: string
}

const CLINIC = 'Alder Street Practice'

const STYLE = `
:root{color-scheme:light dark;--bg:#f4f3f0;--surface:#fff;--line:#e3e0d9;--line-strong:#cfcbc1;--ink:#1d2421;
--ink-2:#515b56;--accent:#1b6b59;--accent-ink:#fff;--accent-soft:#e2efea;--warn:#945200;--warn-soft:#fdf1dc;
--warn-line:#efd3a0;--shadow:0 1px 2px rgb(20 30 26/.06),0 6px 20px rgb(20 30 26/.07)}
@media (prefers-color-scheme:dark){:root{--bg:#121614;--surface:#1a1f1d;--line:#2b3330;--line-strong:#3c4642;
--ink:#e8ecea;--ink-2:#b0bab5;--accent:#62c1a7;--accent-ink:#0b1a16;--accent-soft:#1b332c;--warn:#f0b55a;
--warn-soft:#35280f;--warn-line:#5f4718;--shadow:0 1px 2px rgb(0 0 0/.4),0 8px 24px rgb(0 0 0/.35)}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px;background:var(--bg);color:var(--ink);
font:13px/1.45 "Inter Variable",Inter,system-ui,sans-serif}
main{width:100%;max-width:440px;background:var(--surface);border:1px solid var(--line);border-radius:12px;
box-shadow:var(--shadow);padding:24px}
.clinic{display:flex;align-items:center;gap:12px}
.mark{width:36px;height:36px;flex:none;border-radius:8px;background:var(--accent);color:var(--accent-ink);
display:grid;place-items:center;font-size:15px;font-weight:600}
h1{font-size:20px;font-weight:600;margin:0;letter-spacing:-.01em}
.clinic p{margin:0;color:var(--ink-2)}
.practice{margin:16px 0 0;padding:8px 12px;border:1px solid var(--warn-line);border-radius:8px;
background:var(--warn-soft);color:var(--warn)}
.practice strong{letter-spacing:.02em}
h2{font-size:15px;font-weight:600;margin:24px 0 8px}
form{margin:0}
ul{list-style:none;margin:0;padding:0;display:grid;gap:8px}
button{font:inherit;color:inherit;cursor:pointer;width:100%;min-height:56px;display:flex;align-items:center;gap:12px;
text-align:left;padding:8px 12px;border:1px solid var(--line-strong);border-radius:8px;background:var(--surface)}
button:hover{background:var(--accent-soft);border-color:var(--accent)}
button:focus-visible{outline:none;box-shadow:0 0 0 2px var(--surface),0 0 0 4px var(--accent)}
button b{display:block;font-size:15px;font-weight:600}
button span.role{color:var(--ink-2)}
.initials{width:36px;height:36px;flex:none;border-radius:50%;background:var(--accent-soft);color:var(--accent);
display:grid;place-items:center;font-weight:600}
.plain{justify-content:center;min-height:40px;margin-top:8px}
.primary{background:var(--accent);color:var(--accent-ink);border-color:var(--accent)}
.primary:hover{background:var(--accent);filter:brightness(1.08)}
.foot{margin:16px 0 0;color:var(--ink-2)}
@media (prefers-contrast:more){:root{--line:#767676;--line-strong:#767676;--ink-2:var(--ink)}}
`

const POLICY = [
  `default-src 'none'`,
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  // The workstation's own address is where a chosen name leads, by redirect.
  `form-action 'self' http://127.0.0.1:* http://127.0.0.1`,
  `frame-ancestors 'none'`,
  `base-uri 'none'`,
].join('; ')

const page = (title: string, body: string): Page => ({
  policy: POLICY,
  html: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${safe(title)} · ${CLINIC}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<header class="clinic"><div class="mark" aria-hidden="true">AS</div><div><h1>${CLINIC}</h1><p>Central record</p></div></header>
<p class="practice" role="note"><strong>PRACTICE CLINIC</strong> – no real patients</p>
${body}
</main>
</body>
</html>`,
})

/** The page that asks who is signing in. There is no password: it serves made-up data to this computer only. */
export function signInPage(action: string, users: User[]): Page {
  const buttons = users.map(
    (user, i) => `<li><button name="user" value="${safe(user.id)}"${i === 0 ? ' autofocus' : ''}>
<span class="initials" aria-hidden="true">${safe(user.initials)}</span>
<span><b>${safe(user.name)}</b><span class="role">${safe(user.role)}</span></span></button></li>`,
  )
  const choice =
    users.length > 0
      ? `<form method="post" action="${safe(action)}"><ul>${buttons.join('\n')}</ul></form>`
      : '<p>Nobody works here yet: the EHR holds no practitioner with a role.</p>'
  return page(
    'Sign in',
    `<h2>Who is signing in?</h2>
${choice}
<p class="foot">No password is asked for, because every patient here is made up and this server answers only to this
computer.</p>`,
  )
}

/** Asks before a session ends. `form` is the provider's own, with its protection against forged requests. */
export function signOutPage(form: string): Page {
  return page(
    'Sign out',
    `<h2>Sign out of the central record?</h2>
${form}
<button class="plain primary" autofocus type="submit" form="op.logoutForm" value="yes" name="logout">Sign out</button>
<button class="plain" type="submit" form="op.logoutForm">Stay signed in</button>`,
  )
}

export function messagePage(title: string, ...sentences: string[]): Page {
  return page(title, `<h2>${safe(title)}</h2>${sentences.map((each) => `<p>${safe(each)}</p>`).join('')}`)
}

const safe = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
