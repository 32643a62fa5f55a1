// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { ConflictRow, ConflictView } from '../../../shared/contract/views/conflict.js'
import { asInstant, asLocalId } from '../../../shared/kernel/ids.js'
import { FakeCore, settled } from '../support/fakeCore.js'
import { asWindow } from '../support/window.js'

const person = (n: number) => ({
  id: asLocalId(`00000000-0000-4000-8000-00000000000${n}`),
  name: n === 1 ? 'Okafor, Amara J.' : 'Haddad, Samir',
  initials: 'XX',
  sex: 'female',
  birthDate: '1979-03-12',
  age: '47 y',
  mrn: `20${n}`,
  colour: n,
})
const row = (n: number): ConflictRow => ({
  item: String(n),
  type: 'Patient',
  resource: person(n).id,
  title: `Demographics ${n}`,
  patient: person(n) as never,
  kind: 'changed',
  critical: false,
  since: asInstant('2026-11-22T10:31:00.000Z'),
})
const part = (key: string) => ({
  ...{ key, label: key, block: false, changed: 'both', choices: ['mine', 'theirs'], proposed: 'mine' },
  ...{ mine: [{ text: '206 555 0177', changed: true }], theirs: [{ text: '206 555 0188', changed: true }] },
})
let rows: ConflictRow[] = []
let wholes: ConflictView['wholes'] = []
const view = (n: number): ConflictView => ({
  ...(rows.find(({ item }) => item === String(n)) ?? row(n)),
  ...{ seen: `seen ${n} ${wholes.length}`, mine: {}, theirs: {}, common: [], wholes },
  ...(wholes.length > 0 && { kind: 'deleted' }),
  parts: [part('mobile'), part('home')] as never,
})

const decided: string[] = []
const core = new FakeCore({
  queries: {
    'conflict.list': () => rows,
    'conflict.view': ({ item }: { item: string }) => (rows.some((each) => each.item === item) ? view(+item) : null),
    'conflict.preview': () => ({ lines: [{ label: 'Mobile', value: '206 555 0177', from: 'here' }] }),
    'kept.list': () => [{ ...row(1), id: '7', side: 'ehr', at: row(1).since, why: 'Not chosen', keptAt: row(1).since }],
    'kept.view': () => ({ ...row(1), id: '7', at: row(1).since, why: 'Not chosen', facts: [], canBringBack: true }),
    'patient.banner': ({ patient }: { patient: string }) => ({
      ...person(Number(patient.at(-1))),
      ...{ allergyState: 'none-known', allergies: [] },
    }),
  },
  commands: {
    'patient.open': () => null,
    'conflict.resolve': ({ item }: { item: string }) => {
      decided.push(item)
      rows = rows.filter((each) => each.item !== item)
      return { decision: item }
    },
  },
})

let ConflictsScreen: typeof import('../../../renderer/features/conflicts/index.js').ConflictsScreen
beforeAll(async () => {
  // Not in jsdom; plots and lists ask for them.
  asWindow(core)
  const { listenForKeys } = await import('../../../renderer/data/keyboard.js')
  listenForKeys(window)
  ;({ ConflictsScreen } = await import('../../../renderer/features/conflicts/index.js'))
  core.start()
})

let root: Root
beforeEach(() => {
  rows = [row(1), row(2)]
  wholes = []
  decided.length = 0
  root = createRoot(document.body.appendChild(document.createElement('div')))
})
afterEach(() => {
  act(() => root.unmount())
  vi.restoreAllMocks()
})

const show = async (section?: string) => {
  // The answer of the test before lingers; this one's is there before the screen.
  core.changed()
  await settled()
  await act(async () => root.render(<ConflictsScreen section={section} />))
  await act(() => settled())
}
const press = async (key: string, more: KeyboardEventInit = {}) => {
  await act(async () => {
    window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }))
    await settled()
  })
}
const save = () => press('Enter', { ctrlKey: true })
const shown = () => document.querySelector('article')?.getAttribute('aria-label')
/** So much time passes, for the screen. */
const after = (ms: number) => {
  const now = performance.now()
  vi.spyOn(performance, 'now').mockReturnValue(now + ms)
}

test('a record that is decided elsewhere does not give its place to another patient’s', async () => {
  await show()
  expect(shown()).toBe('Two versions of Demographics 1')
  rows = [row(2)]
  await act(async () => {
    core.changed()
    await settled()
  })
  expect(shown()).toBeUndefined()
  expect(document.body.textContent).toContain('Demographics 1: nothing is left to decide')
  after(1000)
  await save()
  expect(decided).toEqual([])
  await press(']')
  expect(shown()).toBe('Two versions of Demographics 2')
})

test('a double press neither saves what was put together unread nor decides the record after it', async () => {
  await show()
  await press('t')
  // Two presses at once, however long this computer takes over them.
  after(0)
  await save()
  await save()
  expect(decided).toEqual([])
  expect(document.body.textContent).toContain('The result, put together from both')
  after(1000)
  await save()
  await save()
  expect(decided).toEqual(['1'])
  expect(shown()).toBe('Two versions of Demographics 2')
})

test('what is decided as a whole is not said to have parts', async () => {
  rows = [{ ...row(1), critical: true }]
  await show()
  expect(document.body.textContent).toContain('Decide every part yourself')
  wholes = ['again', 'theirs']
  await act(async () => {
    core.changed()
    await settled()
  })
  expect(document.body.textContent).not.toContain('Decide every part yourself')
  expect(document.querySelector('footer')?.textContent).toMatch(/Leave it deleted.*Enter it again as a new record/)
})

test('whose a kept version is stands above it', async () => {
  await show('kept')
  expect(shown()).toBe('Kept version: Demographics 1')
  expect(document.querySelector('article .ui-banner')?.textContent).toContain('born 12 Mar 1979 · MRN 201')
})
