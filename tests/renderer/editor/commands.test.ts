import { undo } from 'prosemirror-history'
import { AllSelection, type EditorState, NodeSelection } from 'prosemirror-state'
import { describe, expect, test } from 'vitest'
import { toggleHeading } from '../../../renderer/editor/commands/heading.js'
import { listAt, outdentAtStart, toggleBullets, toggleNumbers } from '../../../renderer/editor/commands/list.js'
import {
  backspaceAtStart,
  deleteAcross,
  deleteAtEnd,
  goToSection,
  nextSection,
  previousSection,
} from '../../../renderer/editor/commands/section.js'
import {
  insertTable,
  nextCell,
  previousCell,
  removeColumn,
  removeRow,
  stayInCell,
} from '../../../renderer/editor/commands/table.js'
import {
  find,
  findFirst,
  findNext,
  matchCount,
  replaceAll,
  replaceNext,
} from '../../../renderer/editor/plugins/find.js'
import { nextWildcard, wildcardCount } from '../../../renderer/editor/plugins/wildcards.js'
import { partWords } from '../../../renderer/editor/plugins/wordHistory.js'
import { toolbarState } from '../../../renderer/editor/toolbarState.js'
import { documentText, schema } from '../../../shared/document/index.js'
import { dx } from '../../support/chips.js'
import { around, h, li, note, ol, p, ran, stateOf, table, tasks, td, th, todo, tr, ul } from './support/notes.js'

const text = (state: EditorState | null): string => (state ? documentText(state.doc) : 'does not apply')

describe('sections stay', () => {
  test('Backspace at the start goes to the end of the section before and joins nothing', () => {
    const state = stateOf(note([p('Dizzy.')], [p('|BP 146/88')]))
    const next = ran(state, backspaceAtStart)
    expect(next?.doc.eq(state.doc)).toBe(true)
    expect(next && around(next)).toBe('Subjective: Dizzy.|')
  })

  test('Backspace in an empty first paragraph takes the paragraph, in the very first section nothing', () => {
    const state = stateOf(note([p('Dizzy.')], [p('|'), p('BP')]))
    expect(text(ran(state, backspaceAtStart))).toBe('Subjective\nDizzy.\n\nObjective\nBP')
    const first = stateOf(note([p('|Dizzy.')], [p('')]))
    expect(ran(first, backspaceAtStart)?.doc.eq(first.doc)).toBe(true)
  })

  test('Backspace at the start of a heading makes it a paragraph', () => {
    const next = ran(stateOf(note([h('|Feet')])), backspaceAtStart)
    expect(next?.doc.eq(note([p('Feet')]))).toBe(true)
  })

  test('Delete at the end goes to the next section', () => {
    const state = stateOf(note([ul(li(p('Dizzy.|')))], [p('BP')]))
    const next = ran(state, deleteAtEnd)
    expect(next?.doc.eq(state.doc)).toBe(true)
    expect(next && around(next)).toBe('Objective: |BP')
    expect(ran(stateOf(note([p('Dizzy.|'), p('more')])), deleteAtEnd)).toBeNull()
  })

  test('a selection over sections is deleted in each', () => {
    const state = stateOf(
      note([p('Dizzy '), p('since <Monday')], [p('BP 146/88'), table(tr(td('x')))], [p('T2DM>, above goal')]),
    )
    const next = ran(state, deleteAcross)
    expect(text(next)).toBe('Subjective\nDizzy \nsince\n\nObjective\n\nAssessment\n, above goal')
    expect(next && around(next)).toBe('Subjective: since |')
    next?.doc.check()
  })

  test('everything selected and deleted leaves the empty sections', () => {
    const filled = stateOf(note([h('A'), p('a')], [ul(li(p('b')))], [table(tr(td('c')))]))
    const all = filled.apply(filled.tr.setSelection(new AllSelection(filled.doc)))
    const next = ran(all, deleteAcross)
    expect(next?.doc.eq(note([p()], [p()], [p()]))).toBe(true)
    expect(next && ran(next, undo)?.doc.eq(filled.doc)).toBe(true)
  })

  test('everything selected in a note of one section is deleted too, and written over', () => {
    const filled = stateOf(note([p('one'), p('two')]))
    const all = filled.apply(filled.tr.setSelection(new AllSelection(filled.doc)))
    expect(ran(all, deleteAcross)?.doc.eq(note([p()]))).toBe(true)
  })

  test('an edit that would change the sections is refused whole', () => {
    const state = stateOf(note([p('one')], [p('two')]))
    expect(state.apply(state.tr.delete(0, state.doc.child(0).nodeSize)).doc.eq(state.doc)).toBe(true)
    expect(state.apply(state.tr.setNodeAttribute(0, 'title', 'Other')).doc.eq(state.doc)).toBe(true)
    expect(state.apply(state.tr.delete(3, 10)).doc.eq(state.doc)).toBe(true)
    expect(state.apply(state.tr.insert(0, state.doc.child(0))).doc.eq(state.doc)).toBe(true)
  })

  test('Alt and arrows go from section to section', () => {
    const state = stateOf(note([p('one')], [p('tw|o')], [p('three')]))
    const moved = (command: typeof nextSection) => {
      const next = ran(state, command)
      return next && around(next)
    }
    expect(moved(nextSection)).toBe('Assessment: three|')
    expect(moved(previousSection)).toBe('Subjective: one|')
    expect(moved(goToSection('2-0'))).toBe('Assessment: three|')
    expect(ran(state, goToSection('unknown'))).toBeNull()
  })

  test('what is written at the end of a section that ends with a table stands below it', () => {
    const state = stateOf(note([p('one|')], [table(tr(td('reflexes'), td('present')))]))
    const there = ran(state, nextSection)
    const after = there?.apply(there.tr.insertText('BP'))
    expect(after?.doc.child(1).children.map((block) => `${block.type.name} ${block.textContent}`)).toEqual([
      'table reflexespresent',
      'paragraph BP',
    ])
    after?.doc.check()
  })
})

