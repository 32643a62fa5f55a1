import type { Condition, MedicationRequest, Observation, Patient, Resource } from '@medplum/fhirtypes'
import { holdClinic, ofType } from './clinic.js'

const now = new Date('2026-11-18T10:31:00')
export const clinic = holdClinic(1800, now, 7)
const today = '2026-11-18'

/** A patient's chart, by kinds. */
export interface Seen {
  id: string
  patient: Patient
  age: number
  conditions: Condition[]
  medicines: MedicationRequest[]
  observations: Observation[]
  all: Resource[]
}
export const ageOn = (birth: string, on: string): number =>
  Number(on.slice(0, 4)) - Number(birth.slice(0, 4)) - (on.slice(5) < birth.slice(5) ? 1 : 0)

export const charts: Seen[] = [...clinic.charts].map(([id, all]) => {
  const patient = ofType(all, 'Patient')[0] as Patient
  return {
    id,
    patient,
    all,
    age: ageOn(patient.birthDate as string, (patient.deceasedDateTime ?? today).slice(0, 10)),
    conditions: ofType(all, 'Condition'),
    medicines: ofType(all, 'MedicationRequest'),
    observations: ofType(all, 'Observation'),
  }
})
export const icd = (condition: Condition): string => condition.code?.coding?.[0]?.code ?? ''
export const loinc = (observation: Observation): string => observation.code?.coding?.[0]?.code ?? ''
export const has = ({ conditions }: Seen, pattern: RegExp): boolean =>
  conditions.some(
    (condition) => condition.clinicalStatus?.coding?.[0]?.code === 'active' && pattern.test(icd(condition)),
  )
export const drug = (medicine: MedicationRequest): string => medicine.medicationCodeableConcept?.text ?? ''
export const taking = ({ medicines }: Seen, pattern: RegExp): MedicationRequest | undefined =>
  medicines.find((medicine) => medicine.status === 'active' && pattern.test(drug(medicine)))
export const latest = ({ observations }: Seen, code: string): number | undefined =>
  observations
    .filter((observation) => loinc(observation) === code)
    .sort((a, b) => ((a.effectiveDateTime ?? '') < (b.effectiveDateTime ?? '') ? 1 : -1))[0]?.valueQuantity?.value
export const share = (some: Seen[], of: Seen[]): number => some.length / of.length
export const ordinary = charts.filter(({ id }) => Number(id.slice(1)) >= 15)
export const adults = ordinary.filter(({ age }) => age >= 18)
export const offenders = (rule: (seen: Seen) => boolean, among = charts): string[] =>
  among.filter(rule).map(({ id }) => id)
