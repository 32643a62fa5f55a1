import type { DiagnosticReport, Observation, ServiceRequest } from '@medplum/fhirtypes'
import type { EhrProcess } from './ehr-process.ts'

const laboratory = [
  { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] },
]
export const rounds = 'https://rounds.example/fhir'

const loinc = (code: string, display: string) => ({
  text: display,
  coding: [{ system: 'http://loinc.org', code, display }],
})

/** A laboratory order of a clinician, as another system writes it. */
export const ordered = (ehr: EhrProcess, patient: string, by: string): Promise<ServiceRequest> =>
  ehr.post<ServiceRequest>({
    resourceType: 'ServiceRequest',
    status: 'active',
    intent: 'order',
    category: [{ coding: [{ system: 'http://snomed.info/sct', code: '108252007', display: 'Laboratory procedure' }] }],
    subject: { reference: `Patient/${patient}` },
    requester: { reference: `Practitioner/${by}` },
    code: loinc('51990-0', 'Basic metabolic panel'),
    authoredOn: new Date().toISOString(),
  })

/** What a laboratory posts for an order: the value, then the report. `of` is whose it says it is. */
export async function potassium(
  ehr: EhrProcess,
  order: ServiceRequest,
  value: number,
  flag: 'HH' | 'N',
  more: { of?: string; status?: 'preliminary' | 'final' } = {},
): Promise<{ report: DiagnosticReport; observation: Observation }> {
  const { status = 'final', of = order.subject.reference } = more
  const subject = { reference: of as string }
  const basedOn = [{ reference: `ServiceRequest/${order.id}` }]
  const limit = (at: number) => ({ value: at, unit: 'mmol/L', system: 'http://unitsofmeasure.org', code: 'mmol/L' })
  const interpretation = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation'
  const observation = await ehr.post<Observation>({
    resourceType: 'Observation',
    status,
    category: laboratory,
    code: loinc('2823-3', 'Potassium'),
    subject,
    effectiveDateTime: new Date().toISOString(),
    valueQuantity: limit(value),
    referenceRange: [{ low: limit(3.5), high: limit(5.1) }],
    interpretation: [{ coding: [{ system: interpretation, code: flag }] }],
  })
  const report = await ehr.post<DiagnosticReport>({
    resourceType: 'DiagnosticReport',
    status,
    category: laboratory,
    code: loinc('51990-0', 'Basic metabolic panel'),
    subject,
    basedOn,
    issued: new Date().toISOString(),
    effectiveDateTime: new Date().toISOString(),
    result: [{ reference: `Observation/${observation.id}` }],
    performer: [{ display: 'Harbour Laboratory' }],
  })
  return { report, observation }
}
