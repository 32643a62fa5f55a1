import type { DiagnosticReport, Observation, Patient, Resource, ServiceRequest, Task } from '@medplum/fhirtypes'
import type { CommandName } from '../../../../shared/contract/contract.js'
import { addDays, localDate } from '../../../../shared/kernel/dates.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { until, type Workstation } from '../../../support/clinic.js'
import type { Window } from '../../../support/window.js'

/** One result reviewed and told with a follow-up, one by phone, two normal ones together; an order put off, and ended. */
export async function workOnResults(
  room: Window,
  station: Workstation,
  patient: LocalId,
  post: (resource: Resource) => Promise<string>,
  note: (command: CommandName) => Promise<void>,
): Promise<void> {
  const subject = { reference: station.context.store.identity.reference('Patient', patient) } as never
  const now = new Date().toISOString()
  const code = { coding: [{ system: 'http://loinc.org', code: '2823-3' }], text: 'Potassium' }
  const laboratory = {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }],
  }
  station.edit('Patient', patient, (person: Patient) => {
    person.extension = [...(person.extension ?? []), { url: 'https://rounds.example/fhir/portal', valueBoolean: true }]
  })
  const ordered = async (): Promise<string> => {
    const order: ServiceRequest = {
      resourceType: 'ServiceRequest',
      status: 'active',
      intent: 'order',
      category: [{ coding: [{ system: 'http://snomed.info/sct', code: '108252007' }] }],
      code,
      subject,
      authoredOn: now,
      requester: { reference: 'Practitioner/novak' },
    }
    return post(order)
  }
  const arrive = async (): Promise<{ task: LocalId; report: LocalId }> => {
    const order = await ordered()
    const value: Observation = {
      resourceType: 'Observation',
      status: 'final',
      category: [laboratory],
      code,
      subject,
      effectiveDateTime: now,
      valueQuantity: { value: 4.1, unit: 'mmol/L', system: 'http://unitsofmeasure.org', code: 'mmol/L' },
      referenceRange: [{ low: { value: 3.5 }, high: { value: 5.1 } }],
    }
    const observation = await post(value)
    const report: DiagnosticReport = {
      resourceType: 'DiagnosticReport',
      status: 'final',
      category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: 'LAB' }] }],
      basedOn: [{ reference: `ServiceRequest/${order}` } as never],
      code,
      subject,
      effectiveDateTime: now,
      issued: now,
      result: [{ reference: `Observation/${observation}` } as never],
    }
    const arrived = await post(report)
    const work: Task = {
      resourceType: 'Task',
      status: 'requested',
      intent: 'order',
      code: { coding: [{ system: 'https://rounds.example/fhir/task-kind', code: 'result-review' }] },
      description: 'Potassium 4.1 mmol/L',
      for: subject,
      owner: { reference: 'CareTeam/blue-team' },
      authoredOn: now,
      focus: { reference: `DiagnosticReport/${arrived}` } as never,
      basedOn: [{ reference: `ServiceRequest/${order}` } as never],
    }
    const task = station.id('Task', await post(work))
    await until(() => station.read('Task', task))
    const id = station.id('DiagnosticReport', arrived)
    await until(() => station.read('DiagnosticReport', id))
    return { task, report: id }
  }
  const seen = (report: LocalId): string => room.see('result.view', { patient, report })?.fingerprint ?? ''

  const first = await arrive()
  await room.do('result.act', {
    patient,
    task: first.task,
    seen: seen(first.report),
    comment: 'Fine',
    message: 'Your potassium is normal.',
    orders: [{ category: 'laboratory', codings: [], display: 'Potassium', due: localDate(new Date()) }],
  })
  await note('result.act')
  const second = await arrive()
  await room.do('result.act', {
    patient,
    task: second.task,
    seen: seen(second.report),
    told: { way: 'phone', reached: 'proxy', whom: 'Her daughter', words: 'All well' },
  })
  await note('result.act')
  const third = await arrive()
  await room.do('result.review-many', { items: [{ task: third.task, seen: seen(third.report) }] })
  await note('result.review-many')

  const loop = station.id('ServiceRequest', await ordered())
  await until(() => station.read('ServiceRequest', loop))
  await room.do('loop.expect', { patient, loop, until: addDays(localDate(new Date()), 9), reason: 'Away until then' })
  await note('loop.expect')
  await room.do('loop.end', { patient, loop, reason: 'Done elsewhere' })
  await note('loop.end')
}
