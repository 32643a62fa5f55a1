// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createNoteEditor, type NoteEditor } from '../../../renderer/editor/createNoteEditor.js'
import { smartNode } from '../../../renderer/editor/smart/nodes.js'
import type { EarlierNote } from '../../../shared/contract/views/history.js'
import type { NoteView } from '../../../shared/contract/views/note.js'
import type { SmartValue } from '../../../shared/contract/views/smart.js'
import { asInstant, asLocalId } from '../../../shared/kernel/ids.js'
import { note, p } from '../editor/support/notes.js'
import { NoteStore } from '../editor/support/store.js'
import { FakeCore, settled } from '../support/fakeCore.js'
import { asWindow } from '../support/window.js'

const patient = asLocalId('0a0a0a0a-0000-4000-8000-000000000001')
const signed = asLocalId('11111111-1111-4111-8111-111111111111')
const newer = asLocalId('11111111-1111-4111-8111-111111111112')
const a1c: SmartValue = {
  link: 'a1c',
  name: 'HbA1c',
  at: asInstant('2026-11-22T10:31:00.000Z'),
  sources: [{ type: 'Patient', id: patient }],
  recorded: true,
  kind: 'text',
  text: 'HbA1c 7.9 %',
}
const earlier = (id: typeof signed, at: string): EarlierNote => ({
  id,
  title: 'Visit',
  at: asInstant(at),
  status: 'signed',
  superseded: false,
})
const first = earlier(signed, '2026-06-03T09:00:00.000Z')
let list = [first]
const core = new FakeCore({
  queries: {
    'note.earlier': () => list,
    'note.view': () => ({ document: note([p('Walks daily, '), p('last: ', smartNode(a1c))], [p('')]).toJSON() }),
    'smart.read': () => [a1c],
  },
})

let CarryPane: typeof import('../../../renderer/features/note/carry/CarryPane.js').CarryPane
beforeAll(async () => {
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList
  Range.prototype.getBoundingClientRect = () => new DOMRect()
  asWindow(core)
  const { listenForKeys } = await import('../../../renderer/data/keyboard.js')
  listenForKeys(window)
  ;({ CarryPane } = await import('../../../renderer/features/note/carry/CarryPane.js'))
  core.start()
})

let root: Root
let editor: NoteEditor
beforeEach(async () => {
  list = [first]
  const doc = note([p('Here today.')], [p('')])
  editor = createNoteEditor(document.body.appendChild(document.createElement('div')), {
    document: doc,
    version: 0,
    link: new NoteStore(doc, { now: 0, later: () => () => {} }).link(),
    patient,
    editable: true,
    label: 'Note',
  })
  root = createRoot(document.body.appendChild(document.createElement('div')))
  const view = { id: asLocalId('0d0d0d0d-0000-4000-8000-000000000004'), patient, title: 'Visit' } as NoteView
  const startedAt = asInstant('2026-11-22T10:00:00.000Z')
  await act(async () => {
    root.render(<CarryPane note={{ ...view, startedAt }} editor={editor} onClose={() => root.render(null)} />)
    await settled()
  })
})
afterEach(async () => {
  await act(async () => root.unmount())
  editor.destroy()
  document.body.replaceChildren()
})

const options = () => [...document.querySelectorAll('[role=option]')]
const press = (key: string) =>
  document.querySelector('[role=listbox]')?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
const pressed = (key: string, shift = false) =>
  act(async () => {
    document
      .querySelector('[role=listbox]')
      ?.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey: shift, bubbles: true }))
    await settled()
  })

test('a second Enter, while it is asked what the data says now, brings nothing in twice', async () => {
  await pressed('A', true)
  expect(options().map((option) => option.getAttribute('aria-selected'))).toEqual(['true', 'true'])
  await act(async () => {
    press('Enter')
    press('Enter')
    await settled()
  })
  await vi.waitFor(() => expect(editor.view.state.doc.textContent).toContain('Walks daily'))
  await act(async () => new Promise((resolve) => setTimeout(resolve, 50)))
  expect(editor.view.state.doc.textContent.split('Walks daily')).toHaveLength(2)
})

test('what is chosen stays when a newer note is signed meanwhile', async () => {
  await pressed(' ')
  list = [earlier(newer, '2026-11-01T09:00:00.000Z'), { ...first }]
  await act(async () => {
    core.changed()
    await settled()
  })
  expect(document.querySelectorAll('.note-carry-notes li')).toHaveLength(2)
  expect(options().map((option) => option.getAttribute('aria-selected'))).toEqual(['true', 'false'])
})
