import type { Patient } from '@medplum/fhirtypes'
import { officialName, personName } from '../../../../shared/domain/name.js'
import { ageText, dateForReading } from '../../../../shared/kernel/dates.js'
import type { DateText } from '../../../../shared/kernel/ids.js'
import { wordsOf } from '../fhir.js'
import type { SmartChart, SmartKind } from './smart-chart.js'

const patientOf = ({ resources }: SmartChart): Patient | undefined => resources.of('Patient')[0]?.resource

/** A patient's name as one says it: `Amara Okafor`, with the name they go by. */
function spokenName(patient: Patient): string {
  const official = officialName(patient.name)
  const { preferredName } = personName(patient.name)
  const name =
    [official?.given?.[0], official?.family].filter(Boolean).join(' ') || official?.text || 'Name not recorded'
  return preferredName && preferredName !== official?.given?.[0] ? `${name} (“${preferredName}”)` : name
}

const units: Record<string, string> = { d: 'day', wk: 'week', mo: 'month', y: 'year' }

/** The age on the day the note is about, `47-year-old`; undefined without a birth date. */
function ageAdjective(chart: SmartChart, patient: Patient): string | undefined {
  const [, about, number, unit] = /^(~?)(\d+) (\w+)$/.exec(ageOn(chart, patient)) ?? []
  return number && unit && units[unit] ? `${about ? 'about ' : ''}${number}-${units[unit]}-old` : undefined
}

const ageOn = ({ day }: SmartChart, { birthDate }: Patient): string =>
  ageText(birthDate as DateText | undefined, new Date(`${day}T12:00:00`))

const nouns: Record<string, readonly [adult: string, child: string]> = {
  female: ['woman', 'girl'],
  male: ['man', 'boy'],
}

function ageAndSex(chart: SmartChart, patient: Patient): string | undefined {
  const age = ageAdjective(chart, patient)
  if (!age) return undefined
  const isAdult = /(\d+)-year/.test(age) && Number(/(\d+)-year/.exec(age)?.[1]) >= 18
  const pair = nouns[patient.gender ?? '']
  return `${age} ${pair ? pair[isAdult ? 0 : 1] : isAdult ? 'person' : 'child'}`
}

/** FHIR's individual-pronouns and US Core's extension of earlier versions. */
const pronounsUrl = /individual-pronouns$|individual-pronouns-to-use$/

/** The pronouns the patient gave; else those that go with the recorded sex. */
function pronoun(patient: Patient): string {
  const given = patient.extension?.find(({ url }) => pronounsUrl.test(url))
  const concept =
    given?.valueCodeableConcept ?? given?.extension?.find(({ url }) => url === 'value')?.valueCodeableConcept
  return wordsOf(concept) ?? (patient.gender === 'female' ? 'she' : patient.gender === 'male' ? 'he' : 'they')
}

const fact = (
  link: string,
  name: string,
  finds: string[],
  words: (chart: SmartChart, patient: Patient) => string | undefined,
): SmartKind => ({
  link,
  kind: 'text',
  name,
  group: 'Patient',
  finds,
  demographic: true,
  none: () => 'not recorded',
  read: (chart) => {
    const patient = patientOf(chart)
    const text = patient && words(chart, patient)
    return text ? { text, sources: [] } : undefined
  },
})

export const personKinds: readonly SmartKind[] = [
  fact('patient', 'Age and sex', ['year-old', 'yo', 'one-liner', 'demographics'], ageAndSex),
  fact('name', 'Name', ['patient', 'called'], (_chart, patient) => spokenName(patient)),
  fact('age', 'Age', ['years', 'old'], (chart, patient) => (patient.birthDate ? ageOn(chart, patient) : undefined)),
  fact('sex', 'Sex', ['gender'], (_chart, { gender }) => gender),
  fact('pronoun', 'Pronoun', ['she', 'he', 'they', 'gender'], (_chart, patient) => pronoun(patient)),
  fact('birth-date', 'Birth date', ['dob', 'born', 'date of birth'], (_chart, { birthDate }) =>
    birthDate ? dateForReading(birthDate as DateText) : undefined,
  ),
]
