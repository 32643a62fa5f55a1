import { undo } from 'prosemirror-history'
import type { Command, EditorState } from 'prosemirror-state'
import { describe, expect, test } from 'vitest'
import {
  indentItem,
  listAt,
  outdentAtStart,
  outdentItem,
  splitItem,
  toggleBullets,
  toggleDone,
  toggleTasks,
} from '../../../renderer/editor/commands/list.js'
import {
  deleteBeforeProblem,
  enterInProblem,
  leaveProblemAtStart,
  moveProblemDown,
  moveProblemUp,
} from '../../../renderer/editor/commands/problem.js'
import { insertTable } from '../../../renderer/editor/commands/table.js'
import { documentText, documentXhtml, parseDocument } from '../../../shared/document/index.js'
import { around, li, note, ol, p, problem, ran, stateOf, tasks, todo, ul } from './support/notes.js'

const having = (state: EditorState, ...commands: Command[]): EditorState =>
  commands.reduce((now, command) => ran(now, command) ?? now, state)

describe('tasks', () => {
  test('are made, ticked, split into open ones and made text again', () => {
    const made = having(stateOf(note([p('Call the lab|')])), toggleTasks)
    expect(made.doc.eq(note([tasks(todo(false, p('Call the lab')))]))).toBe(true)
    expect(listAt(made)).toBe('tasks')
    const ticked = having(made, toggleDone)
    expect(ticked.doc.eq(note([tasks(todo(true, p('Call the lab')))]))).toBe(true)
    const split = having(ticked, splitItem)
    expect(split.doc.eq(note([tasks(todo(true, p('Call the lab')), todo(false, p('')))]))).toBe(true)
    expect(having(split, toggleTasks).doc.eq(note([tasks(todo(true, p('Call the lab'))), p('')]))).toBe(true)
    expect(ran(stateOf(note([p('x|')])), toggleDone)).toBeNull()
  })

  test('Enter before the words of a ticked one leaves the tick with them', () => {
    const above = having(stateOf(note([tasks(todo(true, p('|Call the lab')))])), splitItem)
    expect(above.doc.eq(note([tasks(todo(false, p('')), todo(true, p('Call the lab')))]))).toBe(true)
    expect(around(above)).toBe('Subjective: |Call the lab')
  })

  test('change into other lists and back with the cursor in place, as one step of undo', () => {
    const bullets = stateOf(note([ul(li(p('one')), li(p('tw|o'), ol(li(p('deep')))))]))
    const asTasks = having(bullets, toggleTasks)
    expect(asTasks.doc.eq(note([tasks(todo(false, p('one')), todo(false, p('two'), ol(li(p('deep')))))]))).toBe(true)
    expect(around(asTasks)).toBe('Subjective: tw|o')
    expect(having(asTasks, toggleBullets).doc.eq(bullets.doc)).toBe(true)
    expect(having(asTasks, undo).doc.eq(bullets.doc)).toBe(true)
  })

  test('go in and out, also inside another kind of list', () => {
    const flat = stateOf(note([tasks(todo(false, p('one')), todo(true, p('tw|o')))]))
    const nested = note([tasks(todo(false, p('one'), tasks(todo(true, p('two')))))])
    expect(having(flat, indentItem).doc.eq(nested)).toBe(true)
    expect(having(flat, indentItem, outdentItem).doc.eq(flat.doc)).toBe(true)
    const mixed = stateOf(note([ul(li(p('one'), tasks(todo(false, p('|two')))))]))
    expect(having(mixed, outdentAtStart).doc.eq(note([ul(li(p('one'), p('two')))]))).toBe(true)
  })

  test('read as boxes in text and XHTML, and come through JSON', () => {
    const doc = note([tasks(todo(true, p('Done'), ul(li(p('how')))), todo(false, p('Open')))])
    expect(documentText(doc)).toBe('Subjective\n[x] Done\n  - how\n[ ] Open')
    expect(documentXhtml(doc)).toContain('<ul class="tasks"><li><p>☑ Done</p>')
    expect(documentXhtml(doc)).toContain('<li><p>☐ Open</p>')
    const read = parseDocument(JSON.stringify(doc))
    expect(read.ok && read.doc.eq(doc)).toBe(true)
    const odd = JSON.parse(JSON.stringify(doc).replace('"checked":true', '"checked":"yes"'))
    expect(parseDocument(odd).ok).toBe(false)
  })
})

