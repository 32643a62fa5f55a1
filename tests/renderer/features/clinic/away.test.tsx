// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Absence } from '../../../../shared/contract/work/team.js'
import { asLocalId } from '../../../../shared/kernel/ids.js'
import { FakeCore, settled } from '../../support/fakeCore.js'
import { asWindow } from '../../support/window.js'

const away = (name: string, at: number): Absence => ({
  id: `away-${at}`,
  who: asLocalId(`0a0a0a0a-0000-4000-8000-00000000000${at}`),
  name,
  from: '2026-11-20T00:00:00.000Z' as Absence['from'],
  words: 'Away',
  now: true,
  mine: true,
})
let absences = [away('Dr Cole', 2), away('Jo Ruiz', 3)]
const ended: string[] = []
const core = new FakeCore({
  queries: { 'absence.list': () => absences, 'deed.list': () => [] },
  commands: {
    'absence.end': ({ id }: { id: string }) => {
      ended.push(id)
      return null
    },
  },
})

let root: Root
const act1 = (what: () => void) =>
  act(async () => {
    what()
    await settled()
  })
const key = (name: string) =>
  act1(() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true })))
const chosen = () => document.querySelector('[aria-current]')?.textContent

beforeAll(async () => {
  asWindow(core)
  const { listenForKeys } = await import('../../../../renderer/data/keyboard.js')
  listenForKeys(window)
  const { Away } = await import('../../../../renderer/features/clinic/Away.js')
  core.start()
  root = createRoot(document.body.appendChild(document.createElement('div')))
  await act1(() => root.render(<Away />))
})
afterAll(() => act(async () => root.unmount()))

test('who is chosen stays chosen when a colleague adds somebody above, and is back once however often it is pressed', async () => {
  expect(chosen()).toContain('Dr Cole')
  await act1(() => {
    absences = [away('Amy Able', 1), ...absences]
    core.changed()
  })
  expect(document.body.textContent).toContain('Amy Able')
  expect(chosen()).toContain('Dr Cole')
  await act1(() => {
    for (let i = 0; i < 2; i++) document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'x', bubbles: true }))
  })
  expect(ended).toEqual(['away-2'])
  await key('j')
  expect(chosen()).toContain('Jo Ruiz')
})
