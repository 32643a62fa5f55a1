// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { changeChip, insertChip, removeChip } from '../../../renderer/editor/chips/insert.js'
import { createNoteEditor, type NoteEditor } from '../../../renderer/editor/createNoteEditor.js'
import { afterMark, type SuggestItem, type SuggestSource } from '../../../renderer/editor/suggest/source.js'
import { chipsIn, documentText, schema } from '../../../shared/document/index.js'
import type { ChipAttrs } from '../../../shared/domain/chip/chip.js'
import { note, p } from './support/notes.js'
import { NoteStore } from './support/store.js'
import { pressIn, typeInto } from './support/typing.js'

let editor: NoteEditor
const looked: string[] = []
const drugs = ['Amlodipine 5 mg', 'Amlodipine 10 mg', 'Metformin 500 mg']

const chip = (text: string, kind = 'diagnosis'): ChipAttrs => ({
  id: crypto.randomUUID(),
  kind,
  text,
  data: { codings: [], display: text },
  resource: null,
})

const slash: SuggestSource = {
  id: 'commands',
  label: 'Commands',
  reads: afterMark('/'),
  chooses: 'Enter',
  find: async (words) => {
    looked.push(words)
    const item = (title: string, key = title): SuggestItem => ({
      key,
      icon: 'medicine',
      title,
      choose: (range) => insertChip(chip(title), range),
    })
    if (words.startsWith('lab')) return [item(`a1c at ${words}`, 'a1c')]
    return drugs.filter((drug) => drug.toLowerCase().startsWith(words.toLowerCase())).map((drug) => item(drug))
  },
  nothing: (words) => `Nothing found for “${words}”`,
}
const pressure: SuggestSource = {
  id: 'vitals',
  label: 'Vital signs',
  reads: (before) => {
    const found = /\bBP (\d+\/\d+)$/.exec(before)
    return found && { length: found[0].length, words: found[1] as string }
  },
  chooses: 'Tab',
  find: (words) => [
    { key: words, icon: 'activity', title: `BP ${words}`, choose: (range) => insertChip(chip(`BP ${words}`), range) },
  ],
}

function open(doc = note([p('')], [p('')], [p('')])): NoteEditor {
  const store = new NoteStore(doc, { now: 0, later: (task, ms) => clearLater(setTimeout(task, ms)) })
  editor = createNoteEditor(document.body.appendChild(document.createElement('div')), {
    document: doc,
    version: 0,
    link: store.link(),
    editable: true,
    label: 'Note',
    sources: [slash, pressure],
  })
  editor.focus()
  return editor
}
const clearLater = (timer: NodeJS.Timeout) => () => clearTimeout(timer)
const found = () => new Promise<void>((done) => setTimeout(done, 0))
const titles = () => editor.suggest.snapshot()?.items.map(({ title }) => title)
const text = () => documentText(editor.view.state.doc)

beforeEach(() => {
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList
  Range.prototype.getBoundingClientRect = () => new DOMRect()
})
afterEach(() => editor.destroy())