describe('lists', () => {
  test('are made, changed in kind and taken back', () => {
    const bulleted = ran(stateOf(note([p('on|e')])), toggleBullets) as EditorState
    expect(bulleted.doc.eq(note([ul(li(p('one')))]))).toBe(true)
    const numbered = ran(bulleted, toggleNumbers) as EditorState
    expect(numbered.doc.eq(note([ol(li(p('one')))]))).toBe(true)
    expect(listAt(numbered)).toBe('numbers')
    expect(ran(numbered, toggleNumbers)?.doc.eq(note([p('one')]))).toBe(true)
  })

  test('Backspace at the start of an item takes it out of the list', () => {
    const next = ran(stateOf(note([ul(li(p('one')), li(p('|two')))])), outdentAtStart)
    expect(next?.doc.eq(note([ul(li(p('one'))), p('two')]))).toBe(true)
    expect(ran(stateOf(note([ul(li(p('tw|o')))])), outdentAtStart)).toBeNull()
  })
})

describe('headings', () => {
  test('toggle', () => {
    const heading = ran(stateOf(note([p('Fe|et')])), toggleHeading) as EditorState
    expect(heading.doc.eq(note([h('Feet')]))).toBe(true)
    expect(toolbarState(heading).heading).toBe(2)
    expect(ran(heading, toggleHeading)?.doc.eq(note([p('Feet')]))).toBe(true)
  })
})

describe('tables', () => {
  const small = () => stateOf(note([table(tr(th('Day|'), th('BP')), tr(td('Mon'), td('146/88')))]))

  test('are set with a heading row, the cursor in the first cell, and room to write after', () => {
    const next = ran(stateOf(note([p('|')], [p('')])), insertTable(2, 2)) as EditorState
    expect(next.doc.child(0).children.map(({ type }) => type.name)).toEqual(['table', 'paragraph'])
    expect(next.selection.$from.node(-1).type).toBe(schema.nodes.table_header)
    next.doc.check()
    const below = ran(stateOf(note([p('text|'), p('more')])), insertTable(2, 2)) as EditorState
    expect(below.doc.child(0).children.map(({ type }) => type.name)).toEqual(['paragraph', 'table', 'paragraph'])
    expect(ran(small(), insertTable())).toBeNull()
  })

  test('Tab goes through the cells and makes a row at the end', () => {
    let state = small()
    for (const expected of ['BP', 'Mon', '146/88']) {
      state = ran(state, nextCell) as EditorState
      expect(state.selection.$from.parent.textContent).toBe(expected)
    }
    state = ran(state, nextCell) as EditorState
    expect(state.doc.child(0).child(0).childCount).toBe(3)
    expect(ran(small(), previousCell)?.selection.$from.parent.textContent).toBe('Day')
    expect(ran(stateOf(note([p('|')])), nextCell)).toBeNull()
  })

  test('rows and columns go, the last one with the table', () => {
    const one = ran(small(), removeRow) as EditorState
    expect(text(one)).toBe('Subjective\nMon | 146/88')
    const less = ran(one, removeColumn) as EditorState
    const gone = ran(less, removeRow) as EditorState
    expect(gone.doc.eq(note([p('')]))).toBe(true)
  })

  test('Backspace at the start of a cell does nothing', () => {
    expect(ran(stateOf(note([table(tr(td('one'), td('|two')))])), stayInCell)).not.toBeNull()
    expect(ran(stateOf(note([table(tr(td('one'), td('t|wo')))])), stayInCell)).toBeNull()
  })
})

