// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { changeChip, removeChip } from '../../../renderer/editor/chips/insert.js'
import { openChip } from '../../../renderer/editor/chips/open.js'
import { createNoteEditor, type NoteEditor } from '../../../renderer/editor/createNoteEditor.js'
import { fromJournal } from '../../../renderer/editor/journal/journal.js'
import type { ChipContext } from '../../../renderer/features/note/chips/context.js'
import type { MedicationCheck } from '../../../shared/contract/views/terminology.js'
import { chipsIn } from '../../../shared/document/index.js'
import type { ChipAttrs } from '../../../shared/domain/chip/chip.js'
import { asDateText, asLocalId } from '../../../shared/kernel/ids.js'
import { chip, inline, rx } from '../../support/chips.js'
import { note, p } from '../editor/support/notes.js'
import { NoteStore } from '../editor/support/store.js'
import { FakeCore, settled } from '../support/fakeCore.js'
import { asWindow } from '../support/window.js'

const clear: MedicationCheck = {
  duplicates: [],
  allergies: [],
  unknownAllergies: [],
  unknownMedicines: [],
  allergyRecord: 'some',
  known: true,
  checked: 'chart',
}
const asked: string[] = []
const context: ChipContext = {
  patient: asLocalId('0a0a0a0a-0000-4000-8000-000000000001'),
  today: () => asDateText('2026-11-22'),
  years: () => 47,
  last: () => ({}),
  chart: () => undefined,
  team: () => [],
  find: async () => [],
  check: async (_ingredients, _except, text = '') => {
    asked.push(text)
    if (!text.includes('Amoxicillin')) return clear
    const why = 'Amoxicillin is of the group the allergy is to: penicillins.'
    return { ...clear, allergies: [{ id: context.patient, allergy: 'Penicillin', weight: 'avoid', why }] } as never
  },
  close: () => undefined,
}

const core = new FakeCore()
type Panel = typeof import('../../../renderer/features/note/chips/ChipPanel.js')
let panel: Panel
let toasts: () => string[]
beforeAll(async () => {
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList
  Range.prototype.getBoundingClientRect = () => new DOMRect()
  asWindow(core)
  panel = await import('../../../renderer/features/note/chips/ChipPanel.js')
  const { useToasts } = await import('../../../renderer/data/toasts.js')
  toasts = () => useToasts.getState().toasts.map(({ text }) => text)
  core.start()
})

const order = (): ChipAttrs =>
  chip('order', 'HbA1c', { category: 'laboratory', codings: [], display: 'HbA1c', due: '2027-02-22' })

/** How long ago the panel was opened, milliseconds: no other time passes here, however slow the computer. */
let later = 0
vi.spyOn(performance, 'now').mockImplementation(() => later)

let root: Root
let editor: NoteEditor
async function open(attrs: ChipAttrs): Promise<void> {
  const doc = note([inline('Plan: ', attrs, ' and so on')], [p('')])
  const store = new NoteStore(doc, { now: 0, later: () => () => {} })
  editor = createNoteEditor(document.body.appendChild(document.createElement('div')), {
    document: doc,
    version: 0,
    link: store.link(),
    editable: true,
    label: 'Note',
  })
  root = createRoot(document.body.appendChild(document.createElement('div')))
  await act(async () => {
    root.render(<panel.ChipPanel editor={editor} context={context} writable onVoid={() => {}} />)
  })
  await act(async () => {
    editor.run(openChip(attrs.id))
    await settled()
  })
  later = 1000
}
beforeEach(() => {
  asked.length = 0
  later = 0
})
afterEach(async () => {
  await act(async () => root.unmount())
  editor.destroy()
  document.body.replaceChildren()
})

const dialog = () => document.querySelector<HTMLElement>('[role=dialog]')
const chipNow = () => chipsIn(editor.view.state.doc)[0]?.attrs
const field = (label: string): HTMLInputElement => {
  const found = [...document.querySelectorAll('label')].find(({ textContent }) => textContent?.startsWith(label))
  return document.getElementById(found?.htmlFor ?? '') as HTMLInputElement
}
const write = (input: HTMLInputElement, text: string) =>
  act(async () => {
    input.focus()
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text)
    input.dispatchEvent(new Event('input', { bubbles: true }))
    await settled()
  })
const press = (target: Element, key: string, more: KeyboardEventInit = {}) =>
  act(async () => {
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }))
    await settled()
  })
/** As a step of a colleague comes in. */
const theirs = (command: ReturnType<typeof changeChip>) =>
  act(async () => {
    command(editor.view.state, (tr) =>
      editor.view.dispatch(tr.setMeta(fromJournal, true).setMeta('addToHistory', false)),
    )
    await settled()
  })
const goOnWriting = () =>
  act(async () => {
    editor.view.dom.focus()
    await settled()
  })

