import type { CodeableConcept, Patient } from '@medplum/fhirtypes'
import type { AllergyView, Demographics, PatientBanner } from '../../../shared/contract/views/patient.js'
import { officialName, personName } from '../../../shared/domain/name.js'
import { dayBounds, localDate, timeForReading } from '../../../shared/kernel/dates.js'
import type { DateText, Instant, LocalId } from '../../../shared/kernel/ids.js'
import { mergedInto } from '../store/merged.js'
import { one } from '../store/statement.js'
import { ofPatient, type Topic } from '../store/topic.js'
import { kindsInWords } from '../sync/refusal.js'
import { allergiesOf } from './allergies.js'
import type { Context, QueryHandlers } from './context.js'
import { wordsOf } from './fhir.js'
import { coreOf, patientCore, patientRow } from './people.js'
import { visitsOf } from './visits.js'

export const confirmedExtension = 'https://rounds.example/fhir/demographics-confirmed'

/** Codes of HL7's contact roles that say why someone is named, not who they are to the patient. */
const contactRoles = new Set(['C', 'E', 'F', 'I', 'S', 'U'])

/** How a contact is related: `Spouse`, rather than `Emergency Contact`. */
export const relationshipOf = (relationships: readonly CodeableConcept[] | undefined): CodeableConcept | undefined =>
  relationships?.find(({ coding }) => !coding?.some(({ code }) => code && contactRoles.has(code)))

/** What the front desk confirms, from the resource. */
export function demographicsOf(patient: Patient): Demographics {
  const name = officialName(patient.name)
  const preferred = personName(patient.name).preferredName
  const telecom = patient.telecom ?? []
  const phones = telecom.filter(({ system, use }) => system === 'phone' && use !== 'old')
  const mobile = phones.find(({ use }) => use === 'mobile')?.value
  const phone = phones.find(({ use }) => use !== 'mobile')?.value
  const email = telecom.find(({ system, use }) => system === 'email' && use !== 'old')?.value
  const home = (patient.address ?? []).find(({ use }) => use !== 'old') ?? patient.address?.[0]
  const spoken = patient.communication?.find(({ preferred: isPreferred }) => isPreferred) ?? patient.communication?.[0]
  const contact = patient.contact?.[0]
  const contactName = contact?.name
  const optional = {
    preferredName: preferred,
    birthDate: patient.birthDate as DateText | undefined,
    phone,
    mobile,
    email,
    line: home?.line?.join(', '),
    city: home?.city,
    state: home?.state,
    postalCode: home?.postalCode,
    language: spoken && wordsOf(spoken.language),
    emergencyName:
      contactName && (contactName.text ?? [...(contactName.given ?? []), contactName.family].filter(Boolean).join(' ')),
    emergencyPhone: contact?.telecom?.find(({ system }) => system === 'phone')?.value,
    emergencyRelationship: wordsOf(relationshipOf(contact?.relationship)),
  }
  const present = Object.fromEntries(Object.entries(optional).filter(([, value]) => value))
  return {
    family: name?.family ?? '',
    given: name?.given ?? [],
    sex: patient.gender ?? 'unknown',
    ...present,
  }
}

/** The patient's visit that is going on, else today's next one. */
function hereToday(context: Context, patient: LocalId): PatientBanner['here'] {
  const { start, end } = dayBounds(localDate(context.clock.now()))
  const visits = visitsOf(context, { from: start as Instant, to: end as Instant, patient })
  const current =
    visits.find(
      ({ state }) => state !== 'booked' && state !== 'finished' && state !== 'no-show' && state !== 'cancelled',
    ) ??
    visits.find(({ state }) => state === 'booked') ??
    visits.findLast(({ state }) => state === 'finished')
  if (!current) return undefined
  return {
    appointment: current.id,
    ...(current.encounter && { encounter: current.encounter }),
    reason: current.reason,
    time: timeForReading(current.start),
    state: current.state,
    ...(current.where && { where: current.where }),
    ...(current.since && { since: current.since }),
    ...(current.clinician && { with: current.clinician }),
  }
}

function allergyState(
  context: Context,
  patient: LocalId,
  allergies: AllergyView[],
  noneKnown: boolean,
): PatientBanner['allergyState'] {
  if (allergies.length > 0) return 'listed'
  if (noneKnown) return 'none-known'
  const { state, without } = context.sync.held(patient)
  // Allergies the EHR does not give out are not known to be none.
  const areShown = !without?.includes(kindsInWords(['AllergyIntolerance']))
  return state === 'held' && areShown ? 'none-recorded' : 'not-held'
}

export const patientQueries = {
  'patient.banner': {
    run(context, { patient }) {
      const topics: Topic[] = [ofPatient(patient), 'holdings']
      const row = patientRow(context.store, patient)
      if (!row) return { value: null, topics }
      const { allergies, noneKnown } = allergiesOf(context, patient)
      const here = hereToday(context, patient)
      const { asOf, pinned } = context.sync.held(patient)
      const merged = mergedInto(context.store, patient)
      if (merged) topics.push(ofPatient(merged))
      const other = merged && coreOf(context.store, merged, context.clock.now())
      const value: PatientBanner = {
        ...patientCore(row, context.clock.now()),
        ...(row.preferred && { preferredName: row.preferred }),
        ...(row.phone && { phone: row.phone }),
        allergyState: allergyState(context, patient, allergies, noneKnown),
        allergies,
        ...(here && { here }),
        ...(row.primary_care && { primary: row.primary_care }),
        ...(asOf && { asOf }),
        ...(pinned && { pinned }),
        ...(other && { mergedInto: { id: other.id, name: other.name, mrn: other.mrn } }),
      }
      return { value, topics }
    },
  },
  'patient.demographics': {
    run(context, { patient }) {
      const topics: Topic[] = [ofPatient(patient)]
      const row = patientRow(context.store, patient)
      const resource = context.store.read('Patient', patient)
      if (!row || !resource) return { value: null, topics }
      const asOf = one<{ at: Instant | null }>(
        context.store.db,
        `SELECT last_updated AS at FROM resource WHERE id = ? AND type = 'Patient'`,
        patient,
      )?.at
      const unsent = context.outbox.unsentOf('Patient', patient)
      const confirmedAt = resource.extension?.find(({ url }) => url === confirmedExtension)?.valueDateTime
      return {
        value: {
          ...patientCore(row, context.clock.now()),
          demographics: demographicsOf(resource),
          ...(asOf && { asOf }),
          ...(confirmedAt && { confirmedAt: confirmedAt as Instant }),
          ...(unsent && { unsent }),
        },
        topics,
      }
    },
  },
} satisfies Partial<QueryHandlers>
