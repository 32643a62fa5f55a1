// @vitest-environment jsdom
import { undo } from 'prosemirror-history'
import { NodeSelection } from 'prosemirror-state'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createNoteEditor, type NoteEditor } from '../../../renderer/editor/createNoteEditor.js'
import { smartNode } from '../../../renderer/editor/smart/nodes.js'
import type { NoteView } from '../../../shared/contract/views/note.js'
import type { SmartValue } from '../../../shared/contract/views/smart.js'
import { documentText, smartNodes } from '../../../shared/document/index.js'
import { asInstant, asLocalId } from '../../../shared/kernel/ids.js'
import { note, p } from '../editor/support/notes.js'
import { NoteStore } from '../editor/support/store.js'
import { typeInto } from '../editor/support/typing.js'
import { FakeCore, settled } from '../support/fakeCore.js'
import { asWindow } from '../support/window.js'

const patient = asLocalId('0a0a0a0a-0000-4000-8000-000000000001')
const a1c = (text: string): SmartValue => ({
  link: 'a1c',
  name: 'HbA1c',
  at: asInstant('2026-11-22T10:31:00.000Z'),
  sources: [
    { type: 'Patient', id: patient },
    { type: 'Observation', id: asLocalId('0c0c0c0c-0000-4000-8000-000000000003'), said: '7.9 %' },
  ],
  recorded: true,
  kind: 'text',
  text,
})
let now = a1c('HbA1c 7.9 %')
const core = new FakeCore({
  queries: { 'smart.read': ({ links }: { links: string[] }) => links.flatMap((link) => (link === 'a1c' ? [now] : [])) },
})

type Parts = typeof import('../../../renderer/features/note/smart/RefreshLinks.js') &
  typeof import('../../../renderer/features/note/smart/NoteSmart.js')
let parts: Parts
let listenForKeys: (window: Window) => void
beforeAll(async () => {
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList
  Range.prototype.getBoundingClientRect = () => new DOMRect()
  asWindow(core)
  ;({ listenForKeys } = await import('../../../renderer/data/keyboard.js'))
  listenForKeys(window)
  parts = {
    ...(await import('../../../renderer/features/note/smart/RefreshLinks.js')),
    ...(await import('../../../renderer/features/note/smart/NoteSmart.js')),
  }
  core.start()
})

let root: Root
let editor: NoteEditor
beforeEach(async () => {
  now = a1c('HbA1c 7.9 %')
  const doc = note([p('Sugar: ', smartNode(now), ' today')], [p('')])
  const store = new NoteStore(doc, { now: 0, later: (task, ms) => clearLater(setTimeout(task, ms)) })
  editor = createNoteEditor(document.body.appendChild(document.createElement('div')), {
    document: doc,
    version: 0,
    link: store.link(),
    patient,
    editable: true,
    label: 'Note',
  })
  root = createRoot(document.body.appendChild(document.createElement('div')))
  const view = { id: asLocalId('0d0d0d0d-0000-4000-8000-000000000004'), status: 'draft' } as NoteView
  const ask = { patient }
  await act(async () => {
    root.render(
      <>
        <parts.RefreshLinks editor={editor} ask={ask} />
        <parts.NoteSmart editor={editor} ask={ask} note={view} writable />
      </>,
    )
    await settled()
  })
})
afterEach(async () => {
  await act(async () => root.unmount())
  editor.destroy()
  document.body.replaceChildren()
})
const clearLater = (timer: NodeJS.Timeout) => () => clearTimeout(timer)
const text = () => documentText(editor.view.state.doc)
const button = () => [...document.querySelectorAll('button')].find((each) => /^Refresh \d/.test(each.textContent ?? ''))
const change = (words: string) =>
  act(async () => {
    now = a1c(words)
    core.changed()
    await settled()
  })

test('newer data is offered, comes in only when it is asked for, and goes by one undo', async () => {
  const read = core.sent.filter((message) => message.t === 'watch' && message.name === 'smart.read')
  expect(read.map((message) => message.t === 'watch' && message.input)).toEqual([{ patient, links: ['a1c'] }])
  expect(button()).toBeUndefined()
  await change('HbA1c 7.4 %')
  expect(button()?.textContent).toContain('Refresh 1 smart link')
  expect(document.body.textContent).toContain('The chart says something else now: HbA1c')
  expect(text()).toContain('HbA1c 7.9 %')
  await act(async () => {
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'u', code: 'KeyU', altKey: true, bubbles: true }))
    await settled()
  })
  expect(text()).toContain('Sugar: HbA1c 7.4 % today')
  expect(button()).toBeUndefined()
  await act(async () => {
    editor.run(undo)
    await settled()
  })
  expect(text()).toContain('HbA1c 7.9 %')
  expect(button()).toBeDefined()
})

test('typing asks nothing anew', async () => {
  const before = core.sent.length
  await act(async () => {
    editor.focus()
    typeInto(editor, 'many words')
    await settled()
  })
  expect(core.sent.slice(before).filter(({ t }) => t === 'watch')).toEqual([])
})

test('the selected link says when it was read, from what, and what the chart says now', async () => {
  await change('HbA1c 7.4 %')
  await act(async () => {
    editor.view.focus()
    const [placed] = smartNodes(editor.view.state.doc)
    editor.view.dispatch(
      editor.view.state.tr.setSelection(NodeSelection.create(editor.view.state.doc, placed?.at ?? 0)),
    )
    await settled()
  })
  const panel = document.getElementById('note-smart-panel')
  expect(panel?.textContent).toMatch(/Read .*\d\d:31 from 1 measurement/)
  expect(panel?.textContent).toContain('Now: HbA1c 7.4 %')
  const plain = [...(panel?.querySelectorAll('button') ?? [])].find((each) => each.textContent === 'Make it plain text')
  await act(async () => {
    plain?.click()
    await settled()
  })
  expect(smartNodes(editor.view.state.doc)).toEqual([])
  expect(text()).toContain('Sugar: HbA1c 7.9 % today')
  expect(document.getElementById('note-smart-panel')).toBeNull()
})
