import type { Task } from '@medplum/fhirtypes'
import { expect, onTestFinished, test } from 'vitest'
import { openStore } from '../../../main/core/store/connection.js'
import { projectors } from '../../../main/core/store/projections.js'
import { Store } from '../../../main/core/store/store.js'
import { roleParty, taskExtension } from '../../../shared/domain/task/extension.js'
import { asInstant } from '../../../shared/kernel/ids.js'
import { temporaryFolder, testKey } from '../../support/folder.js'

const at = asInstant('2026-11-22T10:31:07.123Z')

const potassium: Task = {
  resourceType: 'Task',
  id: 't1',
  meta: { versionId: '1', lastUpdated: at },
  status: 'in-progress',
  intent: 'order',
  priority: 'stat',
  code: { coding: [{ system: 'https://rounds.example/fhir/task-kind', code: 'result-review' }] },
  reasonCode: { coding: [{ system: 'http://loinc.org', code: '24321-2' }], text: 'Basic metabolic panel' },
  description: 'Kalium 6.7 mmol/L HH',
  for: { reference: 'Patient/p1', display: 'Haddad, Samir' },
  owner: { reference: 'Practitioner/novak' },
  requester: { reference: 'Practitioner/cole' },
  performerType: [{ coding: [{ system: 'https://rounds.example/fhir/role', code: 'physician' }] }],
  executionPeriod: { start: '2026-11-22T10:20:00Z' },
  note: [
    { time: '2026-11-22T10:25:00Z', text: 'second' },
    { time: '2026-11-22T10:21:00Z', text: 'first' },
  ],
  extension: [
    { url: taskExtension.lease, valuePeriod: { start: '2026-11-22T10:20:00Z', end: '2026-11-22T10:50:00Z' } },
    { url: taskExtension.claimedFrom, valueReference: { reference: 'CareTeam/blue' } },
    { url: taskExtension.watcher, valueReference: { reference: 'Practitioner/hale' } },
    { url: taskExtension.flag, valueCode: 'HH' },
    {
      url: taskExtension.escalated,
      extension: [
        { url: 'level', valueInteger: 2 },
        { url: 'role', valueCode: 'nurse-practitioner' },
      ],
    },
    {
      url: taskExtension.snoozed,
      extension: [
        { url: 'until', valueDateTime: '2026-11-22T12:00:00Z' },
        { url: 'at', valueDateTime: '2026-11-22T10:22:00Z' },
      ],
    },
  ],
}

test('a task is listed with all the inbox asks of it, and under everybody it concerns', () => {
  const store = new Store(openStore(temporaryFolder('store'), testKey()), projectors)
  onTestFinished(() => store.close())
  store.receive(at, (tx) => tx.accept(potassium))
  const id = store.identity.localId('Task', 't1')
  const who = (name: string) => store.identity.localId('Practitioner', name)
  expect(store.db.prepare('SELECT * FROM task').get()).toMatchObject({
    id,
    status: 'claimed',
    priority: 0,
    owner: who('novak'),
    lease_until: '2026-11-22T10:50:00.000Z',
    begun: '2026-11-22T10:20:00.000Z',
    flag: 'HH',
    code: '24321-2',
    snoozed_until: '2026-11-22T12:00:00.000Z',
    noted_at: '2026-11-22T10:25:00.000Z',
    escalated: 2,
    words: 'kalium 6.7 mmol/l hh haddad, samir basic metabolic panel',
  })
  const parties = store.db.prepare('SELECT party, why FROM task_for WHERE task = ?').all(id) as {
    party: string
    why: string
  }[]
  expect(Object.fromEntries(parties.map(({ party, why }) => [why, party]))).toEqual({
    owner: who('novak'),
    role: roleParty('physician'),
    'claimed-from': store.identity.localId('CareTeam', 'blue'),
    requester: who('cole'),
    watcher: who('hale'),
    escalated: roleParty('nurse-practitioner'),
  })
  store.receive(at, (tx) => tx.forget('Task', id))
  expect(store.db.prepare('SELECT count(*) FROM task_for').pluck().get()).toBe(0)
})
