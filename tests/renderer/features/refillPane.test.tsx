// @vitest-environment jsdom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { beforeAll, expect, test } from 'vitest'
import type { Working } from '../../../renderer/features/inbox/working.js'
import type { TaskView } from '../../../shared/contract/views/task.js'
import type { RefillOf, RefillView } from '../../../shared/contract/views/work/refill.js'
import type { Role } from '../../../shared/domain/role.js'
import { FakeCore, settled } from '../support/fakeCore.js'
import { asWindow } from '../support/window.js'

let view: RefillView | null = null
const core = new FakeCore({
  queries: {
    'session.current': () => ({ state: 'signed-out', clinic: '', practice: false }),
    'refill.view': () => view,
    'medication.check': () => ({
      duplicates: [],
      allergies: [],
      unknownAllergies: ['That pink syrup'],
      unknownMedicines: [],
      allergyRecord: 'some',
      known: true,
      checked: 'part',
    }),
  },
})

beforeAll(() => {
  // The plots beside it ask how fine the screen is.
  asWindow(core)
  core.start()
})

const of = {
  id: 'm',
  text: 'Lisinopril 20 mg tablet',
  sig: '1 tablet daily',
  quantity: 90,
  quantityUnit: 'tablet',
  refills: 1,
  status: 'active',
  decidedEachTime: false,
} as unknown as RefillOf

async function shown(
  held: TaskView['context']['held'],
  what: RefillView | null,
  role: Role = 'physician',
): Promise<string> {
  const { RefillPane } = await import('../../../renderer/features/inbox/pane/RefillPane.js')
  view = what
  const task = {
    id: `t${Math.random()}`,
    kind: 'refill-request',
    status: 'open',
    text: 'Refill: lisinopril',
    patient: { id: 'p', name: 'Okafor, Amara J.' },
    messages: [],
    context: { held },
  } as unknown as TaskView
  const working = { staff: { id: 's', role }, field: () => () => {}, start: () => {} } as unknown as Working
  const container = document.body.appendChild(document.createElement('div'))
  const root = createRoot(container)
  await act(async () => {
    root.render(<RefillPane task={task} working={working} now={new Date()} />)
    await settled()
  })
  const text = container.textContent ?? ''
  act(() => root.unmount())
  return text
}

const whole: RefillView = { seen: 's', portal: 'yes', of, answers: [], earlier: [] }

test('a refill shows its prescription, what to read oneself, and that the check is not of the whole chart', async () => {
  const text = await shown('held', whole)
  expect(text).toContain('90 tablets, 1 refill')
  expect(text).toContain('Read these allergies yourself: That pink syrup.')
  expect(text).toContain('Not all of the chart is here')
  expect(text).toContain('Approve')
})

test('a refill that is not to be given as it is asked says why', async () => {
  expect(await shown('held', { ...whole, newer: { id: 'n' as never, text: 'Lisinopril 40 mg tablet' } })).toContain(
    'Prescribed anew already',
  )
  expect(await shown('held', { ...whole, of: { ...of, status: 'stopped', statusWords: 'Cough' } })).toContain(
    'Not taken now: Cough.',
  )
  expect(await shown('held', { ...whole, of: { ...of, decidedEachTime: true } })).toContain('decided each time')
})

test('a refill without its prescription says where it is, and who may decide decides', async () => {
  const without: RefillView = { seen: 's', portal: 'no', answers: [], earlier: [] }
  expect(await shown('loading', without)).toContain('on its way from the EHR')
  expect(await shown('not-held', without)).toContain('Open it to fetch it')
  expect(await shown('held', without)).toContain('does not say which prescription')
  expect(await shown('held', whole, 'medical-assistant')).toContain('A clinician approves or denies it.')
})