describe('a problem', () => {
  test('moves among its neighbours as one step of undo', () => {
    const state = stateOf(note([p('first'), problem(p('E11|')), problem(p('I10'))]))
    const down = having(state, moveProblemDown)
    expect(down.doc.eq(note([p('first'), problem(p('I10')), problem(p('E11'))]))).toBe(true)
    expect(around(down)).toBe('Subjective: E11|')
    expect(having(down, moveProblemDown).doc.eq(down.doc)).toBe(true)
    expect(
      having(down, moveProblemUp, moveProblemUp).doc.eq(note([problem(p('E11')), p('first'), problem(p('I10'))])),
    ).toBe(true)
    expect(having(down, undo).doc.eq(state.doc)).toBe(true)
  })

  test('Enter in an empty last paragraph leaves it, in any other it stays whole', () => {
    const last = having(stateOf(note([problem(p('E11'), p('|')), p('next')])), enterInProblem)
    expect(last.doc.eq(note([problem(p('E11')), p(''), p('next')]))).toBe(true)
    const middle = having(stateOf(note([problem(p('E11'), p('|'), p('Metformin'))])), enterInProblem)
    expect(middle.doc.eq(note([problem(p('E11'), p(''), p(''), p('Metformin'))]))).toBe(true)
    expect(ran(stateOf(note([problem(p('E11|'))])), enterInProblem)).toBeNull()
  })

  test('Backspace at its start takes the box away and keeps what is in it', () => {
    const state = stateOf(note([p('before'), problem(p('|E11'), ul(li(p('Metformin'))))]))
    const next = having(state, leaveProblemAtStart)
    expect(next.doc.eq(note([p('before'), p('E11'), ul(li(p('Metformin')))]))).toBe(true)
    expect(ran(stateOf(note([problem(p('E11'), p('|x'))])), leaveProblemAtStart)).toBeNull()
    expect(having(next, undo).doc.eq(state.doc)).toBe(true)
  })

  test('never becomes part of the one before by Delete', () => {
    const opened = having(stateOf(note([problem(p('E11|')), problem(p('I10'), p('Lisinopril'))])), deleteBeforeProblem)
    expect(opened.doc.eq(note([problem(p('E11')), p('I10'), p('Lisinopril')]))).toBe(true)
    const blank = having(stateOf(note([p('|'), problem(p('I10'))])), deleteBeforeProblem)
    expect(blank.doc.eq(note([problem(p('I10'))]))).toBe(true)
    expect(ran(stateOf(note([problem(p('E11|'), p('Metformin')), problem(p('I10'))])), deleteBeforeProblem)).toBeNull()
    expect(ran(stateOf(note([p('E11|')], [problem(p('I10'))])), deleteBeforeProblem)).toBeNull()
  })

  test('lists and tables in it stay in it', () => {
    const listed = having(stateOf(note([problem(p('E11'), p('Metformin|'))])), toggleTasks)
    expect(listed.doc.eq(note([problem(p('E11'), tasks(todo(false, p('Metformin'))))]))).toBe(true)
    const tabled = having(stateOf(note([problem(p('E11'), p('|'))])), insertTable(2, 2))
    expect(
      tabled.doc
        .child(0)
        .child(0)
        .children.map(({ type }) => type.name),
    ).toEqual(['paragraph', 'table', 'paragraph'])
  })
})
