// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { HeldChart, HoldingsView } from '../../../../shared/contract/views/session.js'
import { asInstant, asLocalId } from '../../../../shared/kernel/ids.js'
import { FakeCore, settled } from '../../support/fakeCore.js'
import { asWindow } from '../../support/window.js'

const chart = (n: number, name: string, why: HeldChart['why']): HeldChart => ({
  id: asLocalId(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`),
  name,
  mrn: `${100 + n}`,
  colour: n,
  why,
  pinned: why.includes('pinned'),
  mayGo: true,
  asOf: asInstant('2026-11-20T10:00:00.000Z'),
  resources: 10,
  bytes: 1000,
})
const adeyemi = chart(1, 'Adeyemi, Kola', ['on today’s schedule'])
const smith = chart(2, 'Smith, Jude', ['opened recently'])
let held: HoldingsView = {
  patients: 3,
  kinds: [],
  charts: [adeyemi, smith],
  beyond: 0,
  most: { charts: 2, bytes: 1e9 },
  bytes: 1e6,
}
const core = new FakeCore({
  queries: { 'workstation.holdings': () => held, 'sync.status': () => ({}) },
})
let root: Root
let container: HTMLElement

beforeAll(async () => {
  asWindow(core)
  const { Holdings } = await import('../../../../renderer/features/clinic/Holdings.js')
  container = document.body.appendChild(document.createElement('div'))
  root = createRoot(container)
  core.start()
  await act(async () => {
    root.render(<Holdings />)
    await settled()
  })
})
afterAll(() => act(() => root.unmount()))

const change = (charts: HeldChart[]) =>
  act(async () => {
    held = { ...held, charts }
    core.changed()
    await settled()
  })

test('when the last chart of the reason shown has left, the others are shown', async () => {
  const reason = [...container.querySelectorAll('button')].find(({ textContent }) => textContent?.includes('recently'))
  await act(async () => reason?.click())
  expect(container.textContent).toContain('Smith, Jude')
  expect(container.textContent).not.toContain('Adeyemi, Kola')
  await change([adeyemi])
  expect(container.textContent).toContain('Adeyemi, Kola')
  expect(container.querySelector('[aria-pressed=true]')?.textContent).toContain('All')
})

test('more charts than usual, because they are pinned, are not said to be of at most fewer', async () => {
  expect(container.textContent).toContain('1 of at most 2')
  await change([adeyemi, smith, chart(3, 'Walker, Olivia', ['pinned'])])
  expect(container.textContent).not.toContain('of at most')
  expect(container.textContent).toContain('usually 2 at most')
})
