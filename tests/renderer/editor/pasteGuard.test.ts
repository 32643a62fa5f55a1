// @vitest-environment jsdom
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { undo } from '../../../renderer/editor/commands/history.js'
import { createNoteEditor, type NoteEditor } from '../../../renderer/editor/createNoteEditor.js'
import { createChecker } from '../../../renderer/editor/spelling/checker.js'
import { chipsIn, untouchedIn, withCopyMark } from '../../../shared/document/index.js'
import { rx } from '../../support/chips.js'
import { note, p } from './support/notes.js'
import { NoteStore } from './support/store.js'

let editor: NoteEditor
let answer: ((paste: boolean) => void) | undefined
const guard = vi.fn((html: string, text: string) =>
  `${html}${text}`.includes('foreign') ? new Promise<boolean>((resolve) => (answer = resolve)) : undefined,
)

beforeAll(() => {
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList
  Range.prototype.getBoundingClientRect = () => new DOMRect()
})
afterEach(() => {
  editor.destroy()
  document.body.replaceChildren()
})

function open(): void {
  const doc = note([p('Luis: ')])
  const place = document.body.appendChild(document.createElement('div'))
  editor = createNoteEditor(place, {
    document: doc,
    version: 0,
    link: new NoteStore(doc, { now: 0, later: () => () => {} }).link(),
    editable: true,
    label: 'Note',
    checker: createChecker(async () => []),
    pasteGuard: guard,
    pastedFrom: (html, text) => (`${html}${text}`.includes('signed') ? signed : undefined),
  })
  editor.focus('0-0')
}

function paste(held: Record<string, string>): void {
  const clipboardData = { getData: (kind: string) => held[kind] ?? '', files: [], items: [] }
  const event = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), { clipboardData })
  editor.view.dom.dispatchEvent(event)
}
const text = () => editor.view.state.doc.textContent

test('what is no other patient’s comes in at once', () => {
  open()
  paste({ 'text/plain': 'own words' })
  expect(text()).toBe('Luis: own words')
})

test('another patient’s waits for the answer; no leaves the note as it was', async () => {
  open()
  paste({ 'text/plain': 'foreign words' })
  expect(text()).toBe('Luis: ')
  answer?.(false)
  await Promise.resolve()
  expect(text()).toBe('Luis: ')
})

test('with a yes it comes in where the cursor was, clean, and one undo takes it back', async () => {
  open()
  editor.view.dispatch(editor.view.state.tr.insertText('typed '))
  paste({ 'text/html': '<p style="color:red">foreign <b>words</b></p><script>x</script>' })
  expect(text()).toBe('Luis: typed ')
  answer?.(true)
  await vi.waitFor(() => expect(text()).toBe('Luis: typed foreign words'))
  expect(editor.view.dom.querySelector('strong')?.textContent).toBe('words')
  editor.run(undo)
  expect(text()).toBe('Luis: typed ')
})

test('with a yes it comes in as words: no order, picture or data of the other patient', async () => {
  open()
  const json = (value: object) => JSON.stringify(value).replaceAll('"', '&quot;')
  const resource = { type: 'Condition', id: '0b1f8d52-6f0e-4c7e-9a1c-3f5a2c9d7e10' }
  const chip = { id: crypto.randomUUID(), kind: 'diagnosis', text: 'Asthma', data: {}, resource }
  const image = { id: crypto.randomUUID(), alt: 'Rash', width: 60, pixels: [4, 3] }
  const carried = { note: crypto.randomUUID(), date: '2026-01-02', confirmed: null }
  const html =
    `<p>foreign <span data-chip="${json(chip)}">Asthma</span> ` +
    `<span data-carried="${json(carried)}">stable</span></p><figure data-image="${json(image)}"></figure>`
  paste({ 'text/html': withCopyMark(`<div data-pm-slice="0 0 []">${html}</div>`, crypto.randomUUID()) })
  answer?.(true)
  await vi.waitFor(() => expect(text()).toContain('foreign Asthma stable'))
  expect(text()).toContain('[Picture: Rash]')
  const left: string[] = []
  editor.view.state.doc.descendants((node) => {
    if (node.isAtom && !node.isText) left.push(node.type.name)
    left.push(...node.marks.map(({ type }) => type.name))
  })
  expect(left).toEqual([])
})

test('a staged chip copied from another note is another one', () => {
  open()
  const id = '0b1f8d52-6f0e-4c7e-9a1c-3f5a2c9d7e10'
  const chip = { id, kind: 'order', text: 'CBC', data: {}, resource: null }
  const html = `<p data-pm-slice="1 1 []"><span data-chip='${JSON.stringify(chip)}'>CBC</span></p>`
  paste({ 'text/html': withCopyMark(html, crypto.randomUUID()) })
  const ids: string[] = []
  editor.view.state.doc.descendants((node) => {
    if (node.type.name === 'chip') ids.push(node.attrs.id)
  })
  expect(ids).toHaveLength(1)
  expect(ids).not.toContain(id)
})

test('nothing comes in when the note was closed to writing meanwhile', async () => {
  open()
  paste({ 'text/plain': 'foreign words' })
  editor.setEditable(false)
  answer?.(true)
  await new Promise((resolve) => setTimeout(resolve))
  expect(text()).toBe('Luis: ')
})

const signed = { note: '11111111-1111-4111-8111-111111111111', date: '2026-06-03' }
const carriedWords = () => {
  const found: string[] = []
  editor.view.state.doc.descendants((node) => {
    if (node.marks.some(({ type }) => type.name === 'carried')) found.push(node.text ?? '')
  })
  return found
}

test('words copied from a signed note are carried words, within a line and as lines; orders come as words', () => {
  open()
  paste({ 'text/plain': 'signed: walks daily' })
  expect(text()).toBe('Luis: signed: walks daily')
  expect(carriedWords()).toEqual(['signed: walks daily'])
  expect(untouchedIn(editor.view.state.doc)[0]).toMatchObject({ date: signed.date })
  editor.view.dispatch(editor.view.state.tr.insertText(' now'))
  expect(carriedWords()).toEqual(['signed: walks daily'])
  expect(untouchedIn(editor.view.state.doc)).toEqual([])
  const chip = `<span data-chip='${JSON.stringify(rx('Amlodipine 5 mg'))}'>x</span>`
  const html = `<p data-pm-slice="1 1 []">signed ${chip}</p><p>two</p>`
  paste({ 'text/html': withCopyMark(html, crypto.randomUUID()) })
  expect(carriedWords().slice(1)).toEqual(['signed Amlodipine 5 mg', 'two'])
  expect(untouchedIn(editor.view.state.doc).map(({ text }) => text)).toContain('two')
  expect(chipsIn(editor.view.state.doc)).toEqual([])
})
