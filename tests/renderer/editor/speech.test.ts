// @vitest-environment jsdom
import { NodeSelection, TextSelection } from 'prosemirror-state'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { insertChip } from '../../../renderer/editor/chips/insert.js'
import { createNoteEditor, type NoteEditor } from '../../../renderer/editor/createNoteEditor.js'
import { schema } from '../../../shared/document/index.js'
import { dx } from '../../support/chips.js'
import { note, p, tasks, todo } from './support/notes.js'
import { NoteStore } from './support/store.js'
import { pressIn, typeInto } from './support/typing.js'

/** Someone who hears the note and has only its keys. */
class Listener {
  readonly editor: NoteEditor

  constructor(doc: ReturnType<typeof note>) {
    const later = (task: () => void, ms: number) => {
      const timer = setTimeout(task, ms)
      return () => clearTimeout(timer)
    }
    const place = document.body.appendChild(document.createElement('div'))
    const link = new NoteStore(doc, { now: 0, later }).link()
    this.editor = createNoteEditor(place, { document: doc, version: 0, link, editable: true, label: 'Note: Visit' })
    this.editor.focus('0-0')
  }

  /** What is said next. */
  async hears(): Promise<string> {
    const voice = document.querySelector('[role=status]') as HTMLElement
    voice.textContent = ''
    await vi.waitFor(() => expect(voice.textContent).not.toBe(''))
    return voice.textContent ?? ''
  }

  press(key: string, more: KeyboardEventInit = {}): void {
    pressIn(this.editor, key, more)
  }

  /** The arrow to the left, which the browser itself would move the cursor by. */
  left(): void {
    const { state, dispatch } = this.editor.view
    const { nodeBefore } = state.selection.$head
    const to = state.selection.head - (nodeBefore?.isText === false ? nodeBefore.nodeSize : 1)
    const selection =
      nodeBefore?.isText === false ? NodeSelection.create(state.doc, to) : TextSelection.create(state.doc, to)
    dispatch(state.tr.setSelection(selection))
  }
}

beforeEach(() => {
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList
  Range.prototype.getBoundingClientRect = () => new DOMRect()
})
afterEach(() => document.body.replaceChildren())

test('sections, chips and tasks are said as one comes to them or changes them, typing is not', async () => {
  const chip = schema.node('chip', { ...dx('E11.22 Type 2 diabetes with diabetic CKD', 'E11.22') })
  const at = new Listener(
    note([p('Here.')], [p('')], [p('Has ', chip, ' now')], [tasks(todo(false, p('Call the lab')))]),
  )
  at.press('ArrowDown', { altKey: true })
  expect(await at.hears()).toBe('Section Objective, empty')
  at.press('ArrowDown', { altKey: true })
  expect(await at.hears()).toBe('Section Assessment')
  for (let step = 0; step < 4; step++) at.left()
  expect(await at.hears()).toBe('After Diagnosis: E11.22 Type 2 diabetes with diabetic CKD, staged until signing')
  at.left()
  expect(await at.hears()).toBe('Diagnosis: E11.22 Type 2 diabetes with diabetic CKD, staged until signing, selected')
  at.press('PageUp', { altKey: true, shiftKey: true })
  expect(await at.hears()).toBe('Assessment is now section 2 of 4')
  at.press('.', { ctrlKey: true })
  expect(await at.hears()).toBe('Assessment: title only, 9 words hidden')
  at.press('ArrowDown', { altKey: true })
  at.press('ArrowDown', { altKey: true })
  expect(await at.hears()).toBe('Section Plan')
  at.press('x', { ctrlKey: true, shiftKey: true })
  expect(await at.hears()).toBe('Ticked')
  const box = at.editor.view.dom.querySelector('[role=checkbox]')
  expect(box?.getAttribute('aria-checked')).toBe('true')
  expect(document.getElementById(box?.getAttribute('aria-labelledby') ?? '')?.textContent).toBe('Call the lab')
  const voice = document.querySelector('[role=status]') as HTMLElement
  voice.textContent = ''
  typeInto(at.editor, ' today')
  await new Promise((done) => setTimeout(done, 200))
  expect(voice.textContent).toBe('')
  const { head } = at.editor.view.state.selection
  at.editor.run(insertChip(dx('J06.9 Cold', 'J06.9'), { from: head, to: head }))
  expect(await at.hears()).toBe('Put in: Diagnosis: J06.9 Cold, staged until signing')
  voice.textContent = ''
  typeInto(at.editor, ' now')
  await new Promise((done) => setTimeout(done, 200))
  expect(voice.textContent).toBe('')
  at.editor.destroy()
})