describe('a chip that is open while a colleague writes', () => {
  test('what they made of it is shown, and going on in the text does not put the old back', async () => {
    const attrs = order()
    await open(attrs)
    const later = { ...(attrs.data as object), due: '2027-05-22' }
    await theirs(changeChip(attrs.id, { data: later, text: 'HbA1c, due 22 May 2027' }))
    expect(dialog()?.textContent).toContain('due 22 May 2027')
    await goOnWriting()
    expect(dialog()).toBeNull()
    expect(chipNow()).toMatchObject({ data: { due: '2027-05-22' }, text: 'HbA1c, due 22 May 2027' })
  })

  test('changed by both, it is for the person here to decide', async () => {
    const attrs = rx('Amlodipine 5 mg tablet')
    await open(attrs)
    await write(field('Directions'), '1 tablet at night')
    await theirs(changeChip(attrs.id, { data: { ...(attrs.data as object), quantity: 30 }, text: 'theirs' }))
    expect(dialog()?.textContent).toContain('Changed in another place while this was open: “theirs”')
    await goOnWriting()
    expect(chipNow()).toMatchObject({ data: { quantity: 30 }, text: 'theirs' })
    expect(toasts().at(-1)).toContain('is as it was: someone else changed it meanwhile')
  })

  test('taken out by them, the panel closes, says so and gives the focus back to the text', async () => {
    const attrs = order()
    await open(attrs)
    expect(dialog()?.contains(document.activeElement)).toBe(true)
    await theirs(removeChip(attrs.id))
    expect(dialog()).toBeNull()
    expect(editor.snapshot().openChip).toBeNull()
    expect(document.activeElement).toBe(editor.view.dom)
    expect(toasts().at(-1)).toBe('“HbA1c” was taken out of the note meanwhile')
  })
})

describe('what cannot be kept', () => {
  test('Enter keeps the panel open until it is right; going on elsewhere says what was not kept', async () => {
    await open(rx('Amlodipine 5 mg tablet'))
    await write(field('Refills'), '100')
    await press(field('Refills'), 'Enter')
    expect(dialog()?.querySelector('[role=alert]')?.textContent).toContain('Something is missing or wrong here')
    expect(chipNow()).toMatchObject({ data: { refills: 3 } })
    await write(field('Refills'), '9')
    await press(field('Refills'), 'Enter')
    expect(dialog()).toBeNull()
    expect(chipNow()).toMatchObject({ data: { refills: 9 } })
  })

  test('half a date is not kept for the one before', async () => {
    await open(order())
    const [day] = document.querySelectorAll<HTMLInputElement>('input[aria-label="Due, day"]')
    const [year] = document.querySelectorAll<HTMLInputElement>('input[aria-label="Due, year"]')
    if (!day || !year) throw new Error('no date')
    await write(year, '')
    await press(year, 'Enter')
    expect(dialog()).not.toBeNull()
    await goOnWriting()
    expect(toasts().at(-1)).toContain('“HbA1c” is as it was: something in it was missing or wrong')
    expect(chipNow()).toMatchObject({ data: { due: '2027-02-22' } })
  })

  test('an unfinished vital sign is not dropped by Enter', async () => {
    await open(chip('vital', 'BP 146/88', { values: { systolic: '146', diastolic: '88' } }))
    await write(field('Systolic'), '')
    await press(field('Systolic'), 'Enter')
    expect(dialog()?.querySelector('[role=alert]')?.textContent).toContain('missing or wrong')
  })
})

test('a medicine is compared as it is changed to', async () => {
  const bound = { type: 'MedicationRequest', id: '0b0b0b0b-0000-4000-8000-000000000002' }
  await open(rx('Lisinopril 20 mg tablet', { action: 'change', ingredients: [] }, bound))
  expect(dialog()?.textContent).not.toContain('Allergy')
  await write(field('Changed to'), 'Amoxicillin 500 mg capsule')
  expect(asked.at(-1)).toBe('Amoxicillin 500 mg capsule')
  expect(dialog()?.textContent).toContain('Allergy, Penicillin')
})

test('Enter pressed twice does not close what the first one opened', async () => {
  await open(order())
  later = 0
  await press(field('Word to'), 'Enter')
  expect(dialog()).not.toBeNull()
  later = 1000
  await press(field('Word to'), 'Enter', { repeat: true })
  expect(dialog()).not.toBeNull()
  await press(field('Word to'), 'Enter')
  expect(dialog()).toBeNull()
})

test('Tab stays in the panel, Enter from an input method is not taken for Done', async () => {
  await open(order())
  const stops = [...(dialog()?.querySelectorAll<HTMLElement>('input, button') ?? [])].filter(
    (stop) => stop.tabIndex >= 0,
  )
  const [first, last] = [stops[0], stops.at(-1)]
  if (!first || !last) throw new Error('nothing to stop at')
  await act(async () => last.focus())
  await press(last, 'Tab')
  expect(document.activeElement).toBe(first)
  await press(first, 'Tab', { shiftKey: true })
  expect(document.activeElement).toBe(last)
  await press(first, 'Enter', { isComposing: true })
  expect(dialog()).not.toBeNull()
})
