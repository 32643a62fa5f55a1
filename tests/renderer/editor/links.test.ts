// @vitest-environment jsdom
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createNoteEditor, type NoteEditor } from '../../../renderer/editor/createNoteEditor.js'
import { cleanHtml } from '../../../renderer/editor/paste/clean.js'
import { linkAsked, linkAt, removeLink, setLink } from '../../../renderer/editor/plugins/links.js'
import { createChecker } from '../../../renderer/editor/spelling/checker.js'
import { documentText, documentXhtml, parseDocument, schema } from '../../../shared/document/index.js'
import { meantAddress, safeAddress } from '../../../shared/kernel/address.js'
import { note, p } from './support/notes.js'
import { NoteStore } from './support/store.js'

let editor: NoteEditor
beforeAll(() => {
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList
  Range.prototype.getBoundingClientRect = () => new DOMRect()
})
afterEach(() => {
  editor?.destroy()
  document.body.replaceChildren()
})

const linkOf = (words: string, href: string) => schema.text(words, [schema.mark('link', { href })])

function open(doc = note([p('')]), editable = true): NoteEditor {
  const store = new NoteStore(doc, { now: 0, later: () => () => {} })
  const place = document.body.appendChild(document.createElement('div'))
  const checker = createChecker(async () => [])
  editor = createNoteEditor(place, { document: doc, version: 0, link: store.link(), editable, label: 'Note', checker })
  if (editable) editor.focus('0-0')
  return editor
}

function type(text: string): void {
  for (const char of text) {
    const { view } = editor
    const { from, to } = view.state.selection
    const insert = () => view.state.tr.insertText(char, from, to)
    if (!view.someProp('handleTextInput', (handle) => handle(view, from, to, char, insert))) view.dispatch(insert())
  }
}

const html = () => editor.view.dom.querySelector('.note-section-body')?.innerHTML ?? ''
const hrefs = () =>
  [...editor.view.dom.querySelectorAll('a')].map((a) => `${a.textContent} -> ${a.getAttribute('href')}`)

describe('an address', () => {
  test.each(['https://who.int/a?b=c#d', 'http://localhost:8080/x', 'mailto:ann@example.org', 'tel:+1 (555) 010-2030'])(
    'may be %s',
    (text) => expect(safeAddress(text)).toBe(text),
  )
  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'vbscript:x',
    'https://bank.example@evil.example/',
    'https://evil.example\\@who.int',
    'https://who.int/\u0000',
    'ms-word:ofe|u|https://x',
    'https://a b',
    'mailto:a@b.org?attach=/etc/passwd',
    'smb://host/share',
    '//who.int',
    '',
  ])('may not be %s', (text) => expect(safeAddress(text)).toBeUndefined())
  test.each([
    ['who.int/news', 'https://who.int/news'],
    ['ann@example.org', 'mailto:ann@example.org'],
    ['555 010 2030', 'tel:555 010 2030'],
    ['javascript:alert(1)', undefined],
    ['hello', undefined],
  ])('%s is meant as %s', (typed, meant) => expect(meantAddress(typed)).toBe(meant))
})

describe('in a stored note', () => {
  test('it survives, and says where it leads as text and as XHTML', () => {
    const doc = note([
      p('See ', linkOf('the leaflet', 'https://nhs.uk/a?b=1&c=2'), ' and ', linkOf('a@b.org', 'mailto:a@b.org')),
    ])
    const parsed = parseDocument(JSON.stringify(doc.toJSON()))
    expect(parsed.ok && parsed.doc.eq(doc)).toBe(true)
    expect(documentText(doc)).toContain('See the leaflet (https://nhs.uk/a?b=1&c=2) and a@b.org')
    expect(documentXhtml(doc)).toContain('<a href="https://nhs.uk/a?b=1&amp;c=2">the leaflet</a>')
  })
  test('one that could run something is not opened', () => {
    const json = note([p('x')]).toJSON()
    json.content[0].content[0].content[0].marks = [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }]
    expect(parseDocument(json)).toMatchObject({ ok: false })
  })
})

describe('writing', () => {
  test('an address typed becomes a link, without the point after it, and Backspace takes that back', () => {
    open()
    type('See https://who.int/news. ')
    expect(hrefs()).toEqual(['https://who.int/news -> https://who.int/news'])
    expect(editor.view.state.doc.textContent).toBe('See https://who.int/news. ')
    type('Then')
    expect(hrefs()).toEqual(['https://who.int/news -> https://who.int/news'])
  })
  test('what is typed after a link is not part of it', () => {
    open(note([p(linkOf('leaflet', 'https://nhs.uk'))]))
    type('s')
    expect(hrefs()).toEqual(['leaflet -> https://nhs.uk'])
  })
  test('an address pasted on words links them; in other text it becomes one', () => {
    open(note([p('the leaflet here')]))
    editor.select(6, 13)
    const data = { getData: (kind: string) => (kind === 'text/plain' ? 'https://nhs.uk/x' : '') }
    const event = Object.assign(new Event('paste'), { clipboardData: data }) as ClipboardEvent
    const handled = editor.view.someProp('handlePaste', (handle) =>
      handle(editor.view, event, editor.view.state.selection.content()),
    )
    expect(handled).toBe(true)
    expect(hrefs()).toEqual(['leaflet -> https://nhs.uk/x'])
    expect(linkAt(editor.view.state)).toMatchObject({ href: 'https://nhs.uk/x', from: 6, to: 13 })
    editor.run(setLink('https://who.int'))
    expect(hrefs()).toEqual(['leaflet -> https://who.int'])
    editor.run(removeLink)
    expect(hrefs()).toEqual([])
  })
  test('pasted HTML keeps links that are safe, and the words of those that are not', () => {
    open()
    const clean = cleanHtml(
      '<p>a <a href="https://who.int/" onclick="x()">WHO</a> b <a href="javascript:alert(1)">bad</a> <a href="/rel">rel</a> www.nhs.uk.</p>',
    )
    expect(clean).not.toMatch(/javascript|onclick|\/rel"/)
    ;(globalThis as { ClipboardEvent?: unknown }).ClipboardEvent ??= Event
    editor.view.pasteHTML(clean)
    expect(hrefs()).toEqual(['WHO -> https://who.int/', 'www.nhs.uk -> https://www.nhs.uk'])
    expect(editor.view.state.doc.textContent).toBe('a WHO b bad rel www.nhs.uk.')
  })
})

describe('a click', () => {
  const click = (more: MouseEventInit = {}) => {
    const event = new MouseEvent('click', { bubbles: true, cancelable: true, ...more })
    editor.view.dom.querySelector('a')?.dispatchEvent(event)
    return event
  }
  const doc = () => note([p('See ', linkOf('leaflet', 'https://nhs.uk'))])
  test('never follows it; Ctrl shows where it leads', () => {
    open(doc())
    expect(click().defaultPrevented).toBe(true)
    expect(linkAsked(editor.view.state)).toBe(false)
    click({ ctrlKey: true })
    expect(linkAsked(editor.view.state)).toBe(true)
    expect(html()).toContain('note-link')
  })
  test('going elsewhere in the text ends it: no panel speaks of another link than it shows', () => {
    open(doc())
    click({ ctrlKey: true })
    editor.select(2, 2)
    expect(linkAsked(editor.view.state)).toBe(false)
  })
  test('shows where it leads in a note that is only read', () => {
    open(doc(), false)
    expect(click().defaultPrevented).toBe(true)
    expect(linkAsked(editor.view.state)).toBe(true)
    expect(linkAt(editor.view.state)?.href).toBe('https://nhs.uk')
  })
})
