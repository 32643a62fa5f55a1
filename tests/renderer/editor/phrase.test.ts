// @vitest-environment jsdom
import { undo } from 'prosemirror-history'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createNoteEditor, type NoteEditor } from '../../../renderer/editor/createNoteEditor.js'
import { insertPhrase } from '../../../renderer/editor/phrase/insert.js'
import { nextWildcard } from '../../../renderer/editor/plugins/wildcards.js'
import { documentText, phraseFromLines, schema } from '../../../shared/document/index.js'
import { h, li, note, p, table, td, th, tr, ul } from './support/notes.js'
import { NoteStore } from './support/store.js'
import { pressIn, typeInto } from './support/typing.js'

let editor: NoteEditor
const later = (task: () => void, ms: number) => {
  const timer = setTimeout(task, ms)
  return () => clearTimeout(timer)
}

function open(doc = note([p('')], [p('')])): NoteEditor {
  const store = new NoteStore(doc, { now: 0, later })
  editor = createNoteEditor(document.body.appendChild(document.createElement('div')), {
    document: doc,
    version: 0,
    link: store.link(),
    editable: true,
    label: 'Note',
  })
  editor.focus()
  return editor
}
const text = () => documentText(editor.view.state.doc)
const selected = () => {
  const { from, to } = editor.view.state.selection
  return editor.view.state.doc.textBetween(from, to)
}
const type = (words: string) => typeInto(editor, words)
const press = (key: string) => pressIn(editor, key)
const offered = () => editor.picking.snapshot()?.items.map(({ title }) => title)
/** Puts a phrase where `typed` stands. */
function put(lines: string, typed: string): void {
  const { doc } = editor.view.state
  let from = -1
  doc.descendants((node, pos) => {
    const at = node.isText ? (node.text ?? '').indexOf(typed) : -1
    if (at >= 0 && from < 0) from = pos + at
    return true
  })
  editor.run(insertPhrase(phraseFromLines(lines), { from, to: from + typed.length }))
}
/** The words of the note that are a phrase's. */
function fromTemplate(): string {
  const words: string[] = []
  editor.view.state.doc.descendants((node) => {
    if (node.isText && schema.marks.template.isInSet(node.marks)) words.push(node.text ?? '')
    return true
  })
  return words.join('/')
}

beforeEach(() => {
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList
  Range.prototype.getBoundingClientRect = () => new DOMRect()
})
afterEach(() => editor.destroy())

describe('a phrase put in the note', () => {
  test('goes into the sentence, selects the first place to fill in, and one undo takes all of it back', () => {
    open(note([p('Knee .kn today')], [p('')]))
    put('{left|right} knee, *** weeks', '.kn')
    expect(text()).toContain('Knee {left|right} knee, *** weeks today')
    expect(selected()).toBe('{left|right}')
    editor.run(undo)
    expect(text()).toContain('Knee .kn today')
    expect(fromTemplate()).toBe('')
  })

  test('of several blocks takes the place of an empty paragraph, and parts one with words', () => {
    open(note([p('.two')], [p('before .two after')]))
    put('# Head\n- one\n- ***', '.two')
    put('First\nSecond', '.two')
    expect(text()).toBe('Subjective\nHead\n- one\n- ***\n\nObjective\nbefore First\nSecond after')
    editor.view.state.doc.check()
  })

  test('fits into lists and cells', () => {
    open(note([ul(li(p('.two')))], [table(tr(th('a'), td('.two')))]))
    put('# Head\nmore\n| x | y |', '.two')
    put('# Head\n- one', '.two')
    expect(text()).toBe('Subjective\n- Head\n  more\n  x | y\n\nObjective\na | Head - one')
    editor.view.state.doc.check()
  })

  test('with sections goes where the note has them; the others stand below under their titles', () => {
    const section = (code: string, title: string, ...blocks: ReturnType<typeof p>[]) =>
      schema.node('section', { code, title }, blocks)
    const doc = schema.node('doc', null, [
      section('61150-9', 'Subjective', p('Here *** .visit')),
      section('61149-1', 'Objective', p('BP 130/80'), p('')),
    ])
    open(doc)
    put('= Subjective\nStory\n= Objective\nExam ***\n= Plan\nDo', '.visit')
    const said = text()
    expect(said.match(/Story/g)).toHaveLength(1)
    expect(said).toContain('BP 130/80\nExam ***')
    expect(said).toContain('Plan\nDo')
    expect(selected()).toBe('***')
    editor.view.state.doc.check()
    editor.run(undo)
    expect(editor.view.state.doc.eq(doc)).toBe(true)
  })

  test('is marked as nobody’s writing; what is typed among it is not', () => {
    open(note([p('.kn')], [p('')]))
    put('Pain for *** weeks', '.kn')
    expect(fromTemplate()).toBe('Pain for *** weeks')
    type('three')
    expect(text()).toContain('Pain for three weeks')
    expect(fromTemplate()).toBe('Pain for / weeks')
  })
})

