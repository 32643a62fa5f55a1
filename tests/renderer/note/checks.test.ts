import type { Node } from 'prosemirror-model'
import { describe, expect, test } from 'vitest'
import { type CheckFacts, lookOver, staged } from '../../../renderer/features/note/checks/index.js'
import type { NoteView } from '../../../shared/contract/views/note.js'
import { emptyNote, schema } from '../../../shared/document/index.js'
import { asInstant, asLocalId } from '../../../shared/kernel/ids.js'
import { box, chip, dx, everyChip, inline, rx } from '../../support/chips.js'

const id = asLocalId('00000000-0000-4000-8000-000000000001')
const at = asInstant('2026-11-22T10:00:00.000Z')
const facts = (more: Partial<CheckFacts> = {}, note: Partial<NoteView> = {}): CheckFacts => ({
  note: { id, encounter: id, ...note } as NoteView,
  vitalsToday: true,
  twoVersions: false,
  leftOut: [],
  ...more,
})
/** A note whose every section holds these blocks. */
const note = (...blocks: Node[]): Node => {
  const empty = emptyNote()
  const sections = empty.children.map((section) => section.copy(section.content.addToStart(blocks[0] as Node)))
  return schema.node('doc', null, sections)
}
const words = (doc: Node, known = facts()) => lookOver(doc, known).map((item) => `${item.severity}: ${item.words}`)
const text = (words: string): Node => inline(words)

describe('before signing', () => {
  test('a clean note has nothing to look at', () => {
    expect(words(note(text('Well.')))).toEqual([])
  })

  test('a note without a word cannot be signed, and is told of once', () => {
    expect(words(emptyNote())).toEqual(['blocks: Nothing is written in this note yet.'])
  })

  test('what blocks comes first, then what wants attention, each where it stands', () => {
    const doc = note(inline('Pain for *** days ', { ...dx(), data: { nonsense: true } }))
    const found = lookOver(doc, facts({ vitalsToday: false }))
    expect(found.map(({ severity }) => severity).slice(0, 1)).toEqual(['blocks'])
    expect(found.at(-1)?.words).toBe('No vital signs are recorded for today')
    const wildcard = found.find(({ action }) => action === 'Fill in')
    if (!wildcard?.at || 'section' in wildcard.at) throw new Error('the wildcard has no place')
    expect(doc.textBetween(wildcard.at.from, wildcard.at.to)).toBe('***')
    const broken = found.find(({ severity }) => severity === 'blocks')
    if (!broken?.at || 'section' in broken.at) throw new Error('the chip has no place')
    expect(doc.nodeAt(broken.at.from)?.type.name).toBe('chip')
  })

  test('a command that stayed words, and no slash of an ordinary sentence', () => {
    const doc = note(inline('Understood/dx low back pain'))
    const [found] = lookOver(doc, facts())
    expect(found?.words).toContain('“/dx low back pain” stayed words')
    if (!found?.at || 'section' in found.at) throw new Error('it has no place')
    expect(doc.textBetween(found.at.from, found.at.to)).toBe('/dx low back pain')
    expect(words(note(text('Pain: /rx ibuprofen')))[0]).toContain('“/rx ibuprofen”')
    expect(words(note(text('Did lab/imaging and stop/start, on/off. Left and / or right 1/2 tablet.')))).toEqual([])
  })

  test('a visit without vital signs; not when the note brings them, nor for an addendum', () => {
    const none = facts({ vitalsToday: false })
    const told = 'attention: No vital signs are recorded for today'
    expect(words(note(text('Well.')), none)).toEqual([told])
    expect(words(note(text('Well.')), facts({ vitalsToday: undefined }))).toEqual([])
    const pressure = chip('vital', 'BP 146/88', { values: { systolic: '146', diastolic: '88' } })
    expect(words(note(inline('Well. ', pressure)), none)).toEqual([])
    expect(words(note(text('Well.')), facts({ vitalsToday: false }, { appends: id }))).toEqual([])
  })

  test('what the EHR refused, while it is in the note', () => {
    const order = rx('Amlodipine 5 mg tablet')
    const parts = [{ id: asLocalId(order.id), title: 'Medicine: Amlodipine', reason: 'The EHR did not accept this.' }]
    const known = facts({}, { notSigned: { at, parts, stays: [] } })
    const told = 'attention: Medicine: Amlodipine: The EHR did not accept this.'
    expect(words(note(inline(order)), known).slice(0, 1)).toEqual([told])
    expect(words(note(text('Well.')), known)).toEqual([])
  })

  test('a prescription without directions, not a medicine that is only spoken of', () => {
    const bare = rx('Amlodipine 5 mg tablet', { sig: undefined })
    expect(words(note(inline(bare)))[0]).toContain('“Amlodipine 5 mg tablet” is a prescription without directions')
    expect(words(note(inline(rx('Amlodipine 5 mg tablet'))))).toEqual([])
    expect(words(note(inline(rx('Amlodipine 5 mg tablet', { action: 'continue', sig: undefined }))))).toEqual([])
  })

  test('what an amendment left out and nothing can be done about', () => {
    const leftOut = [
      { id: asLocalId(id), text: 'HbA1c', stays: 'It was carried out already.', usual: false },
      { id: asLocalId(id), text: 'CBC', does: 'Cancel the order', usual: true },
    ]
    expect(words(note(text('Well.')), facts({ leftOut }))).toEqual([
      'information: “HbA1c” is no longer in the note. It was carried out already.',
    ])
  })
})

test('what signing makes, by kind', () => {
  const doc = schema.node('doc', null, [
    schema.node('section', { code: '51847-2', title: 'Plan' }, [box(inline(...everyChip(id), rx('Metformin')))]),
  ])
  expect(staged(doc)).toBe(
    '1 diagnosis, 2 prescriptions, 1 lab order, 1 imaging order, 1 referral, 2 vital signs, 1 immunisation, 1 follow-up visit, 1 task',
  )
  expect(staged(doc, doc)).toBe('')
  // To go on with a medicine only speaks of it: nobody gets anything.
  expect(staged(note(inline(rx('Lisinopril', { action: 'continue' }))))).toBe('')
  expect(staged(note(text('Well.')))).toBe('')
})
