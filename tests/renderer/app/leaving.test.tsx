// @vitest-environment jsdom
import { act, type ReactElement } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { OutboxItem, SyncView } from '../../../shared/contract/views/session.js'
import { asInstant, asLocalId } from '../../../shared/kernel/ids.js'
import { FakeCore, settled } from '../support/fakeCore.js'
import { asWindow } from '../support/window.js'

const patient = asLocalId('00000000-0000-4000-8000-000000000001')
const item = (id: string, state: OutboxItem['state']): OutboxItem => ({
  id,
  title: `Task: ${'a long task '.repeat(20)}`,
  patient,
  patientName: 'Sharma, Priyanka',
  state,
  since: asInstant('2026-11-20T10:00:00.000Z'),
  fixes: [],
})

let items: OutboxItem[] = []
let banner: unknown = null
const sync = (): SyncView => ({
  state: 'online',
  line: '',
  sending: 0,
  needsYou: items.filter(({ state }) => state === 'needs-you').length,
  savedHere: items.filter(({ state }) => state === 'saved-here').length,
})
const core = new FakeCore({
  queries: {
    'outbox.list': () => items,
    'sync.status': sync,
    'patient.banner': () => banner,
    'session.current': () => ({ state: 'signed-in', clinic: '', practice: false, ehrUrl: '', workstation: '' }),
  },
  commands: { 'deed.send-now': () => null, 'sync.now': () => null, 'patient.open': () => null },
})
let root: Root
let container: HTMLElement

beforeAll(() => {
  asWindow(core)
  core.start()
})
beforeEach(() => {
  items = []
  container = document.body.appendChild(document.createElement('div'))
  root = createRoot(container)
})
afterEach(() => act(async () => root.unmount()))

const show = (element: ReactElement) =>
  act(async () => {
    root.render(element)
    await settled()
    // Another test's facts may still be shown.
    core.changed()
    await settled()
  })
const press = (name: string) =>
  act(async () => {
    const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent?.startsWith(name))
    if (!button) throw new Error(`there is no button “${name}”`)
    button.click()
    await settled()
  })

test('when all has left by itself while the question stood there, it says so and lets go', async () => {
  const { LeaveGuard } = await import('../../../renderer/app/LeaveGuard.js')
  const leave = vi.fn()
  await show(<LeaveGuard what="quit" count={1} onStay={() => {}} onLeave={leave} />)
  expect(document.body.textContent).toContain('All of it is in the EHR now')
  expect(leave).not.toHaveBeenCalled()
  await press('Quit')
  expect(leave).toHaveBeenCalledOnce()
})

test('leaving while some of it needs a person promises no end of the waiting, and names every patient', async () => {
  items = [item('1', 'needs-you'), item('2', 'saved-here')]
  const { LeaveGuard } = await import('../../../renderer/app/LeaveGuard.js')
  await show(<LeaveGuard what="sign-out" count={0} onStay={() => {}} onLeave={() => {}} />)
  // Apart from the title, which is cut where it is too long.
  const names = [...document.querySelectorAll('.leave-items .nowrap')].map(({ textContent }) => textContent)
  expect(names).toEqual(['Sharma, Priyanka', 'Sharma, Priyanka'])
  await press('Send now and wait')
  expect(document.body.textContent).toContain('1 to go')
  expect(document.body.textContent).not.toContain('when all of it has arrived')
})

test('Escape leaves a question whose busy button has let go of the focus', async () => {
  items = [item('1', 'saved-here')]
  const { LeaveGuard } = await import('../../../renderer/app/LeaveGuard.js')
  const stay = vi.fn()
  await show(<LeaveGuard what="quit" count={1} onStay={stay} onLeave={() => {}} />)
  await press('Send now and wait')
  expect(document.body.textContent).toContain('Rounds quits when all of it has arrived')
  // Browsers take the focus from a control that is disabled; this one is told to.
  await act(async () => (document.activeElement as HTMLElement).blur())
  expect(document.activeElement).toBe(document.body)
  await act(async () => {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
  })
  expect(stay).toHaveBeenCalledOnce()
})

test('a chart the EHR took away says where the work entered there is', async () => {
  items = [item('1', 'needs-you')]
  banner = null
  const { PatientTab } = await import('../../../renderer/app/PatientTab.js')
  await show(<PatientTab patient={patient} />)
  expect(container.textContent).toContain('The EHR no longer shows this patient here')
  expect(container.textContent).toContain('is safe on this workstation')
  const { useNavigation } = await import('../../../renderer/data/index.js')
  await press('Where my work is')
  expect(useNavigation.getState().place).toMatchObject({ name: 'clinic', section: 'work' })
})