describe('find', () => {
  const words = { words: 'bp', replacement: 'Blood pressure', matchCase: false, wholeWord: false }
  const looking = () =>
    ran(stateOf(note([p('BP 146/88, |bp'), p('(BP)')], [ul(li(p('no bpm')))])), find(words)) as EditorState

  test('counts, goes round and replaces', () => {
    let state = ran(looking(), findFirst) as EditorState
    expect(matchCount(state)).toEqual({ total: 4, text: 4, current: 2 })
    state = ran(ran(ran(state, findNext) as EditorState, findNext) as EditorState, findNext) as EditorState
    expect(matchCount(state).current).toBe(1)
    state = ran(state, replaceNext) as EditorState
    expect(state.doc.child(0).textContent).toBe('Blood pressure 146/88, bp(BP)')
    state = ran(state, replaceAll) as EditorState
    expect(state.doc.textContent).toBe('Blood pressure 146/88, Blood pressure(Blood pressure)no Blood pressurem')
    expect(matchCount(state)).toEqual({ total: 0, text: 0, current: 0 })
  })

  test('keeps the capital of a sentence, and bold, and is taken back alone', () => {
    const bold = schema.text('left', [schema.mark('strong')])
    let state = stateOf(note([p('Left knee, ', bold, ' hip. |')]))
    const typed = state.tr.insertText('left')
    partWords(typed)
    state = ran(state.apply(typed), find({ ...words, words: 'left', replacement: 'right' })) as EditorState
    const replaced = ran(state, replaceAll) as EditorState
    expect(replaced.doc.textContent).toBe('Right knee, right hip. right')
    expect(replaced.doc.firstChild?.firstChild?.child(1).marks).toHaveLength(1)
    expect(ran(replaced, undo)?.doc.textContent).toBe('Left knee, left hip. left')
    const exact = { ...words, words: 'left', replacement: '', matchCase: true }
    expect(ran(ran(state, find(exact)) as EditorState, replaceAll)?.doc.textContent).toBe('Left knee,  hip. ')
  })

  test('finds what chips say and what is in tasks, and replaces only text', () => {
    const chip = schema.node('chip', { ...dx('Raised BP') })
    const doc = note([p('|BP ', chip)], [tasks(todo(false, p('check BP')))])
    let state = ran(ran(stateOf(doc), find(words)) as EditorState, findFirst) as EditorState
    expect(matchCount(state)).toEqual({ total: 3, text: 2, current: 1 })
    state = ran(state, findNext) as EditorState
    expect(state.selection).toBeInstanceOf(NodeSelection)
    expect(matchCount(state).current).toBe(2)
    state = ran(state, replaceAll) as EditorState
    expect(documentText(state.doc)).toBe('Subjective\nBlood pressure Raised BP\n\nObjective\n[ ] check Blood pressure')
    expect(matchCount(ran(state, find({ ...words, words: 'raised', wholeWord: true })) ?? state).total).toBe(1)
  })

  test('whole words, case and signs as typed', () => {
    const count = (more: Partial<typeof words>) =>
      matchCount(ran(looking(), find({ ...words, ...more })) ?? looking()).total
    expect(count({ wholeWord: true })).toBe(3)
    expect(count({ matchCase: true })).toBe(2)
    expect(count({ words: '(BP)' })).toBe(1)
    expect(count({ words: '' })).toBe(0)
  })
})

describe('wildcards', () => {
  test('are counted as they come and go, and gone to in turn', () => {
    let state = stateOf(note([p('pulses *** and| sensation')], [p('*** mg')]))
    expect(wildcardCount(state)).toBe(2)
    state = ran(state, nextWildcard) as EditorState
    expect(around(state)).toBe('Objective: ***| mg')
    state = state.apply(state.tr.insertText('25'))
    expect(wildcardCount(state)).toBe(1)
    state = state.apply(state.tr.insertText(' **', 3))
    state = state.apply(state.tr.insertText('*', 6))
    expect(wildcardCount(state)).toBe(2)
    state = ran(ran(state, nextWildcard) as EditorState, undo) as EditorState
    expect(wildcardCount(ran(state, undo) as EditorState)).toBe(2)
  })

  test('stay right through random edits', () => {
    let state = stateOf(note([p('*** a'), p('b')], [ul(li(p('***')))]))
    let seed = 7
    for (let i = 0; i < 400; i++) {
      seed = (seed * 1103515245 + 12345) % 2147483648
      const size = state.doc.content.size
      const at = seed % size
      const $at = state.doc.resolve(at)
      if (!$at.parent.isTextblock) continue
      const edit =
        seed % 3 === 0
          ? state.tr.delete(at, Math.min($at.end(), at + 4))
          : state.tr.insertText(seed % 2 ? '*' : 'x', at)
      state = state.apply(edit)
      expect(wildcardCount(state)).toBe(
        (state.doc.textBetween(0, state.doc.content.size, '\n').match(/\*{3,}/g) ?? []).length,
      )
    }
  })
})

test('undo takes back one word at a time, however fast it was typed', () => {
  let state = stateOf(note([p('|')]))
  for (const char of 'start amlodipine 5 mg') {
    const step = state.tr.insertText(char)
    partWords(step)
    state = state.apply(step)
  }
  const seen: string[] = []
  for (let i = 0; i < 4; i++) {
    state = ran(state, undo) as EditorState
    seen.push(state.doc.textContent)
  }
  expect(seen).toEqual(['start amlodipine 5 ', 'start amlodipine ', 'start ', ''])
})
