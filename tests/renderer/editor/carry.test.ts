import { closeHistory, redo, undo } from 'prosemirror-history'
import type { Node } from 'prosemirror-model'
import { type EditorState, TextSelection } from 'prosemirror-state'
import { describe, expect, it } from 'vitest'
import { carryIn, confirmCarried, nextCarried } from '../../../renderer/editor/carry/commands.js'
import { splitItem } from '../../../renderer/editor/commands/list.js'
import { toggleStrong } from '../../../renderer/editor/commands/marks.js'
import { bringBack } from '../../../renderer/editor/past/bringBack.js'
import {
  carriable,
  chipsIn,
  documentText,
  documentXhtml,
  originInWords,
  originOf,
  parseDocument,
  schema,
  untouchedIn,
  wildcards,
} from '../../../shared/document/index.js'
import { li, note, p, ran, stateOf, ul } from './support/notes.js'

const source = { note: '11111111-1111-4111-8111-111111111111', date: '2026-06-03' }
const chip = (kind: string, text: string, resource: unknown = null): Node =>
  schema.node('chip', { id: '22222222-2222-4222-8222-222222222222', kind, text, data: null, resource })
const earlier = (...sections: Node[][]): Node => note(...sections)

/** What the earlier note's sections make of a note. */
function carriedInto(now: Node, before: Node): EditorState {
  const state = ran(stateOf(now), carryIn(carriable(before), source))
  if (!state) throw new Error('nothing was carried')
  return state
}
const untouched = (state: EditorState): string[] => untouchedIn(state.doc).map(({ text }) => text)
/** Types words before the first place where `before` stands. */
function typed(state: EditorState, words: string, before: string): EditorState {
  let at = -1
  state.doc.descendants((node, pos) => {
    const index = node.isText ? (node.text ?? '').indexOf(before) : -1
    if (at < 0 && index >= 0) at = pos + index
    return at < 0
  })
  const there = state.apply(state.tr.setSelection(TextSelection.create(state.doc, at)))
  return there.apply(closeHistory(there.tr).insertText(words))
}

describe('carrying parts of an earlier note', () => {
  it('puts each part at the end of its section, and in the empty line of an empty one, as one step of undo', () => {
    const now = note([p('Here today.')], [p()])
    const state = carriedInto(now, earlier([p('Walks daily.'), ul(li(p('Knee pain')))], [p('Feet fine.')]))
    expect(documentText(state.doc)).toBe('Subjective\nHere today.\nWalks daily.\n- Knee pain\n\nObjective\nFeet fine.')
    expect(untouched(state)).toEqual(['Walks daily.', 'Knee pain', 'Feet fine.'])
    expect(ran(state, undo)?.doc.eq(now)).toBe(true)
    const parsed = parseDocument(JSON.stringify(state.doc.toJSON()))
    expect(parsed.ok && parsed.doc.eq(state.doc)).toBe(true)
    expect(documentXhtml(state.doc)).toContain(
      '<span class="carried" title="Carried from 3 Jun 2026">Walks daily.</span>',
    )
  })

  it('adds a section the note lacks, and knows assessment and plan divided otherwise', () => {
    const combined = schema.node('doc', null, [
      schema.node('section', { code: '51847-2', title: 'Assessment and plan' }, p('Stable.')),
    ])
    const divided = schema.node('doc', null, [
      schema.node('section', { code: '18776-5', title: 'Plan' }, p('Continue.')),
      schema.node('section', { code: '10157-6', title: 'Family history' }, p('Mother: stroke.')),
    ])
    expect(documentText(carriedInto(combined, divided).doc)).toBe(
      'Assessment and plan\nStable.\nContinue.\n\nFamily history\nMother: stroke.',
    )
  })

  it('orders nothing twice: chips come as words, a diagnosis goes on standing for its problem', () => {
    const bound = { type: 'Condition', id: '33333333-3333-4333-8333-333333333333' }
    const state = carriedInto(
      note([p()]),
      earlier([p('For ', chip('diagnosis', 'Type 2 diabetes', bound), ' order ', chip('order', 'HbA1c in 3 months'))]),
    )
    expect(documentText(state.doc)).toContain('For Type 2 diabetes order HbA1c in 3 months')
    const chips = chipsIn(state.doc)
    expect(chips.map(({ attrs }) => attrs.kind)).toEqual(['diagnosis'])
    expect(chips[0]?.attrs.resource).toEqual(bound)
    expect(chips[0]?.attrs.id).not.toBe('22222222-2222-4222-8222-222222222222')
    const made = carriedInto(note([p()]), earlier([p(chip('diagnosis', 'Gout'))]))
    expect(chipsIn(made.doc)[0]?.attrs.resource).toEqual({
      type: 'Condition',
      id: '22222222-2222-4222-8222-222222222222',
    })
  })

  it('brings living data as it was then, with its date, and says what was never filled in', () => {
    const at = '2026-06-03T09:00:00.000Z'
    const link = schema.node('smart_link', { link: 'a1c', text: 'HbA1c 7.6 %', at, sources: [] })
    const list = schema.node('smart_list', { link: 'm', title: 'Medicines', rows: ['Metformin'], at, sources: [] })
    const before = earlier([p('Last ', link, '.'), list, p('Pulses *** and ***.')])
    expect(carriable(before)[0]?.blocks.map(({ unfilled }) => unfilled)).toEqual([0, 0, 2])
    const now = link.type.create({ ...link.attrs, text: 'HbA1c 7.9 %' })
    const renewed = ran(
      stateOf(note([p()])),
      carryIn(carriable(before), source, (data) => (data.type === link.type ? now : undefined)),
    )
    expect(renewed && documentText(renewed.doc)).toContain('Last HbA1c 7.9 %.')
    expect(renewed && documentText(renewed.doc)).toContain('Medicines (as of 3 Jun 2026)')
    const { doc } = carriedInto(note([p()]), before)
    expect(documentText(doc)).toContain('Last HbA1c 7.6 % (as of 3 Jun 2026).')
    expect(documentText(doc)).toContain('Medicines (as of 3 Jun 2026)\n- Metformin')
    expect(wildcards(doc)).toHaveLength(2)
  })
})

