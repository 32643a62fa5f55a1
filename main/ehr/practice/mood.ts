import type { CodeableConcept, Observation } from '@medplum/fhirtypes'
import type { Day } from './calendar.js'
import { age, type Chart, encounterReference, type HeldProblem, nextId, remember } from './chart.js'
import { concept, hl7, LOINC, UCUM } from './coding.js'
import { meta } from './meta.js'

/** Questionnaire totals: PHQ-9 (0–27) for depression, GAD-7 (0–21) for anxiety. */
export interface Mood {
  phq9?: number
  gad7?: number
}

const survey: CodeableConcept[] = [hl7('observation-category', 'survey', 'Survey')]
const questionnaires = {
  phq9: concept(LOINC, '44261-6', 'Patient Health Questionnaire 9 item (PHQ-9) total score [Reported]', 'PHQ-9'),
  gad7: concept(LOINC, '70274-6', 'Generalized anxiety disorder 7 item (GAD-7) total score [Reported.PHQ]', 'GAD-7'),
} as const

/** Scores expected at a visit: high when new or untreated, lower after months of treatment. From 12 years. */
export function moodScores(chart: Chart, reviewed: readonly HeldProblem[], day: Day): Mood {
  const mood: Mood = {}
  if (age(chart, day) < 12) return mood
  for (const held of reviewed) {
    const key = held.problem.key === 'depression' ? 'phq9' : held.problem.key === 'anxiety' ? 'gad7' : undefined
    if (!key) continue
    const weeks = Math.min(30, Math.max(0, day - held.onset) / 7)
    const expected = held.ladder[held.step]?.length === 0 ? 10 : 15 - weeks * 0.3
    mood[key] = Math.max(1, Math.min(key === 'gad7' ? 20 : 25, Math.round(expected + chart.random.normal() * 2.6)))
  }
  return mood
}

/** Writes the questionnaires filled in before a visit. */
export function recordMood(chart: Chart, day: Day, minute: number, encounter: string, mood: Mood): Mood {
  const { calendar, subject, out } = chart
  for (const key of ['phq9', 'gad7'] as const) {
    const score = mood[key]
    if (score === undefined) continue
    const observation: Observation = {
      resourceType: 'Observation',
      id: nextId(chart, 'o'),
      meta: meta(calendar.stamp(day, minute + 6, 31)),
      status: 'final',
      category: survey,
      code: questionnaires[key],
      subject,
      encounter: encounterReference(encounter),
      effectiveDateTime: calendar.at(day, minute + 5),
      performer: [subject],
      valueQuantity: { value: score, unit: '{score}', system: UCUM, code: '{score}' },
    }
    out.push(observation)
    remember(chart, key, day, score)
  }
  return mood
}