describe('what is offered', () => {
  test('opens by typing, follows the words, and the chosen one takes their place', async () => {
    open()
    typeInto(editor, 'Start /aml')
    await found()
    expect(titles()).toEqual(['Amlodipine 5 mg', 'Amlodipine 10 mg'])
    expect(editor.view.dom.getAttribute('aria-activedescendant')).toBe('note-suggest-0')
    expect(pressIn(editor, 'ArrowDown')).toBe(true)
    expect(editor.view.dom.getAttribute('aria-activedescendant')).toBe('note-suggest-1')
    expect(pressIn(editor, 'Enter')).toBe(true)
    expect(text()).toContain('Start Amlodipine 10 mg')
    expect(editor.suggest.snapshot()).toBeNull()
    expect(editor.view.dom.hasAttribute('aria-activedescendant')).toBe(false)
    expect(chipsIn(editor.view.state.doc).map(({ chip }) => chip?.kind)).toEqual(['diagnosis'])
  })

  test('not for a mark inside a word, before a space, or where the cursor only comes by', async () => {
    open()
    for (const words of ['and/or', ' yes / no', ' 146/88']) typeInto(editor, words)
    await found()
    expect(editor.suggest.snapshot()).toBeNull()
    typeInto(editor, ' /met')
    await found()
    expect(titles()).toEqual(['Metformin 500 mg'])
    editor.select(2, 2)
    expect(editor.suggest.snapshot()).toBeNull()
    editor.focus('0-0')
    await found()
    expect(editor.suggest.snapshot()).toBeNull()
  })

  test('at the end of a sentence, too, and what is put in is parted from it', async () => {
    open()
    typeInto(editor, 'No better in 2 days./met')
    await found()
    expect(titles()).toEqual(['Metformin 500 mg'])
    pressIn(editor, 'Enter')
    expect(text()).toContain('No better in 2 days. Metformin 500 mg')
    typeInto(editor, 'see https://met')
    await found()
    expect(editor.suggest.snapshot()).toBeNull()
  })

  test('Escape leaves the words as text, and only closes the list', async () => {
    open()
    let heard = 0
    const hear = () => heard++
    window.addEventListener('keydown', hear)
    typeInto(editor, '/met')
    await found()
    pressIn(editor, 'Escape')
    window.removeEventListener('keydown', hear)
    expect([editor.suggest.snapshot(), heard]).toEqual([null, 0])
    typeInto(editor, 'x')
    expect(text()).toContain('/metx')
  })

  test('Escape holds for the words, not for one key', async () => {
    open()
    typeInto(editor, '/me')
    await found()
    pressIn(editor, 'Escape')
    typeInto(editor, 't')
    await found()
    expect(editor.suggest.snapshot()).toBeNull()
    typeInto(editor, ' and /met')
    await found()
    expect(titles()).toEqual(['Metformin 500 mg'])
    pressIn(editor, 'Escape')
    const { tr, selection } = editor.view.state
    editor.view.dispatch(tr.delete(selection.head - 4, selection.head))
    typeInto(editor, '/met')
    await found()
    expect(titles()).toEqual(['Metformin 500 mg'])
  })

  test('what is taken is what was typed, not what the list showed before the answer came', async () => {
    open()
    typeInto(editor, '/lab')
    await found()
    expect(titles()).toEqual(['a1c at lab'])
    typeInto(editor, ' in 3 months')
    expect(pressIn(editor, 'Enter')).toBe(true)
    expect(chipsIn(editor.view.state.doc)).toHaveLength(0)
    await found()
    expect(chipsIn(editor.view.state.doc).map(({ attrs }) => attrs.text)).toEqual(['a1c at lab in 3 months'])
    expect(documentText(editor.view.state.doc)).not.toContain('/lab')
  })

  test('taken before there was any list, or when it lists something else now, nothing is put in unseen', async () => {
    open()
    typeInto(editor, '/met')
    expect(pressIn(editor, 'Enter')).toBe(true)
    await found()
    expect([titles(), chipsIn(editor.view.state.doc).length]).toEqual([['Metformin 500 mg'], 0])
    typeInto(editor, ' /amlodipine ')
    await found()
    expect(titles()).toEqual(['Amlodipine 5 mg', 'Amlodipine 10 mg'])
    typeInto(editor, '10')
    pressIn(editor, 'Enter')
    await found()
    expect([titles(), chipsIn(editor.view.state.doc).length]).toEqual([['Amlodipine 10 mg'], 0])
    pressIn(editor, 'Enter')
    expect(chipsIn(editor.view.state.doc).map(({ attrs }) => attrs.text)).toEqual(['Amlodipine 10 mg'])
  })

  test('while an answer is waited for, only what was typed last is looked for next', async () => {
    open()
    looked.length = 0
    typeInto(editor, '/metformi')
    await found()
    expect(looked).toEqual(['', 'metformi'])
    expect(titles()).toEqual(['Metformin 500 mg'])
  })

  test('what was gone to by hand stays chosen when the answer comes', async () => {
    open()
    typeInto(editor, '/aml')
    await found()
    typeInto(editor, 'o')
    pressIn(editor, 'ArrowDown')
    await found()
    pressIn(editor, 'Enter')
    expect(chipsIn(editor.view.state.doc).map(({ attrs }) => attrs.text)).toEqual(['Amlodipine 10 mg'])
  })

  test('says when nothing is found', async () => {
    open()
    typeInto(editor, '/zzz')
    await found()
    expect(editor.suggest.snapshot()).toMatchObject({ state: 'nothing', message: 'Nothing found for “zzz”' })
    expect(pressIn(editor, 'ArrowDown')).toBe(false)
  })

  test('Enter pressed before it is known that there is nothing to choose goes on to the next line', async () => {
    open()
    editor.focus('61150-9')
    typeInto(editor, 'mr/ms /zzz')
    pressIn(editor, 'Enter')
    expect(documentText(editor.view.state.doc)).toContain('/zzz')
    await expect.poll(() => editor.suggest.snapshot()).toBe(null)
    typeInto(editor, 'next')
    expect(documentText(editor.view.state.doc)).toContain('mr/ms /zzz\nnext')
  })

  test('what is read from ordinary words is taken with Tab; Enter goes on to the next line', async () => {
    open()
    typeInto(editor, 'BP 146/88')
    expect(titles()).toEqual(['BP 146/88'])
    pressIn(editor, 'Enter')
    expect(chipsIn(editor.view.state.doc)).toHaveLength(0)
    expect(editor.suggest.snapshot()).toBeNull()
    typeInto(editor, 'again BP 140/80')
    pressIn(editor, 'Tab')
    expect(chipsIn(editor.view.state.doc).map(({ attrs }) => attrs.text)).toEqual(['BP 140/80'])
  })
})

