// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CodeListView } from '../../../../shared/contract/views/terminology.js'
import { asInstant } from '../../../../shared/kernel/ids.js'
import { FakeCore, settled } from '../../support/fakeCore.js'
import { asWindow } from '../../support/window.js'

const none: CodeListView[] = [
  { system: 'condition', short: 500 },
  { system: 'medication', short: 502 },
]
let lists = none
const asked: unknown[] = []
const core = new FakeCore({
  queries: { 'terminology.lists': () => lists, 'sync.status': () => ({}) },
  commands: {
    'terminology.import': (input: unknown) => void asked.push(input),
    'terminology.stop': (input: unknown) => void asked.push(input),
  },
})
let root: Root
let container: HTMLElement

beforeAll(async () => {
  asWindow(core)
  const { CodeLists } = await import('../../../../renderer/features/clinic/CodeLists.js')
  container = document.body.appendChild(document.createElement('div'))
  root = createRoot(container)
  core.start()
  await act(async () => {
    root.render(<CodeLists />)
    await settled()
  })
})
afterAll(() => act(() => root.unmount()))

const show = (condition: Partial<CodeListView>) =>
  act(async () => {
    lists = [{ ...(none[0] as CodeListView), ...condition }, none[1] as CodeListView]
    core.changed()
    await settled()
  })
const button = (words: string) =>
  [...container.querySelectorAll('button')].find(({ textContent }) => textContent?.includes(words))

test('without a list says so, and imports the file that is chosen', async () => {
  expect(container.textContent).toContain('Only the short list is here: 500 problems.')
  await act(async () => {
    button('Import')?.click()
    await settled()
  })
  expect(asked).toEqual([{ system: 'condition', file: '/home/novak/icd10cm-order-2027.txt' }])
})

test('while a file is read, tells how far it is and can be stopped', async () => {
  await show({ loading: { file: 'icd10cm-order-2027.txt', done: 0.5, codes: 40_000, stopping: false } })
  expect(container.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')).toBe('0.5')
  expect(container.textContent).toContain('40,000 codes')
  await act(async () => {
    button('Stop')?.click()
    await settled()
  })
  expect(asked.at(-1)).toEqual({ system: 'condition' })
})

test('a refused file is told with why, beside the list in use', async () => {
  await show({
    current: {
      edition: '2026',
      file: 'icd10cm-order-2026.txt',
      loadedAt: asInstant('2026-10-01T08:00:00.000Z'),
      loadedBy: 'Dr Lena Novak',
      codes: 74_719,
      retired: 28,
    },
    failed: { file: 'products.txt', message: 'Line 1: this is not a line of an ICD-10-CM order file.' },
  })
  const alert = container.querySelector('[role=alert]')?.textContent
  expect(alert).toContain('products.txt was not taken in. Line 1: this is not a line')
  expect(alert).toContain('The list in use is as it was.')
  expect(container.textContent).toContain('74,719 codes')
  expect(container.textContent).toContain('28 codes no longer offered')
})
