import fc from 'fast-check'
import { undo } from 'prosemirror-history'
import type { Node } from 'prosemirror-model'
import { describe, expect, test } from 'vitest'
import { keptLabel } from '../../../renderer/editor/journal/kept.js'
import { emptyNote, schema } from '../../../shared/document/index.js'
import { refuse } from '../../../shared/kernel/result.js'
import { anyEdit, anyNote, type Edit, editSteps } from '../../shared/document/documents.js'
import { Clock } from './support/clock.js'
import { type Fate, NoteStore } from './support/store.js'
import { replayed, Window } from './support/window.js'

const fate: fc.Arbitrary<Fate> = fc.record({
  ms: fc.integer({ min: 0, max: 40 }),
  goes: fc.constantFrom<Fate['goes']>(
    'well',
    'well',
    'well',
    'restarted before',
    'restarted after',
    'silent before',
    'silent after',
    'throws',
    'no space',
  ),
})

function noteOf(...texts: string[]): Node {
  const paragraphs = texts.map((text) => schema.node('paragraph', null, text ? schema.text(text) : undefined))
  return schema.node('doc', null, [
    schema.node('section', { code: '61150-9', title: 'Subjective' }, paragraphs),
    schema.node('section', { code: '18776-5', title: 'Plan' }, schema.node('paragraph')),
  ])
}

function clinic(doc: Node = emptyNote()) {
  const clock = new Clock()
  const store = new NoteStore(doc, clock)
  return { clock, store, window: new Window(store, clock) }
}

describe('one window', () => {
  test('says it is saved only when every step typed so far is in the journal', async () => {
    const { clock, store, window } = clinic()
    window.type('B', 2)
    expect(window.journal.state).toEqual({ version: 0, unsaved: 1 })
    await clock.pass(0)
    window.type('P', 3)
    await clock.pass(1)
    expect(store.version).toBe(1)
    expect(window.journal.state).toEqual({ version: 1, unsaved: 1 })
    await clock.pass(5)
    expect(window.journal.state).toEqual({ version: 2, unsaved: 0, savedAt: expect.any(String) })
    expect(store.doc.eq(window.doc)).toBe(true)
  })

  test('sends at most 2,000 steps at once and one batch at a time', async () => {
    const { clock, store, window } = clinic()
    for (let i = 0; i < 4500; i++) window.type('a', 2)
    await clock.pass(1)
    expect(store.version).toBe(2000)
    await clock.pass(10)
    expect(store.version).toBe(4500)
  })

  test('whatever the core and the line do, nothing is lost, nothing comes twice, and saved is never said too soon', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyNote,
        fc.array(fc.tuple(anyEdit, fc.integer({ min: 0, max: 30 })), { minLength: 1, maxLength: 25 }),
        fc.array(fate, { maxLength: 30 }),
        fc.boolean(),
        async (start, edits, fates, remembers) => {
          const { clock, store, window } = clinic(start)
          store.fates = [...fates]
          store.remembers = remembers
          for (const [edit, ms] of edits) {
            window.make(editSteps(window.doc, edit))
            await clock.pass(ms)
          }
          const written = window.doc
          await clock.pass(10 * 60_000)
          expect(window.journal.state.unsaved).toBe(0)
          expect(window.doc.eq(written)).toBe(true)
          expect(store.doc.eq(written)).toBe(true)
          expect(replayed(start, store).eq(written)).toBe(true)
          for (const { state, stored } of window.shown) {
            if (state.savedAt) expect(stored).toBeGreaterThanOrEqual(state.version)
            expect(state.savedAt === undefined || state.unsaved === 0).toBe(true)
          }
        },
      ),
      { numRuns: 150 },
    )
  })

  test('waits through a full disk and says why', async () => {
    const { clock, store, window } = clinic()
    store.fates = Array.from({ length: 6 }, () => ({ ms: 1, goes: 'no space' as const }))
    window.type('a', 2)
    await clock.pass(20)
    expect(window.journal.state).toMatchObject({ unsaved: 1, problem: { kind: 'waiting', code: 'no-space' } })
    window.type('b', 3)
    await clock.pass(60_000)
    expect(window.journal.state).toEqual({ version: 2, unsaved: 0, savedAt: expect.any(String) })
    expect(store.doc.textBetween(0, store.doc.content.size)).toBe('ab')
  })

  test('stops at a refusal that needs a person, keeps the text, and goes on when told to', async () => {
    const { clock, store, window } = clinic()
    store.refuses = refuse('wrong-patient', 'This window shows another patient.')
    window.type('a', 2)
    const settled = window.journal.settled()
    await clock.pass(10)
    await expect(settled).resolves.toMatchObject({ ok: false, refusal: { code: 'wrong-patient' } })
    window.type('b', 3)
    await clock.pass(60_000)
    expect(window.journal.state).toMatchObject({ unsaved: 2, problem: { kind: 'stopped' } })
    expect(store.version).toBe(0)
    store.refuses = null
    window.journal.resume()
    await clock.pass(10)
    expect(window.journal.state).toMatchObject({ version: 2, unsaved: 0 })
  })

  test('takes back what a note signed elsewhere will never have, and answers its words', async () => {
    const { clock, store, window } = clinic(noteOf('one two'))
    window.type(' three', 9)
    await clock.pass(10)
    store.refuses = refuse('locked', 'This note is signed.')
    window.type('four ', 6)
    window.type('!', 20)
    window.dispatch(window.state.tr.delete(2, 4))
    await clock.pass(10)
    expect(window.journal.state).toMatchObject({ unsaved: 3, problem: { code: 'locked' } })
    expect(window.journal.withdraw()).toBe('four \n!')
    expect(window.doc.eq(store.doc)).toBe(true)
    expect(window.journal.state).toMatchObject({ version: 1, unsaved: 0 })
    expect(undo(window.state)).toBe(true)
  })

  test('is settled only when all that was typed before is on disk', async () => {
    const { clock, store, window } = clinic()
    store.fates = [{ ms: 100, goes: 'well' }]
    window.type('a', 2)
    await clock.pass(10)
    window.type('b', 3)
    let settled: unknown
    void window.journal.settled().then((result) => {
      settled = result
    })
    await clock.pass(80)
    expect(settled).toBeUndefined()
    await clock.pass(60)
    expect(settled).toEqual({ ok: true, value: { version: 2 } })
  })

  test('a journal that lost what it had confirmed gets it again from the screen', async () => {
    const { clock, store, window } = clinic(noteOf('one'))
    window.type(' two', 5)
    await clock.pass(10)
    store.doc = noteOf('one')
    store.version = 0
    window.type(' three', 9)
    await clock.pass(1000)
    expect(store.doc.eq(window.doc)).toBe(true)
    expect(window.doc.textContent).toBe('one two three')
  })
})