describe('chips', () => {
  const put = (attrs: ChipAttrs): void => {
    const { from, to } = editor.view.state.selection
    editor.run(insertChip(attrs, { from, to }))
  }

  test('a diagnosis in the assessment makes its paragraph a problem; elsewhere it does not', () => {
    const section = (code: string, title: string) => schema.node('section', { code, title }, [p('')])
    open(schema.node('doc', null, [section('61150-9', 'Subjective'), section('51847-2', 'Assessment and plan')]))
    put(chip('Cough'))
    expect(editor.view.state.doc.child(0).child(0).type.name).toBe('paragraph')
    editor.focus('51847-2')
    put(chip('Type 2 diabetes'))
    typeInto(editor, 'above goal')
    const [box] = editor.view.state.doc.child(1).children
    expect([box?.type.name, box?.textContent]).toEqual(['problem', 'Type 2 diabetes above goal'])
    put(chip('HbA1c', 'order'))
    const [, first, second] = chipsIn(editor.view.state.doc)
    expect(second?.problem).toBe(first?.attrs.id)
  })

  test('a copy is another chip; undo takes a chip and what it replaced back in one step', () => {
    open()
    const one = chip('Cough')
    put(one)
    const { view } = editor
    const slice = view.state.doc.slice(2, 3)
    view.dispatch(view.state.tr.insert(2, slice.content))
    const ids = chipsIn(view.state.doc).map(({ attrs }) => attrs.id)
    expect(new Set(ids).size).toBe(2)
    expect(ids).toContain(one.id)
    view.state.doc.check()
  })

  test('Backspace takes a staged one; one that stands for a record is asked about first', () => {
    open()
    const dropSpace = () =>
      editor.run(({ tr }, dispatch) => {
        dispatch?.(tr.delete(tr.selection.head - 1, tr.selection.head))
        return true
      })
    put(chip('Cough'))
    dropSpace()
    pressIn(editor, 'Backspace')
    expect(chipsIn(editor.view.state.doc)).toHaveLength(0)
    put({ ...chip('Asthma'), resource: { type: 'Condition', id: crypto.randomUUID() } })
    dropSpace()
    const [asthma] = chipsIn(editor.view.state.doc)
    expect(pressIn(editor, 'Backspace')).toBe(true)
    expect(chipsIn(editor.view.state.doc)).toHaveLength(1)
    expect(editor.snapshot().openChip).toEqual({ id: asthma?.attrs.id, removing: true })
  })

  test('is changed and removed by its id, its words kept when asked', () => {
    open()
    const one = chip('Cough')
    put(one)
    editor.run(changeChip(one.id, { text: 'Acute cough' }))
    expect(text()).toContain('Acute cough')
    expect(editor.run(removeChip(one.id, true))).toBe(true)
    expect(chipsIn(editor.view.state.doc)).toHaveLength(0)
    expect(text()).toContain('Acute cough')
    expect(editor.run(removeChip(one.id))).toBe(false)
  })
})
