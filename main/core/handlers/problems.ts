import type { Condition, MedicationRequest } from '@medplum/fhirtypes'
import type { ImmunisationView, MedicineView, ProblemView } from '../../../shared/contract/views/chart.js'
import { dayOf } from '../../../shared/kernel/dates.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import type { PatientResources } from './chart-resources.js'
import { codeIn, wordsOf } from './fhir.js'

const icd10 = 'http://hl7.org/fhir/sid/icd-10-cm'

const order = { active: 0, inactive: 1, resolved: 2 }

function problemOf(id: LocalId, condition: Condition): ProblemView {
  const clinical = condition.clinicalStatus?.coding?.[0]?.code
  const code = codeIn(condition.code, icd10)
  const onset = condition.onsetDateTime ?? condition.onsetPeriod?.start
  return {
    id,
    text: wordsOf(condition.code) ?? 'Problem without a name',
    ...(code && { code }),
    ...(onset && { onset: dayOf(onset) }),
    status:
      clinical === 'resolved'
        ? 'resolved'
        : clinical === 'inactive' || clinical === 'remission'
          ? 'inactive'
          : 'active',
  }
}

/** The problem list: active first, then by the alphabet. What was refuted or entered in error is not on it. */
export function problemsOf(resources: PatientResources): ProblemView[] {
  return resources
    .of('Condition')
    .filter(({ resource }) => {
      const verification = resource.verificationStatus?.coding?.[0]?.code
      if (verification === 'entered-in-error' || verification === 'refuted') return false
      const categories = (resource.category ?? []).flatMap(({ coding }) => (coding ?? []).map(({ code }) => code))
      return categories.length === 0 || categories.includes('problem-list-item')
    })
    .map(({ id, resource }) => problemOf(id, resource))
    .sort((a, b) => order[a.status] - order[b.status] || (a.text < b.text ? -1 : 1))
}

const medicineStatus: Record<string, MedicineView['status']> = {
  active: 'active',
  draft: 'active',
  'on-hold': 'on-hold',
  stopped: 'stopped',
  cancelled: 'stopped',
  completed: 'completed',
}

export function medicineOf(id: LocalId, request: MedicationRequest, resources: PatientResources): MedicineView {
  const sig = request.dosageInstruction?.[0]?.text
  const reason = request.reasonReference?.[0]
  const problem = reason && resources.get('Condition', resources.resolve(reason.reference))
  const forWhat = reason?.display ?? wordsOf(problem?.code) ?? wordsOf(request.reasonCode?.[0])
  return {
    id,
    text:
      wordsOf(request.medicationCodeableConcept) ?? request.medicationReference?.display ?? 'Medicine without a name',
    ...(sig && { sig }),
    ...(request.authoredOn && { since: dayOf(request.authoredOn) }),
    ...(forWhat && { for: forWhat }),
    status: medicineStatus[request.status ?? ''] ?? 'active',
  }
}

/** Medicines ordered: those being taken first, then the newest. */
export function medicinesOf(resources: PatientResources): MedicineView[] {
  const rank = { active: 0, 'on-hold': 1, stopped: 2, completed: 3 }
  return resources
    .of('MedicationRequest')
    .filter(
      ({ resource }) =>
        resource.status !== 'entered-in-error' && resource.status !== 'draft' && resource.intent !== 'proposal',
    )
    .map(({ id, resource }) => medicineOf(id, resource, resources))
    .sort((a, b) => {
      if (a.status !== b.status) return rank[a.status] - rank[b.status]
      if (a.status === 'active') return a.text < b.text ? -1 : 1
      return (a.since ?? '') < (b.since ?? '') ? 1 : -1
    })
}

export const immunisationsOf = (resources: PatientResources): ImmunisationView[] =>
  resources
    .of('Immunization')
    .filter(({ resource }) => resource.status !== 'entered-in-error')
    .map(
      ({ id, resource }): ImmunisationView => ({
        id,
        text: wordsOf(resource.vaccineCode) ?? 'Vaccine without a name',
        ...(resource.occurrenceDateTime && { date: dayOf(resource.occurrenceDateTime) }),
        status: resource.status === 'not-done' ? 'not-done' : 'given',
      }),
    )
    .sort((a, b) => ((a.date ?? '') < (b.date ?? '') ? 1 : -1))
