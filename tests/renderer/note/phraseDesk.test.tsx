// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createNoteEditor, type NoteEditor } from '../../../renderer/editor/createNoteEditor.js'
import type { PhraseDesk } from '../../../renderer/features/note/phrases/usePhraseDesk.js'
import type { NoteView } from '../../../shared/contract/views/note.js'
import type { PhraseRow } from '../../../shared/contract/views/phrase.js'
import { documentText, phraseFromLines } from '../../../shared/document/index.js'
import { toInstant } from '../../../shared/kernel/dates.js'
import { asLocalId } from '../../../shared/kernel/ids.js'
import { note, p } from '../editor/support/notes.js'
import { NoteStore } from '../editor/support/store.js'
import { FakeCore, settled } from '../support/fakeCore.js'
import { asWindow } from '../support/window.js'

const patient = asLocalId('0a0a0a0a-0000-4000-8000-000000000001')
const before = asLocalId('0b0b0b0b-0000-4000-8000-000000000001')
const today = asLocalId('0b0b0b0b-0000-4000-8000-000000000002')
const asked: unknown[] = []
const phrase = {
  id: asLocalId('0c0c0c0c-0000-4000-8000-000000000001'),
  name: 'forvisit',
  title: 'For the visit',
  kind: 'phrase',
  scope: 'personal',
  document: phraseFromLines('Here for {{reason}}. @vitals').toJSON(),
} as PhraseRow
const core = new FakeCore({
  queries: {
    'phrase.shelf': () => ({ phrases: [phrase], teams: [], mayClinic: true, mayWrite: true, shared: true }),
    'phrase.uses': () => [],
    'patient.banner': () => ({ id: patient, name: 'Okafor, Amara', here: { encounter: today, reason: 'Cough' } }),
    'session.current': () => null,
    'smart.read': (input: unknown) => {
      asked.push(input)
      return []
    },
  },
  commands: { 'phrase.used': () => null },
})

let useDesk: typeof import('../../../renderer/features/note/phrases/usePhraseDesk.js')['usePhraseDesk']
let desk: PhraseDesk
let editor: NoteEditor
let root: Root
beforeAll(async () => {
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList
  Range.prototype.getBoundingClientRect = () => new DOMRect()
  asWindow(core)
  ;({ usePhraseDesk: useDesk } = await import('../../../renderer/features/note/phrases/usePhraseDesk.js'))
  core.start()
})
beforeEach(() => {
  asked.length = 0
  const doc = note([p('.forvisit')], [p('')])
  const store = new NoteStore(doc, { now: 0, later: (task, ms) => clearing(setTimeout(task, ms)) })
  editor = createNoteEditor(document.body.appendChild(document.createElement('div')), {
    document: doc,
    version: 0,
    link: store.link(),
    editable: true,
    label: 'Note',
  })
  root = createRoot(document.body.appendChild(document.createElement('div')))
})
afterEach(async () => {
  await act(async () => root.unmount())
  editor.destroy()
  document.body.replaceChildren()
})
const clearing = (timer: NodeJS.Timeout) => () => clearTimeout(timer)

async function useIn(view: Partial<NoteView>): Promise<void> {
  function Desk() {
    desk = useDesk(patient, view as NoteView)
    return null
  }
  await act(async () => {
    root.render(<Desk />)
    await settled()
  })
  desk.attach(editor)
  await act(async () => {
    const [item] = await desk.source.find('forvisit', { section: '', inProblem: false })
    item?.choose({ from: 2, to: 11 })(editor.view.state, editor.view.dispatch, editor.view)
    await settled()
  })
}
const text = () => documentText(editor.view.state.doc)

test('data of the chart is read for the note’s own visit and day, and asks for what only that visit knows', async () => {
  await useIn({ encounter: before, startedAt: toInstant(new Date('2026-11-18T15:00:00')) })
  expect(desk.asking?.asks.map(({ name }) => name)).toEqual(['reason'])
  await act(async () => {
    desk.answer({ reason: 'diabetes' })
    await settled()
  })
  expect(asked[0]).toEqual({ patient, encounter: before, on: '2026-11-18', links: ['vitals'] })
  expect(text()).toContain('Here for diabetes. ***')
})

test('of this visit the reason is known', async () => {
  await useIn({ encounter: today, startedAt: toInstant(new Date('2026-11-22T15:00:00')) })
  expect(text()).toContain('Here for Cough. ***')
})

test('answered after the note was left, it goes nowhere', async () => {
  await useIn({ encounter: before, startedAt: toInstant(new Date('2026-11-18T15:00:00')) })
  desk.attach(undefined)
  await act(async () => {
    desk.answer({ reason: 'diabetes' })
    await settled()
  })
  expect(text()).toContain('.forvisit')
})
