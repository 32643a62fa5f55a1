import type { DiagnosticReport, Observation, Resource, ServiceRequest } from '@medplum/fhirtypes'
import type { CommandName } from '../../../../shared/contract/contract.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { until, type Workstation } from '../../../support/clinic.js'
import type { Window } from '../../../support/window.js'

/** Two results held for a person: one is filed, the other is nobody's; and one without an order is linked to one. */
export async function workOnArrivals(
  room: Window,
  station: Workstation,
  patient: LocalId,
  post: (resource: Resource) => Promise<string>,
  note: (command: CommandName) => Promise<void>,
): Promise<void> {
  const subject = { reference: station.context.store.identity.reference('Patient', patient) } as never
  const now = new Date().toISOString()
  const code = { coding: [{ system: 'http://loinc.org', code: '718-7' }], text: 'Haemoglobin' }
  const laboratory = {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }],
  }
  const arrive = async (display?: string): Promise<LocalId> => {
    const value: Observation = {
      resourceType: 'Observation',
      status: 'final',
      category: [laboratory],
      code,
      subject,
      effectiveDateTime: now,
      valueQuantity: { value: 14.1, unit: 'g/dL', system: 'http://unitsofmeasure.org', code: 'g/dL' },
    }
    const observation = await post(value)
    const report: DiagnosticReport = {
      resourceType: 'DiagnosticReport',
      status: 'final',
      category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: 'LAB' }] }],
      code,
      subject: { ...(subject as object), ...(display && { display }) } as never,
      effectiveDateTime: now,
      issued: now,
      result: [{ reference: `Observation/${observation}` } as never],
    }
    const arrived = station.id('DiagnosticReport', await post(report))
    const valued = station.id('Observation', observation)
    await until(() => station.read('DiagnosticReport', arrived) && station.read('Observation', valued))
    return arrived
  }
  const mixedUp = await arrive('Somebody Else')
  const seen = (report: LocalId): string => room.see('held.view', { report })?.seen ?? ''
  await room.do('held.task', { report: mixedUp })
  await note('held.task')
  await room.do('held.decide', {
    report: mixedUp,
    seen: seen(mixedUp),
    to: patient,
    matched: [],
    reason: 'The laboratory says so',
  })
  await note('held.decide')
  const strange = await arrive('Somebody Else')
  await room.do('held.not-ours', { report: strange, seen: seen(strange), words: 'Nobody of that name is here' })
  await note('held.not-ours')

  const plain = await arrive()
  const order: ServiceRequest = { resourceType: 'ServiceRequest', status: 'active', intent: 'order', code, subject }
  const ordered = station.id('ServiceRequest', await post(order))
  await until(() => station.read('ServiceRequest', ordered))
  await room.open(patient)
  await room.do('result.link', { patient, report: plain, order: ordered })
  await note('result.link')
}
