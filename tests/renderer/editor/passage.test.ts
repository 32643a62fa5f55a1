// @vitest-environment jsdom
import { EditorState, TextSelection } from 'prosemirror-state'
import { Mapping, Transform } from 'prosemirror-transform'
import { describe, expect, test } from 'vitest'
import { uniqueChips } from '../../../renderer/editor/chips/unique.js'
import { stepsBetween } from '../../../renderer/editor/journal/difference.js'
import { keepAllVersions, keepVersion } from '../../../renderer/editor/passage/decide.js'
import { chipsIn, decided, mergeDrafts, openPassages, schema } from '../../../shared/document/index.js'
import { rx } from '../../support/chips.js'

const note = (text: string) =>
  schema.node('doc', null, [
    schema.node('section', { code: '61150-9', title: 'Subjective' }, [
      schema.node('paragraph', null, [schema.text(text)]),
    ]),
  ])
const by = { mine: 'Jo Ruiz, MA', theirs: 'Dr Lena Novak' }
const [mine, theirs] = [note('Dry cough.'), note('Productive cough.')]
const both = mergeDrafts(note('Cough.'), mine, theirs, by)
if (!both) throw new Error('not merged')

describe('a passage that two people wrote', () => {
  test('is put around the words somebody is writing, whose cursor stays where it was', () => {
    for (const [before, cursor] of [
      [mine, 5],
      [theirs, 12],
    ] as const) {
      const tr = new Transform(before)
      for (const step of stepsBetween(before, both)) tr.step(step)
      expect(tr.doc.eq(both)).toBe(true)
      const at = tr.mapping.map(cursor)
      expect(both.resolve(at).parent.textContent).toBe(before.textContent)
      expect(both.resolve(at).parentOffset).toBe(before.resolve(cursor).parentOffset)
    }
  })

  test('decided elsewhere for the version somebody is writing in leaves their cursor where it was', () => {
    const [place] = openPassages(both)
    const passage = both.nodeAt(place?.from as number)
    if (!place || !passage) throw new Error('no passage')
    const after = new Transform(both).replaceWith(place.from, place.to, decided(passage, 0)).doc
    const mapping = new Mapping(stepsBetween(both, after).map((step) => step.getMap()))
    let inside = 0
    both.descendants((node, at) => {
      if (node.isText && node.text === 'Dry cough.') inside = at + 3
    })
    expect(after.resolve(mapping.map(inside)).parentOffset).toBe(3)
  })

  test('keeps the version the cursor is in, or all of them; elsewhere in the note only all', () => {
    let inside = 0
    both.descendants((node, at) => {
      if (node.isText && node.text === 'Productive cough.') inside = at + 2
    })
    let state = EditorState.create({ doc: both, selection: TextSelection.create(both, inside) })
    expect(keepVersion(state, (tr) => (state = state.apply(tr)))).toBe(true)
    expect(state.doc.eq(theirs)).toBe(true)
    expect(keepVersion(state)).toBe(false)
    state = EditorState.create({ doc: both, selection: TextSelection.create(both, inside) })
    expect(keepAllVersions(state, (tr) => (state = state.apply(tr)))).toBe(true)
    expect(state.doc.firstChild?.children.map(({ textContent }) => textContent)).toEqual([
      'Dry cough.',
      'Productive cough.',
    ])
  })

  test('keeps the chips of its versions one chip each, until one stays', () => {
    const chip = schema.node('chip', rx('Amlodipine 5 mg'))
    const version = (who: string) =>
      schema.node('version', { who }, schema.node('paragraph', null, [schema.text(who), chip]))
    const doc = schema.node('doc', null, [
      schema.node('section', { code: 'x', title: 'x' }, [
        schema.node('paragraph'),
        schema.node('passage', null, [version('A'), version('B')]),
      ]),
    ])
    let state = EditorState.create({ doc, plugins: [uniqueChips()] })
    state = state.apply(state.tr.insert(2, schema.node('chip', rx('Aspirin 81 mg'))))
    const ids = chipsIn(state.doc).map(({ attrs }) => attrs.id)
    expect(ids[1]).toBe(chip.attrs.id)
    expect(ids[2]).toBe(chip.attrs.id)
    state = state.apply(state.tr.insert(2, chip))
    expect(
      new Set(
        chipsIn(state.doc)
          .slice(2)
          .map(({ attrs }) => attrs.id),
      ),
    ).not.toContain(chip.attrs.id)
  })
})
