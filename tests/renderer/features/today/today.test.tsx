// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ScheduleRow } from '../../../../shared/contract/views/schedule.js'
import type { Staff } from '../../../../shared/contract/views/session.js'
import { localDate } from '../../../../shared/kernel/dates.js'
import { asInstant, asLocalId } from '../../../../shared/kernel/ids.js'
import { FakeCore, settled } from '../../support/fakeCore.js'
import { asWindow } from '../../support/window.js'

const id = (n: number) => asLocalId(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`)
const user: Staff = {
  id: id(1),
  name: 'Priya Das',
  initials: 'PD',
  role: 'medical-assistant',
  title: 'Medical assistant',
}
const at = (minutes: number) => asInstant(new Date(Date.now() + minutes * 60_000).toISOString())
const visit = (n: number, name: string, state: ScheduleRow['state']): ScheduleRow => ({
  id: id(100 + n),
  patient: { id: id(n), name, shortName: name, initials: 'XX', sex: 'female', age: '40 y', mrn: `${n}`, colour: n },
  start: at(n - 60),
  end: at(n - 40),
  reason: 'Visit',
  visitType: 'in person',
  state,
  arrivedAt: at(-9),
  clinicianId: id(50),
  clinician: 'Dr Lena Novak',
  open: [],
})

let pulling = true
let rows = [visit(10, 'Sharma, Priyanka', 'checked-in'), visit(11, 'Adeyemi, Kola', 'checked-in')]
const core = new FakeCore({
  queries: {
    'schedule.day': ({ date }: { date: string }) => ({
      date,
      rows: date === localDate(new Date()) ? rows : [],
      held: true,
    }),
    'sync.status': () => (pulling ? { firstPull: { what: 'the schedule', done: 1 } } : {}),
    'inbox.page': () => ({ from: 0, rows: [] }),
    'inbox.counts': () => null,
    'team.list': () => [],
  },
})
let root: Root
let container: HTMLElement

beforeAll(async () => {
  asWindow(core)
  const { TodayScreen } = await import('../../../../renderer/features/today/TodayScreen.js')
  container = document.body.appendChild(document.createElement('div'))
  root = createRoot(container)
  core.start()
  await act(async () => {
    root.render(<TodayScreen user={user} />)
    await settled()
  })
})
afterAll(() => act(() => root.unmount()))

const selected = () => container.querySelector('[role=row][aria-selected=true]')?.getAttribute('aria-label')
const bar = () => container.querySelector('.today-bar')?.textContent
const change = (next: ScheduleRow[]) =>
  act(async () => {
    rows = next
    core.changed()
    await settled()
  })

test('while the clinic is first brought here nothing is selected by itself', async () => {
  expect(selected()).toBeUndefined()
  expect(bar()).toBeUndefined()
  pulling = false
  await change(rows)
})

test('opens at the first visit that is this person’s turn, and offers its step', () => {
  expect(selected()).toContain('Sharma, Priyanka')
  expect(bar()).toContain('Put in a room')
})

test('when that visit moves on, the selection stays with that patient: the next key must not reach another', async () => {
  await change([visit(10, 'Sharma, Priyanka', 'with-clinician'), visit(11, 'Adeyemi, Kola', 'checked-in')])
  expect(selected()).toContain('Sharma, Priyanka')
  expect(bar()).toContain('Sharma, Priyanka')
})

test('a visit added before it leaves the selection where it was', async () => {
  await change([visit(5, 'Walker, Ida', 'arrived'), ...rows])
  expect(selected()).toContain('Sharma, Priyanka')
})

test('when it is gone from the day, another is selected and named', async () => {
  await change(rows.filter((row) => row.patient.name !== 'Sharma, Priyanka'))
  expect(selected()).toContain('Adeyemi, Kola')
  expect(bar()).toContain('Adeyemi, Kola')
})

test('while the front desk’s panel is about a visit, the list shows that one and takes no step of any', async () => {
  const { closeDesk, openDesk } = await import('../../../../renderer/data/index.js')
  const { useKeyMap } = await import('../../../../renderer/data/keyboard.js')
  const keys = () => useKeyMap.getState().scopes.flatMap(({ bindings }) => bindings.map(({ label }) => label))
  const walker = rows.find((row) => row.patient.name === 'Walker, Ida') as ScheduleRow
  expect(keys()).toContain('Put in a room')
  await act(async () => openDesk({ kind: 'check-in', visit: walker }))
  expect(selected()).toContain('Walker, Ida')
  expect(bar()).toBeUndefined()
  expect(keys()).not.toContain('Put in a room')
  expect(keys()).not.toContain('Check in')
  await act(async () => closeDesk())
  expect(bar()).toContain('Walker, Ida')
})

const press = (row: string, type: string, detail: number) =>
  act(async () => {
    const element = [...container.querySelectorAll('[role=row]')].find((one) =>
      one.getAttribute('aria-label')?.includes(row),
    )
    element?.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, button: 0, detail }))
    await settled()
  })

test('a second press that falls on another visit, because the list moved, neither selects nor opens it', async () => {
  const { useNavigation } = await import('../../../../renderer/data/index.js')
  await press('Walker, Ida', 'mousedown', 1)
  expect(selected()).toContain('Walker, Ida')
  await press('Adeyemi, Kola', 'mousedown', 2)
  await press('Adeyemi, Kola', 'dblclick', 2)
  expect(selected()).toContain('Walker, Ida')
  expect(useNavigation.getState().charts).toEqual([])
  await press('Walker, Ida', 'mousedown', 1)
  await press('Walker, Ida', 'mousedown', 2)
  await press('Walker, Ida', 'dblclick', 2)
  expect(useNavigation.getState().charts.map(({ patient }) => patient)).toEqual([id(5)])
})

test('pressing a step twice takes it once, and does not take it back', async () => {
  const { take } = await import('../../../../renderer/features/today/step.js')
  const walker = rows.find((row) => row.patient.name === 'Walker, Ida') as ScheduleRow
  core.commands = { 'patient.open': () => null, 'visit.start': () => null, 'visit.undo': () => null }
  await act(async () => {
    await Promise.all([take('start', walker), take('start', walker), take('undo', walker)])
  })
  const done = [...core.ran.values()].map(({ name }) => name).filter((name) => name.startsWith('visit.'))
  expect(done).toEqual(['visit.start'])
})