describe('a carried line', () => {
  const start = () => carriedInto(note([p('Mine.')]), earlier([p('First line.'), p('Second line.')]))

  it('is the writer’s as soon as they work on it, in the same step of undo', () => {
    const state = start()
    const after = typed(state, 'New ', 'First')
    expect(untouched(after)).toEqual(['Second line.'])
    const undone = ran(after, undo)
    expect(undone && untouched(undone)).toEqual(['First line.', 'Second line.'])
    const again = undone && ran(undone, redo)
    expect(again && untouched(again)).toEqual(['Second line.'])
  })

  it('keeps its words as carried ones: what is new is what was typed', () => {
    const after = typed(start(), 'New ', 'line')
    const { written, carried } = originOf(after.doc)
    expect({ written, carried }).toEqual({ written: 2, carried: [{ ...source, words: 4, unconfirmed: 2 }] })
    const inWord = typed(after, 'x', 'econd')
    expect(originOf(inWord.doc).carried).toMatchObject([{ unconfirmed: 0 }])
    expect(JSON.stringify(after.doc.toJSON())).toContain('"by":"whoever wrote on"')
    const marked = new Map<string, boolean>()
    after.doc.descendants((node) => {
      if (node.isText) marked.set(node.text ?? '', schema.marks.carried.isInSet(node.marks) !== undefined)
    })
    expect([...marked].slice(1, 4)).toEqual([
      ['First ', true],
      ['New ', false],
      ['line.', true],
    ])
  })

  it('is no less carried for being bold', () => {
    const state = start()
    const all = state.apply(state.tr.setSelection(TextSelection.create(state.doc, 2, state.doc.content.size - 2)))
    const bold = ran(all, toggleStrong) as EditorState
    expect(untouched(bold)).toEqual(['First line.', 'Second line.'])
    expect(originOf(bold.doc)).toEqual(originOf(state.doc))
  })

  it('is as it was when an earlier moment is brought back', () => {
    const state = start()
    const after = typed(state, 'New ', 'First')
    const back = ran(after, bringBack(state.doc)) as EditorState
    expect(back.doc.eq(state.doc)).toBe(true)
  })

  it('is touched by what is taken away, not by its look or by work elsewhere', () => {
    const state = start()
    expect(untouched(typed(state, 'x', 'Mine'))).toHaveLength(2)
    const line = untouchedIn(state.doc)[0] as { from: number; to: number }
    const chosen = state.apply(state.tr.setSelection(TextSelection.create(state.doc, line.from, line.from + 5)))
    expect(untouched(ran(chosen, toggleStrong) as EditorState)).toHaveLength(2)
    expect(untouched(chosen.apply(chosen.tr.deleteSelection()))).toEqual(['Second line.'])
    const second = state.apply(state.tr.delete(line.from, line.to + 2))
    expect(untouched(second)).toEqual(['Second line.'])
    expect(untouched(state.apply(state.tr.delete(line.to - 2, line.to + 4)))).toEqual([])
  })

  it('is not touched by a new line after it, and stays carried when it is moved whole', () => {
    const state = start()
    const line = untouchedIn(state.doc)[0] as { from: number; to: number }
    const end = state.apply(state.tr.setSelection(TextSelection.create(state.doc, line.to)))
    expect(untouched(end.apply(end.tr.split(line.to)))).toEqual(['First line.', 'Second line.'])
    expect(untouched(end.apply(end.tr.split(line.to - 3)))).toEqual(['Second line.'])
    const slice = state.doc.slice(line.from - 1, line.to + 1)
    const { tr } = state
    tr.delete(line.from - 1, line.to + 1).insert(1, slice.content)
    expect(untouched(state.apply(tr))).toEqual(['First line.', 'Second line.'])
    expect(ran(end, splitItem)).toBeNull()
  })

  it('is left alone by what others write', () => {
    const state = start()
    const line = untouchedIn(state.doc)[0] as { from: number }
    const theirs = state.tr.insertText('x', line.from + 2).setMeta('fromJournal', true)
    expect(state.apply(theirs).doc.textContent).toContain('Fixrst')
    expect(untouched(state.apply(theirs))).toHaveLength(2)
  })

  it('may be confirmed, which says by whom and is undone like an edit', () => {
    const state = start()
    const there = ran(state, nextCarried) as EditorState
    const done = ran(there, confirmCarried('Dr Lena Novak', '2026-11-22T10:00:00.000Z')) as EditorState
    expect(untouched(done)).toEqual(['Second line.'])
    expect(JSON.stringify(done.doc.toJSON())).toContain('"by":"Dr Lena Novak"')
    expect(originOf(done.doc).carried).toEqual([{ ...source, words: 4, unconfirmed: 2 }])
    expect(untouched(ran(done, undo) as EditorState)).toHaveLength(2)
    expect(ran(stateOf(note([p('|Mine')])), confirmCarried('x', '2026-11-22T10:00:00.000Z'))).toBeNull()
  })
})

