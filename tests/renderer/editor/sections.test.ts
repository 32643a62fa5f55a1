// @vitest-environment jsdom
import { redo, undo } from 'prosemirror-history'
import { Transform } from 'prosemirror-transform'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createNoteEditor, type NoteEditor } from '../../../renderer/editor/createNoteEditor.js'
import { collapsedSections, openSections, toggleSection } from '../../../renderer/editor/sections/collapse.js'
import { addSection, insertSection, putSectionBack, removeSection } from '../../../renderer/editor/sections/commands.js'
import { openProblems } from '../../../renderer/editor/sections/foldProblem.js'
import { sectionViewAt } from '../../../renderer/editor/sections/SectionView.js'
import { documentText, emptyNote, schema, sectionKinds } from '../../../shared/document/index.js'
import { note, p, problem } from './support/notes.js'
import { NoteStore } from './support/store.js'
import { pressIn, typeInto } from './support/typing.js'

const clock = {
  now: 0,
  later: (task: () => void, ms: number) => {
    const timer = setTimeout(task, ms)
    return () => clearTimeout(timer)
  },
}
let editor: NoteEditor
let told: string[] | undefined
let store: NoteStore

function open(doc = note([p('Dizzy.')], [p('BP 146/88.')], [p('T2DM.')]), collapsed: string[] = []): NoteEditor {
  store = new NoteStore(doc, clock)
  told = undefined
  const options = { document: doc, version: 0, link: store.link(), editable: true, label: 'Note', collapsed }
  const place = document.body.appendChild(document.createElement('div'))
  editor = createNoteEditor(place, { ...options, onCollapsed: (names) => (told = names) })
  return editor
}
const titles = () => editor.view.state.doc.children.map(({ attrs }) => attrs.title as string)
const shown = () => [...editor.view.dom.querySelectorAll('h2')].map((title) => title.textContent)
const press = (key: string, more: KeyboardEventInit = {}) => pressIn(editor, key, more)
const toggles = () => [...editor.view.dom.querySelectorAll<HTMLButtonElement>('.note-section-toggle')]
const until = async (so: () => boolean) => {
  while (!so()) await new Promise((done) => setTimeout(done, 2))
}

beforeEach(() => {
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList
  Range.prototype.getBoundingClientRect = () => new DOMRect()
  vi.stubGlobal('ClipboardEvent', Event)
})
afterEach(() => {
  editor?.destroy()
  document.body.replaceChildren()
  vi.unstubAllGlobals()
})

