// @vitest-environment jsdom
import { closeHistory, history, undo } from 'prosemirror-history'
import { EditorState } from 'prosemirror-state'
import { expect, test } from 'vitest'
import { writtenByOthers } from '../../../renderer/editor/journal/journal.js'
import { theirs } from '../../../renderer/editor/plugins/theirs.js'
import { note, p } from './support/notes.js'

test('undo spares what a colleague wrote, however much they have written since', () => {
  let state = EditorState.create({ doc: note([p('')], [p('')]), plugins: [history(), theirs()] })
  const theyWrite = (text: string, at: number): void => {
    const tr = state.tr.insertText(text, at).setMeta('addToHistory', false)
    state = state.apply(tr.setMeta(writtenByOthers, [{ from: at, to: at + text.length }]))
  }
  state = state.apply(closeHistory(state.tr).insertText('Mine here.', 2))
  theyWrite('theirs ', 7)
  const plan = state.doc.content.size - 2
  for (let word = 0; word < 600; word++) theyWrite('more ', plan + word * 5)
  undo(state, (tr) => (state = state.apply(tr)))
  expect(state.doc.firstChild?.textContent).toBe('theirs ')
})