describe('where the words of a note come from', () => {
  it('is counted and told', () => {
    const { doc } = carriedInto(note([p('One two three four five six')]), earlier([p('seven eight')]))
    expect(originInWords(originOf(doc))).toBe('75 % written at this visit; carried from 3 Jun 2026: 25 %')
    expect(originInWords(originOf(note([p('All mine')])))).toBe('100 % written at this visit')
    expect(originInWords(originOf(note([p()])))).toBeUndefined()
  })

  it('counts living data apart, and costs no walk of what did not change', () => {
    const link = schema.node('smart_link', {
      link: 'a1c',
      text: 'HbA1c 7.6 %',
      at: '2026-06-03T09:00:00.000Z',
      sources: [],
    })
    const before = note(
      [p('Mine ', link)],
      Array.from({ length: 300 }, (_, at) => p(`Line ${at}`)),
    )
    expect(originOf(before)).toEqual({ written: 601, template: 0, data: 2, carried: [] })
    const state = stateOf(before)
    const after = state.apply(state.tr.insertText('Now ', 2)).doc
    let read = 0
    const line = after.child(1).child(7)
    Object.defineProperty(line, 'content', { get: () => (read += 1) })
    expect(originOf(after).written).toBe(602)
    expect(read).toBe(0)
  })
})