describe('the order and number of sections', () => {
  test('a section moves up and down by key with the cursor in it, and undo puts it back', async () => {
    open()
    editor.focus('2-0')
    press('PageUp', { altKey: true, shiftKey: true })
    expect(titles()).toEqual(['Subjective', 'Assessment', 'Objective'])
    expect(shown()).toEqual(titles())
    typeInto(editor, ' More')
    expect(editor.view.state.doc.child(1).textContent).toBe('T2DM. More')
    press('PageUp', { altKey: true, shiftKey: true })
    press('PageUp', { altKey: true, shiftKey: true })
    expect(titles()).toEqual(['Assessment', 'Subjective', 'Objective'])
    await until(() => store.doc.eq(editor.view.state.doc))
    undo(editor.view.state, editor.view.dispatch)
    expect(titles()).toEqual(['Subjective', 'Assessment', 'Objective'])
    press('PageDown', { altKey: true, shiftKey: true })
    expect(documentText(editor.view.state.doc)).toBe(
      'Subjective\nDizzy.\n\nObjective\nBP 146/88.\n\nAssessment\nT2DM. More',
    )
    await until(() => store.doc.eq(editor.view.state.doc))
  })

  test('one of the catalogue is added, named otherwise, taken out and put back', () => {
    open(emptyNote())
    const kind = sectionKinds.find(({ code }) => code === '10157-6')
    editor.run(addSection(kind as { code: string; title: string }, 1))
    typeInto(editor, 'Father: stroke.')
    expect(titles()).toEqual(['Subjective', 'Family history', 'Objective', 'Assessment and plan'])
    const section = editor.view.state.doc.child(1)
    expect(section.attrs.code).toBe('10157-6')
    editor.run(removeSection(1))
    expect(titles()).toHaveLength(3)
    editor.run(insertSection(section, 1))
    expect(editor.view.state.doc.child(1).textContent).toBe('Father: stroke.')
    undo(editor.view.state, editor.view.dispatch)
    undo(editor.view.state, editor.view.dispatch)
    expect(editor.view.state.doc.child(1).textContent).toBe('Father: stroke.')
    redo(editor.view.state, editor.view.dispatch)
    expect(titles()).toHaveLength(3)
    for (const index of [0, 0, 0]) editor.run(removeSection(index))
    expect(titles()).toHaveLength(1)
  })

  test('one that undo has put back is not put back a second time', () => {
    open()
    const before = editor.view.state.doc
    editor.run(removeSection(1))
    editor.run(undo)
    typeInto(editor, 'x')
    editor.run(putSectionBack(before.child(1), 1, before))
    expect(titles()).toEqual(['Subjective', 'Objective', 'Assessment'])
    editor.run(removeSection(1))
    editor.run(putSectionBack(before.child(1), 1, before))
    expect(titles()).toEqual(['Subjective', 'Objective', 'Assessment'])
  })

  test('a title being written for a section that another takes out goes to no other section', () => {
    open()
    sectionViewAt(editor.view, editor.view.state.doc.child(0).nodeSize)?.rename()
    const input = editor.view.dom.querySelector<HTMLInputElement>('.note-section-input')
    if (input) input.value = 'Examination'
    removeSection(1)(editor.view.state, editor.view.dispatch)
    input?.dispatchEvent(new Event('blur'))
    expect(titles()).toEqual(['Subjective', 'Assessment'])
  })

  test('the menu of a section and the list to add are asked for by key and by button', () => {
    open()
    editor.focus('1-0')
    press('s', { ctrlKey: true, shiftKey: true })
    expect(editor.snapshot().asked).toEqual({ what: 'menu', index: 1 })
    press('a', { ctrlKey: true, shiftKey: true })
    expect(editor.snapshot().asked).toEqual({ what: 'add', index: 1 })
    editor.view.dom.querySelectorAll<HTMLButtonElement>('.note-section-more')[2]?.click()
    expect(editor.snapshot().asked).toEqual({ what: 'menu', index: 2 })
    editor.setEditable(false)
    editor.view.dom.querySelectorAll<HTMLButtonElement>('.note-section-add')[0]?.click()
    expect(editor.snapshot().asked).toEqual({ what: 'menu', index: 2 })
  })
})

describe('sections shown by their titles', () => {
  test('say so, say how many words they hide, and are remembered', () => {
    open(undefined, ['1-0'])
    expect(toggles().map((toggle) => toggle.getAttribute('aria-expanded'))).toEqual(['true', 'false', 'true'])
    expect(editor.view.dom.querySelectorAll('.note-section-hidden')[1]?.textContent).toBe('2 words hidden')
    toggles()[0]?.click()
    expect(told).toEqual(['0-0', '1-0'])
    openSections(editor.view.state, editor.view.dispatch)
    expect(told).toEqual([])
    expect(toggles().every((toggle) => toggle.getAttribute('aria-expanded') === 'true')).toBe(true)
  })

  test('close by key, keep the focus in reach, and open as soon as something is written or found there', () => {
    open()
    editor.focus('1-0')
    press('.', { ctrlKey: true })
    expect(collapsedSections(editor.view.state)).toEqual([1])
    expect(document.activeElement).toBe(toggles()[1])
    toggles()[1]?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }))
    expect(document.activeElement).toBe(toggles()[2])
    typeInto(editor, ' Repeated')
    expect(collapsedSections(editor.view.state)).toEqual([])
    toggleSection(2)(editor.view.state, editor.view.dispatch)
    editor.select(editor.view.state.doc.content.size - 4, editor.view.state.doc.content.size - 3)
    expect(collapsedSections(editor.view.state)).toEqual([])
  })

  test('stay so when they are moved and written in by another', async () => {
    open()
    toggleSection(2)(editor.view.state, editor.view.dispatch)
    editor.focus('0-0')
    press('PageDown', { altKey: true, shiftKey: true })
    expect(collapsedSections(editor.view.state)).toEqual([2])
    press('PageDown', { altKey: true, shiftKey: true })
    expect(titles()).toEqual(['Objective', 'Assessment', 'Subjective'])
    expect(collapsedSections(editor.view.state)).toEqual([1])
  })
})

