import type { Resource, Task } from '@medplum/fhirtypes'
import type { CommandName } from '../../../../shared/contract/contract.js'
import { usualTimes } from '../../../../shared/domain/clinic-times.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { until, type Workstation } from '../../../support/clinic.js'
import type { Window } from '../../../support/window.js'

/** Routing begun, a rule saved twice, and what is made of a critical result that arrives. */
export async function workByRules(
  room: Window,
  station: Workstation,
  patient: LocalId,
  post: (resource: Resource) => Promise<string>,
  note: (command: CommandName) => Promise<void>,
): Promise<void> {
  await room.do('rules.begin', {})
  await note('rules.begin')
  const rule = {
    id: 'critical',
    title: 'Critical, naïve “quotes”',
    on: 'arrival' as const,
    when: { all: [{ fact: 'flag' as const, op: 'is' as const, value: ['HH'] }] },
    // biome-ignore lint/suspicious/noThenProperty: the rule's consequence, nothing to be awaited.
    then: { to: 'role:physician', watchers: [station.id('Practitioner', 'hale')] },
  }
  const late = {
    ...rule,
    id: 'late',
    on: 'overdue' as const,
    // biome-ignore lint/suspicious/noThenProperty: the rule's consequence, nothing to be awaited.
    then: { to: 'primary-clinician' },
  }
  await room.do('rules.save', { version: 1, rules: [rule] })
  await room.do('rules.save', { version: 2, rules: [rule, late] })
  await note('rules.save')
  await room.do('times.save', { version: 0, times: { ...usualTimes, read: { hours: 1 } }, meant: false })
  await room.do('times.save', { version: 1, times: usualTimes, meant: false })
  await note('times.save')
  const subject = { reference: station.context.store.identity.reference('Patient', patient) }
  const value = await post({
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'Potassium' },
    subject,
    valueQuantity: { value: 6.9, unit: 'mmol/L' },
    interpretation: [{ coding: [{ code: 'HH' }] }],
  })
  const report = await post({
    resourceType: 'DiagnosticReport',
    status: 'final',
    code: { text: 'Basic metabolic panel' },
    subject,
    issued: new Date().toISOString(),
    result: [{ reference: `Observation/${value}` }],
    performer: [{ display: 'Harbour Laboratory' }],
  })
  const about = station.id('DiagnosticReport', report)
  await until(() =>
    station.context.store.db
      .prepare(`SELECT r.json FROM task t JOIN resource r ON r.id = t.id WHERE t.focus = ? AND r.server_id > ''`)
      .all(about)
      .some((row) => (JSON.parse((row as { json: string }).json) as Task).performerType !== undefined),
  )
  await note('rules.save')
}
