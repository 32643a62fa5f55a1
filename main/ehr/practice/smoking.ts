import type { CodeableConcept } from '@medplum/fhirtypes'
import { age, type Chart, nextId } from './chart.js'
import { concept, hl7, LOINC, reference, SNOMED } from './coding.js'
import { meta } from './meta.js'
import { practitioner } from './staff.js'

const socialHistory: CodeableConcept[] = [hl7('observation-category', 'social-history', 'Social History')]
const smokingStatus = concept(LOINC, '72166-2', 'Tobacco smoking status', 'Smoking')
const smokingAnswers = {
  never: concept(SNOMED, '266919005', 'Never smoked tobacco', 'Never smoked'),
  former: concept(SNOMED, '8517006', 'Ex-smoker', 'Former smoker'),
  current: concept(SNOMED, '449868002', 'Smokes tobacco daily', 'Smokes daily'),
}

/** Smoking, asked at the last visit; nothing where nobody has been seen yet. */
export function recordSmoking(chart: Chart): void {
  const { calendar, subject, person, out } = chart
  const last = chart.visits.findLast((visit) => !visit.video)
  if (!last || age(chart, last.day) < 16) return
  out.push({
    resourceType: 'Observation',
    id: nextId(chart, 'o'),
    meta: meta(calendar.stamp(last.day, last.minute + 5, 8)),
    status: 'final',
    category: socialHistory,
    code: smokingStatus,
    subject,
    encounter: reference('Encounter', last.id),
    effectiveDateTime: calendar.at(last.day, last.minute + 4),
    performer: [practitioner('ruiz')],
    valueCodeableConcept: smokingAnswers[person.smoking],
  })
}
