// @vitest-environment jsdom
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { root } from '../../../build/root.js'
import { createNoteEditor, type NoteEditor } from '../../../renderer/editor/createNoteEditor.js'
import {
  correct,
  misspellingAt,
  nextMisspelling,
  setSpelling,
  spellingStands,
} from '../../../renderer/editor/plugins/spelling.js'
import { createChecker, startThread } from '../../../renderer/editor/spelling/checker.js'
import { wordsOfNames } from '../../../renderer/editor/spelling/exempt.js'
import { createSpeller, type Speller } from '../../../renderer/editor/spelling/speller.js'
import { tokensOf } from '../../../renderer/editor/spelling/tokens.js'
import { documentText } from '../../../shared/document/index.js'
import { li, note, p, table, td, tr, ul } from './support/notes.js'
import { NoteStore } from './support/store.js'

const read = (path: string) => readFileSync(join(root, path), 'utf8')
let speller: Speller
let editor: NoteEditor
let asked: string[] = []

beforeAll(() => {
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList
  Range.prototype.getBoundingClientRect = () => new DOMRect()
  speller = createSpeller({
    affixes: read('node_modules/dictionary-en/index.aff'),
    dictionaries: [read('node_modules/dictionary-en/index.dic'), read('node_modules/dictionary-en-gb/index.dic')],
    medical: ['practice', 'medicines', 'conditions'].map((name) => read(`renderer/editor/spelling/words/${name}.txt`)),
  })
})
afterEach(() => {
  editor?.destroy()
  document.body.replaceChildren()
})

describe('the dictionary', () => {
  test.each(
    `metformin lisinopril Ozempic hepatosplenomegaly rhonchi normocephalic edema oedema anaemia anemia haemoglobin
    dyspnoea diarrhoea paediatric oesophageal leucocytes organise organize colour color labour counselling fibre
    immunisation glycaemic hyperkalaemia auscultation titrated patient's clinician’s thyroidectomies sulphate litre
    Ménière's hypoglycaemic tumours uptitrate semaglutide`.split(/\s+/),
  )('knows %s', (word) => expect(speller.knows(word)).toBe(true))

  test.each(['diabtes', 'metfornin', 'hypertention', 'teh', 'lisinoprl', 'oedma', 'recieve', 'abdomnal', 'sheis'])(
    'does not know %s',
    (word) => expect(speller.knows(word)).toBe(false),
  )

  test.each([
    ['metfornin', 'metformin'],
    ['lisinoprl', 'lisinopril'],
    ['Atorvastatn', 'Atorvastatin'],
    ['diabtes', 'diabetes'],
    ['hypertention', 'hypertension'],
    ['ronchi', 'rhonchi'],
    ['recieve', 'receive'],
    ['azithromicin', 'azithromycin'],
  ])('for %s suggests %s first', (word, meant) => expect(speller.suggest(word)[0]).toBe(meant))

  test('finds nothing for a word of no language, and says so soon', () => {
    expect(speller.suggest('xqzzvwkjhq')).toEqual([])
  })
})

describe('what is looked at', () => {
  const words = (text: string) => tokensOf(p(text)).map(({ word }) => word)
  test.each([
    ['E11.22 with HbA1c 7.4 %, BP 128/82, 500mg bid, T2DM', ['with', 'bid']],
    ['see www.example.org, a@b.org, http://x.org/path or C:\\notes', ['see']],
    ['NSAIDs, PRNs, COPD, eGFR, mmHg, SpO2 and ***', ['and']],
    ['well-appearing, and/or don’t', ['well', 'appearing', 'and', 'don’t']],
    ['боль pt hx', []],
  ])('of %s', (text, expected) => expect(words(text)).toEqual(expected))
})

function open(doc = note([p('Has diabtes and takes metfornin|.')])): NoteEditor {
  const store = new NoteStore(doc, { now: 0, later: () => () => {} })
  asked = []
  const checker = createChecker(async (question) => {
    if ('suggest' in question) return speller.suggest(question.suggest)
    asked.push(...question.check)
    return question.check.filter((word) => !speller.knows(word))
  })
  const place = document.body.appendChild(document.createElement('div'))
  editor = createNoteEditor(place, {
    document: doc,
    version: 0,
    link: store.link(),
    editable: true,
    label: 'Note',
    checker,
  })
  setSpelling(true, new Set())(editor.view.state, editor.view.dispatch)
  return editor
}