describe('two windows', () => {
  test('what the other wrote comes in around what is being typed, and undo takes back only our own', async () => {
    const { clock, store, window } = clinic(noteOf('Here for follow-up. Feels well.'))
    const other = new Window(store, clock, 2)
    other.type('T2DM. ', 2)
    await clock.pass(10)
    window.type(' today', 20)
    await clock.pass(100)
    expect(window.doc.textContent).toBe('T2DM. Here for follow-up today. Feels well.')
    expect(store.doc.eq(window.doc)).toBe(true)
    undo(window.state, (tr) => window.dispatch(tr))
    await clock.pass(10)
    expect(store.doc.textContent).toBe('T2DM. Here for follow-up. Feels well.')
    other.journal.heardOf(store.version)
    await clock.pass(10)
    expect(other.doc.eq(store.doc)).toBe(true)
  })

  test('text whose place the other deleted is kept, and said to be', async () => {
    const { clock, store, window } = clinic(noteOf('first', 'second'))
    const other = new Window(store, clock, 2)
    other.dispatch(other.state.tr.delete(8, 16))
    await clock.pass(10)
    window.type('dizzy ', 9)
    await clock.pass(100)
    expect(window.doc.child(0).lastChild?.textContent).toBe(`${keptLabel}dizzy `)
    expect(store.doc.eq(window.doc)).toBe(true)
  })

  test('and so are the words of a chip among it', async () => {
    const { clock, store, window } = clinic(noteOf('first', 'second'))
    const other = new Window(store, clock, 2)
    other.dispatch(other.state.tr.delete(8, 16))
    await clock.pass(10)
    const id = '0b1f8d52-6f0e-4c7e-9a1c-3f5a2c9d7e10'
    const order = schema.node('chip', { id, kind: 'order', text: 'Hemoglobin A1c', data: {}, resource: null })
    window.dispatch(window.state.tr.insert(9, order))
    await clock.pass(100)
    expect(window.doc.child(0).lastChild?.textContent).toBe(`${keptLabel}Hemoglobin A1c`)
  })

  test('a deletion does not take with it what its writer never saw', async () => {
    const { clock, store, window } = clinic(noteOf('stop metoprolol today'))
    const other = new Window(store, clock, 2)
    other.type('NOT ', 7)
    await clock.pass(10)
    window.dispatch(window.state.tr.delete(2, 23))
    await clock.pass(100)
    expect(store.doc.textContent).toContain('NOT')
    expect(store.doc.eq(window.doc)).toBe(true)
  })

  // Every character typed is one of a kind, so that each can be counted at the end.
  let next = 0
  const unique = (length: number): string =>
    String.fromCodePoint(...Array.from({ length }, () => 0x4e00 + (next++ % 20_000)))

  const act = fc.record({ who: fc.boolean(), edit: anyEdit, ms: fc.integer({ min: 0, max: 60 }) })

  test('every character typed in either is there once at the end, unless one who saw it deleted it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { minLength: 2, maxLength: 30 }),
        fc.array(fate, { maxLength: 20 }),
        fc.boolean(),
        async (acts, fates, remembers) => {
          const { clock, store, window } = clinic(noteOf(unique(20), unique(20), ''))
          const windows = [window, new Window(store, clock, 2)] as const
          store.fates = [...fates]
          store.remembers = remembers
          const typed = new Set<string>(store.doc.textContent)
          const erased = new Set<string>()
          for (const { who, edit, ms } of acts) {
            const actor = windows[who ? 1 : 0]
            const made: Edit = edit.kind === 'type' ? { ...edit, text: unique(3) } : edit
            const before = new Set(actor.doc.textContent)
            actor.make(editSteps(actor.doc, made))
            const after = new Set(actor.doc.textContent)
            for (const char of after) if (char >= '\u4e00') typed.add(char)
            for (const char of before) if (!after.has(char)) erased.add(char)
            await clock.pass(ms)
          }
          for (let round = 0; round < 3; round++) {
            await clock.pass(5 * 60_000)
            for (const each of windows) each.journal.heardOf(store.version)
          }
          await clock.pass(60_000)
          for (const each of windows) {
            expect(each.journal.state.unsaved).toBe(0)
            expect(each.doc.toJSON()).toEqual(store.doc.toJSON())
          }
          const text = store.doc.textContent.replaceAll(keptLabel, '')
          for (const char of typed) {
            const times = text.split(char).length - 1
            if (!erased.has(char)) expect(times).toBeGreaterThanOrEqual(1)
            // A journal that forgets its answers while another writes leaves it open whether a batch went in.
            if (remembers) expect(times).toBeLessThanOrEqual(1)
          }
        },
      ),
      { numRuns: 150 },
    )
  })
})