describe('problems shown by their first line', () => {
  const boxes = () => [...editor.view.dom.querySelectorAll<HTMLElement>('.note-problem')]
  const hidden = () => boxes().map(({ dataset }) => dataset.hidden ?? '')
  const doc = () => note([p('Dizzy.')], [problem(p('E11'), p('Start metformin')), problem(p('I10'), p('***'))])

  test('fold by key with the cursor where it is seen, and open as soon as something is written or found there', () => {
    open(doc())
    editor.select(21, 21)
    expect(editor.view.state.selection.$head.parent.textContent).toBe('Start metformin')
    press('.', { altKey: true })
    expect(hidden()).toEqual(['1 line hidden', ''])
    expect(editor.view.state.selection.$head.parent.textContent).toBe('E11')
    typeInto(editor, ' above goal')
    expect(hidden()).toEqual(['1 line hidden', ''])
    press('Enter')
    expect(hidden()).toEqual(['', ''])
    press('.', { altKey: true })
    editor.run(undo)
    expect(boxes()).toHaveLength(2)
  })

  test('open at the next place to fill in, and all of them for signing', () => {
    open(doc())
    editor.select(36, 36)
    press('.', { altKey: true })
    expect(hidden()).toEqual(['', '1 line hidden'])
    press('F2')
    expect(hidden()).toEqual(['', ''])
    press('.', { altKey: true })
    expect(openProblems(editor.view.state, editor.view.dispatch)).toBe(true)
    expect(openProblems(editor.view.state, editor.view.dispatch)).toBe(false)
    expect(hidden()).toEqual(['', ''])
  })

  test('stay so when they are moved, and what another writes in them counts', async () => {
    open(doc())
    editor.select(21, 21)
    press('.', { altKey: true })
    press('ArrowDown', { altKey: true, shiftKey: true })
    expect(hidden()).toEqual(['', '1 line hidden'])
    await until(() => editor.snapshot().journal.unsaved === 0)
    const end = store.doc.content.size - 2
    const step = new Transform(store.doc).insert(end, p('slowly')).steps[0]
    await store.link().append('other', store.version, [step?.toJSON()])
    editor.heardOf(store.version)
    await until(() => editor.view.dom.textContent?.includes('slowly') === true)
    expect(hidden()).toEqual(['', '2 lines hidden'])
  })
})

test('undo takes back what was written here and leaves what another wrote in the middle of it', async () => {
  open(emptyNote())
  editor.focus('61150-9')
  editor.write('Dizzy')
  await editor.settled()
  // Another workstation puts a word into the middle of the one just typed.
  const { steps } = new Transform(store.doc).insert(4, schema.text('NOT '))
  await store.link().append(
    'other',
    store.version,
    steps.map((step) => step.toJSON()),
  )
  editor.heardOf(store.version)
  await until(() => editor.view.state.doc.textContent === 'DiNOT zzy')
  undo(editor.view.state, editor.view.dispatch)
  expect(editor.view.state.doc.textContent).toBe('NOT ')
  redo(editor.view.state, editor.view.dispatch)
  expect(editor.view.state.doc.textContent).toBe('DiNOT zzy')
  await until(() => store.doc.eq(editor.view.state.doc))
})