const marked = () => [...editor.view.dom.querySelectorAll('.note-misspelt')].map((each) => each.textContent)
const marks = (...words: string[]) => vi.waitFor(() => expect(marked()).toEqual(words), { timeout: 3000 })
const write = (text: string) => editor.view.dispatch(editor.view.state.tr.insertText(text))

describe('in a note', () => {
  test('words are marked everywhere a note has words, and nothing is changed', async () => {
    const doc = note([p('Wrogn here'), ul(li(p('rihgt there')))], [table(tr(td('celll'), td('fine')))])
    open(doc)
    await marks('Wrogn', 'rihgt', 'celll')
    expect(editor.view.state.doc.eq(doc)).toBe(true)
  })

  test('the word being typed is left alone until the cursor leaves it', async () => {
    open(note([p('')]))
    editor.focus('0-0')
    write('He is wrogn')
    await vi.waitFor(() => expect(asked).toContain('wrogn'))
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(marked()).toEqual([])
    write(' now')
    await marks('wrogn')
  })

  test('only the textblock that was touched is looked at again', async () => {
    open(note([p('One'), p('Two'), p('Three')]))
    await vi.waitFor(() => expect(asked).toEqual(['One', 'Two', 'Three']))
    asked = []
    editor.view.dispatch(editor.view.state.tr.insertText('fuor ', 2))
    await marks('fuor')
    // Cut in two by the edit, or met for the first time: nothing of the other paragraphs.
    expect(asked).toEqual(['fuor'])
  })

  test('names and own words are right, and wrong again when they are taken away', async () => {
    open(note([p('Seen with Amara Okafor-Nwosu for the zofrane')]))
    await marks('Amara', 'Okafor', 'Nwosu', 'zofrane')
    const exempt = new Set([...wordsOfNames(['Okafor-Nwosu, Amara J.']), 'zofrane'])
    setSpelling(true, exempt)(editor.view.state, editor.view.dispatch)
    expect(marked()).toEqual([])
    setSpelling(true, new Set(wordsOfNames(['Okafor-Nwosu, Amara J.'])))(editor.view.state, editor.view.dispatch)
    await marks('zofrane')
    setSpelling(false, new Set())(editor.view.state, editor.view.dispatch)
    expect(marked()).toEqual([])
  })

  test('a dictionary that cannot be read makes no word right, and the note says so', async () => {
    const worker = new EventTarget() as unknown as Worker
    worker.postMessage = () => setTimeout(() => worker.dispatchEvent(new Event('error')))
    const checker = createChecker(startThread(worker))
    const doc = note([p('diabtes')])
    editor = createNoteEditor(document.body.appendChild(document.createElement('div')), {
      document: doc,
      version: 0,
      link: new NoteStore(doc, { now: 0, later: () => () => {} }).link(),
      editable: true,
      label: 'Note',
      checker,
    })
    editor.run(setSpelling(true, new Set()))
    expect(spellingStands(editor.view.state)).toBe('looking')
    await vi.waitFor(() => expect(spellingStands(editor.view.state)).toBe('failed'), { timeout: 3000 })
    expect(checker.verdict('diabtes')).toBeUndefined()
    await expect(checker.suggest('diabtes')).rejects.toThrow()
  })

  test('the next one is selected, a suggestion takes its place, and undo brings it back', async () => {
    open()
    await marks('diabtes', 'metfornin|'.slice(0, -1))
    editor.run(nextMisspelling())
    const { from } = editor.view.state.selection
    const found = misspellingAt(editor.view.state, from)
    expect(found?.word).toBe('diabtes')
    if (!found) return
    expect(editor.run(correct(found, 'diabetes'))).toBe(true)
    expect(documentText(editor.view.state.doc)).toContain('Has diabetes and')
    // It no longer stands there, and nothing else is changed in its place.
    expect(correct(found, 'other')(editor.view.state)).toBe(false)
    const { undo } = await import('prosemirror-history')
    editor.run(undo)
    expect(documentText(editor.view.state.doc)).toContain('Has diabtes and')
  })

  test('a long note is marked from end to end, a part at a time', async () => {
    open(note(Array.from({ length: 130 }, (_, at) => p(`Line ${at} is wrogn here`))))
    await vi.waitFor(() => expect(marked()).toHaveLength(130), { timeout: 5000 })
  })
})