describe('a list in the text', () => {
  const list = (lines: string) => {
    open(note([p('.x'), p('end')], [p('{no|yes}')]))
    put(lines, '.x')
  }

  test('opens when it is selected, and a number key takes an option and goes on', () => {
    list('Knee {left|right|both}, {*hot|swollen} ***')
    expect(offered()).toEqual(['left', 'right', 'both'])
    type('2')
    expect(text()).toContain('Knee right, {*hot|swollen} ***')
    expect(offered()).toEqual(['hot', 'swollen'])
    expect(fromTemplate()).not.toContain('right')
  })

  test('takes arrows and Enter, first letters and Enter, or words of one’s own', () => {
    list('{left|right} {left|right} {left|right} stop')
    press('ArrowDown')
    press('Enter')
    type('r')
    expect(editor.picking.snapshot()?.selected).toBe(1)
    press('Tab')
    type('le')
    type('gs both')
    expect(text()).toContain('right right legs both stop')
  })

  test('whose options are numbers takes them by what they are, never by their place', () => {
    list('PHQ {0|1|2|3}')
    type('2')
    press('Enter')
    expect(text()).toContain('PHQ 2')
  })

  test('of several takes what was picked, in order', () => {
    list('Has {*fever|cough|rash}.')
    type('3')
    press(' ')
    press('ArrowUp')
    press('ArrowUp')
    press(' ')
    press('ArrowDown')
    press(' ')
    expect(editor.picking.snapshot()?.items.map(({ icon }) => icon)).toEqual(['check', 'check', 'plus'])
    press('Enter')
    expect(text()).toContain('Has fever and cough.')
  })

  test('of several takes all that say something by 0, less what is taken off; what has parts is kept apart', () => {
    list('Saw {*heart: regular, no murmur|lungs: clear|skin: no rash|not examined|***}. End')
    type('0')
    expect(editor.picking.snapshot()?.items.map(({ icon }) => icon === 'check')).toEqual([
      true,
      true,
      true,
      false,
      false,
    ])
    type('2')
    press('Enter')
    expect(text()).toContain('Saw heart: regular, no murmur; skin: no rash. End')
  })

  test('keeps what was picked while a colleague writes elsewhere', () => {
    list('{*fever|cough|rash} today')
    type('1')
    type('3')
    const { view } = editor
    view.dispatch(view.state.tr.insertText('More. ', 2))
    expect(offered()).toEqual(['fever', 'cough', 'rash'])
    press('Enter')
    expect(text()).toContain('More. fever and rash today')
  })

  test('is not answered by a key held down', () => {
    list('{no|yes} and {no|yes}')
    const { view } = editor
    const held = new KeyboardEvent('keydown', { key: 'Enter', repeat: true })
    expect(view.someProp('handleKeyDown', (handle) => handle(view, held))).toBe(true)
    expect(text()).toContain('{no|yes} and {no|yes}')
    press('Enter')
    expect(text()).toContain('no and {no|yes}')
  })

  test('with something else to say leaves a wildcard there, selected', () => {
    list('{none|***} then {a|b}')
    type('2')
    expect(text()).toContain('*** then {a|b}')
    expect(selected()).toBe('***')
  })

  test('is gone on to by F2 like a wildcard, and Escape leaves it as it is', () => {
    list('{a|b} *** {c|d}')
    press('Escape')
    expect(editor.picking.snapshot()).toBeNull()
    expect(text()).toContain('{a|b} *** {c|d}')
    editor.run(nextWildcard)
    expect(selected()).toBe('***')
    editor.run(nextWildcard)
    expect([selected(), offered()]).toEqual(['{c|d}', ['c', 'd']])
    editor.run(nextWildcard)
    expect(selected()).toBe('{no|yes}')
    expect(editor.snapshot().toolbar.wildcards).toBe(4)
  })

  test('is not opened where nothing may be written', () => {
    open(note([p('{a|b}')], [h('x')]))
    editor.setEditable(false)
    editor.run(nextWildcard)
    expect(editor.picking.snapshot()).toBeNull()
  })
})
