// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Printed } from '../../../shared/contract/shell.js'
import type { NotePaper } from '../../../shared/contract/views/paper.js'
import { asLocalId } from '../../../shared/kernel/ids.js'
import { FakeCore, Refused, settled } from '../support/fakeCore.js'
import { asWindow } from '../support/window.js'

const page = (words: string) =>
  `<html xmlns="http://www.w3.org/1999/xhtml"><body><section><h2>Plan</h2><p>${words}</p></section></body></html>`
const patient = {
  name: 'Okafor, Amara J.',
  sex: 'female',
  age: '47 y',
  birthDate: '1979-03-12',
  mrn: '1',
  allergies: [],
}
const paperOf = (words: string, change: object = {}): NotePaper =>
  ({
    practice: false,
    clinic: { name: 'Alder Street', address: [] },
    patient: { ...patient, allergyState: 'none-known' },
    note: {
      id: 'n',
      title: 'Cough',
      status: 'draft',
      author: 'Dr Lena Novak',
      startedAt: '2026-11-22T10:31:00.000Z',
      xhtml: page(words),
      pictures: {},
      empty: false,
      signatures: [],
      ...change,
    },
    addenda: [],
    addendaBegun: [],
  }) as unknown as NotePaper

let paper = paperOf('Three days.')
let here = 'Room 1'
const recorded: unknown[] = []
let record: () => unknown = () => null
const core = new FakeCore({
  queries: {
    'note.paper': () => ({ ...paper, patient: { ...paper.patient, here } }),
    'session.view': () => ({}),
  },
  commands: {
    'patient.open': () => null,
    'note.printed': (input: unknown) => {
      recorded.push(input)
      return record()
    },
  },
})
const printed: string[] = []
let outcome: Printed = 'printed'
let root: Root
let container: HTMLElement

beforeAll(async () => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  )
  vi.stubGlobal(
    'CSSStyleSheet',
    class {
      replaceSync() {}
    },
  )
  Object.defineProperty(document, 'adoptedStyleSheets', { value: [], writable: true })
  core.bridge.shell.printPages = async () => {
    printed.push(document.querySelector('.paper-print')?.textContent ?? '')
    return outcome
  }
  asWindow(core)
  const { PrintPreview } = await import('../../../renderer/features/note/print/PrintPreview.js')
  container = document.body.appendChild(document.createElement('div'))
  root = createRoot(container)
  core.start()
  await act(async () => {
    root.render(<PrintPreview patient={asLocalId('p')} note={asLocalId('n')} editor={undefined} onClose={() => {}} />)
    await settled()
  })
})
afterAll(() => act(() => root.unmount()))
beforeEach(() => {
  printed.length = 0
  recorded.length = 0
  record = () => null
  outcome = 'printed'
})

const press = (words: string) =>
  act(async () => {
    const found = [...container.querySelectorAll('button')].find(({ textContent }) => textContent?.startsWith(words))
    found?.click()
    await settled()
    await settled()
  })
const pages = () => container.querySelector('.note-print-pages')?.textContent ?? ''

test('what was looked at is printed and recorded; where the patient waits meanwhile changes nothing', async () => {
  expect(pages()).toContain('Three days.')
  here = 'Room 2'
  await press('Print')
  expect(printed).toHaveLength(1)
  expect(printed[0]).toContain('Three days.')
  expect(recorded).toEqual([{ patient: 'p', note: 'n', as: 'paper' }])
})

test('that it has got to the EHR meanwhile is printed at once', async () => {
  paper = paperOf('Three days.', { status: 'signed', unsent: true })
  await press('Print')
  await press('Print')
  expect(printed).toHaveLength(1)
  expect(printed[0]).toContain('not in the EHR yet')
  paper = paperOf('Three days.', { status: 'signed' })
  await press('Print')
  expect(printed).toHaveLength(2)
  expect(printed[1]).not.toContain('not in the EHR yet')
})

test('a note that changed meanwhile is shown as it is now and not printed until it was looked at', async () => {
  paper = paperOf('Three days, and a fever.')
  await press('Print')
  expect(printed).toEqual([])
  expect(container.textContent).toContain('has changed since these pages were made')
  expect(pages()).toContain('and a fever')
  await press('Print')
  expect(printed[0]).toContain('and a fever')
})

test('that it is not in the record of what was printed is told', async () => {
  record = () => {
    throw new Refused('unavailable' as never, 'The disk is full.')
  }
  await press('Print')
  expect(printed).toHaveLength(1)
  expect(container.textContent).toContain('the record of who printed what does not have it. The disk is full.')
})

test('pages that cannot be made say so, and are tried again', async () => {
  paper = { ...paperOf(''), note: { ...paperOf('').note, xhtml: '<html><body><p>' } }
  await press('Print')
  expect(printed).toEqual([])
  expect(container.textContent).toContain('cannot be printed now')
  paper = paperOf('Mended.')
  await press('Try again')
  expect(pages()).toContain('Mended.')
})
