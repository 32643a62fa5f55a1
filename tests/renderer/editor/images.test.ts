// @vitest-environment jsdom
import { AllSelection, TextSelection } from 'prosemirror-state'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createNoteEditor, type KeptEditor, type NoteEditor } from '../../../renderer/editor/createNoteEditor.js'
import { selectedPicture } from '../../../renderer/editor/images/plugin.js'
import { find } from '../../../renderer/editor/plugins/find.js'
import { createChecker } from '../../../renderer/editor/spelling/checker.js'
import { note, p, problem, table, td, tr } from './support/notes.js'
import { NoteStore } from './support/store.js'

vi.mock('../../../renderer/editor/images/prepare.js', () => ({
  preparePicture: async () => ({ ok: true, picture: { blob: new Blob(), width: 40, height: 30 } }),
}))

let editor: NoteEditor
let finish: ((kept: boolean) => void) | undefined
const said: string[] = []

beforeAll(() => {
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList
  Range.prototype.getBoundingClientRect = () => new DOMRect()
})
beforeEach(() => said.splice(0))
afterEach(() => {
  if (!editor.view.isDestroyed) editor.destroy()
  document.body.replaceChildren()
})

function open(doc = note([p('first'), p('last')]), kept?: KeptEditor): void {
  const place = document.body.appendChild(document.createElement('div'))
  editor = createNoteEditor(place, {
    document: doc,
    version: 0,
    link: new NoteStore(doc, { now: 0, later: () => () => {} }).link(),
    editable: true,
    label: 'Note',
    checker: createChecker(async () => []),
    kept,
    pictures: {
      keep: () => new Promise((resolve) => (finish = resolve)),
      watch: () => () => {},
      say: (problem) => said.push(problem),
    },
  })
}

async function pastePicture(): Promise<void> {
  finish = undefined
  const clipboardData = { getData: () => '', files: [new File(['x'], 'x.png', { type: 'image/png' })], items: [] }
  const event = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), { clipboardData })
  editor.view.dom.dispatchEvent(event)
  await vi.waitFor(() => expect(finish).toBeDefined())
}
const kinds = () => editor.view.state.doc.firstChild?.children.map(({ type }) => type.name)

test('a picture stands between the blocks, after the table or problem the cursor is in', async () => {
  for (const [doc, where] of [
    [note([p('first'), p('last')]), ['paragraph', 'image', 'paragraph']],
    [note([table(tr(td('first'))), p('last')]), ['table', 'image', 'paragraph']],
    [note([problem(p('first'), p('more')), p('last')]), ['problem', 'image', 'paragraph']],
  ] as const) {
    open(doc)
    let at = 0
    doc.descendants((node, pos) => {
      if (node.text === 'first') at = pos + 5
    })
    editor.view.dispatch(editor.view.state.tr.setSelection(TextSelection.create(doc, at)))
    await pastePicture()
    finish?.(true)
    await vi.waitFor(() => expect(kinds()).toEqual(where))
    expect(selectedPicture(editor.view.state)).toMatchObject({ width: 60, fresh: true })
    editor.destroy()
  }
})

test('with everything selected it still finds its place', async () => {
  open()
  editor.view.dispatch(editor.view.state.tr.setSelection(new AllSelection(editor.view.state.doc)))
  await pastePicture()
  finish?.(true)
  await vi.waitFor(() => expect(kinds()).toContain('image'))
  expect(said).toEqual([])
})

test('one whose note was left before it was ready is said not to be there, and is waited for no more', async () => {
  open()
  await pastePicture()
  expect(editor.view.dom.textContent).toContain('Adding the picture')
  editor.run(find({ words: 'last', replacement: '', matchCase: false, wholeWord: false }))
  const { doc } = editor.view.state
  editor.destroy()
  const kept = editor.keep()
  finish?.(true)
  await vi.waitFor(() => expect(said).toEqual([expect.stringContaining('was not added')]))
  open(doc, kept)
  expect(editor.view.dom.textContent).not.toContain('Adding the picture')
  expect(editor.view.dom.querySelector('.ProseMirror-search-match')).toBeNull()
})

test('one whose note was signed elsewhere meanwhile is said not to be there', async () => {
  open()
  await pastePicture()
  editor.setEditable(false)
  finish?.(true)
  await vi.waitFor(() => expect(said).toEqual([expect.stringContaining('was not added')]))
  expect(kinds()).toEqual(['paragraph', 'paragraph'])
})
