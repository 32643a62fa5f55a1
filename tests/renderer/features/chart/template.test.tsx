// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { PatientBanner } from '../../../../shared/contract/views/patient.js'
import { documentText, schema } from '../../../../shared/document/index.js'
import { FakeCore, settled } from '../../support/fakeCore.js'
import { asWindow } from '../../support/window.js'

const core = new FakeCore({
  queries: {
    'phrase.shelf': () => ({ phrases: [], teams: [], mayClinic: true, mayWrite: true, shared: true }),
    'phrase.uses': () => [],
    'smart.read': () => [],
  },
  commands: { 'phrase.used': () => null },
})
const banner = {
  id: '0a0a0a0a-0000-4000-8000-000000000001',
  name: 'Okafor, Amara',
  birthDate: '1979-03-12',
  sex: 'female',
  mrn: '204 118',
} as PatientBanner

let TemplatePicker: typeof import('../../../../renderer/features/chart/TemplatePicker.js')['TemplatePicker']
let root: Root
const begun: string[] = []
beforeAll(async () => {
  asWindow(core)
  ;({ TemplatePicker } = await import('../../../../renderer/features/chart/TemplatePicker.js'))
  core.start()
})
beforeEach(async () => {
  begun.length = 0
  root = createRoot(document.body.appendChild(document.createElement('div')))
  await act(async () => {
    root.render(
      <TemplatePicker
        banner={banner}
        onChoose={(document) => begun.push(documentText(schema.nodeFromJSON(document)))}
        onClose={() => root.render(null)}
      />,
    )
    await settled()
  })
})
afterEach(async () => {
  core.holding = false
  await act(async () => root.unmount())
  document.body.replaceChildren()
})

const doing = (what: () => void) =>
  act(async () => {
    what()
    await settled()
  })
const type = (text: string) =>
  doing(() => {
    const field = document.activeElement
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text)
    field?.dispatchEvent(new Event('input', { bubbles: true }))
  })
const press = (key: string) =>
  doing(() => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })))
const submit = () => document.querySelector('form')?.requestSubmit()

test('what a template has to ask is asked before the note begins', async () => {
  await type('uti')
  await press('Enter')
  expect(begun).toEqual([])
  expect(document.querySelector('label')?.textContent).toBe('Days of illness')
  await type('4')
  await doing(submit)
  expect(begun).toHaveLength(1)
  expect(begun[0]).toContain('for 4 days')
})

test('Enter pressed twice begins one note', async () => {
  await type('htnfu')
  core.holding = true
  await press('Enter')
  await press('Enter')
  expect(begun).toEqual([])
  core.holding = false
  await doing(() => core.release())
  expect(begun).toHaveLength(1)
  expect(begun[0]).toContain('Amara Okafor, ')
})

test('closed while the chart is read, it begins none', async () => {
  await type('htnfu')
  core.holding = true
  await press('Enter')
  await doing(() => root.render(null))
  core.holding = false
  await doing(() => core.release())
  expect(begun).toEqual([])
})
