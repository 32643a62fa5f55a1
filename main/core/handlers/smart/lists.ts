import type { ServiceRequest } from '@medplum/fhirtypes'
import { vaccineSchedule, vaccinesDue } from '../../../../shared/domain/smart/vaccines-due.js'
import { dateWords, stateWords } from '../../../../shared/domain/smart/value.js'
import { dayOf } from '../../../../shared/kernel/dates.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { activeAllergies, allergiesBeside, saysNoneToMedicines } from '../allergies.js'
import { codeIn, wordsOf } from '../fhir.js'
import { immunisationsOf, medicinesOf, problemsOf } from '../problems.js'
import { isReportShown } from '../report.js'
import { type Said, type SmartChart, type SmartKind, source } from './smart-chart.js'

function medicines({ resources }: SmartChart): Said | undefined {
  const taken = medicinesOf(resources).filter(({ status }) => status === 'active' || status === 'on-hold')
  if (taken.length === 0) return undefined
  return {
    rows: taken.map((medicine) =>
      [medicine.text, medicine.sig, medicine.for && `for ${medicine.for}`, medicine.status === 'on-hold' && 'on hold']
        .filter(Boolean)
        .join(', '),
    ),
    sources: taken.map(({ id }) => source('MedicationRequest', id)),
  }
}

/** "No known allergies" only where somebody recorded so. */
function allergies({ context, ask, resources }: SmartChart): Said | undefined {
  const held = [...resources.of('AllergyIntolerance'), ...allergiesBeside(context, ask.patient)]
  const { allergies: listed, noneKnown } = activeAllergies(held)
  if (listed.length > 0) {
    const each = listed.map(({ text, reaction, severity }) => {
      const more = [reaction, severity].filter(Boolean).join(', ')
      return more ? `${text} (${more})` : text
    })
    return { text: `Allergies: ${each.join('; ')}`, sources: listed.map(({ id }) => source('AllergyIntolerance', id)) }
  }
  const sources = held.map(({ id }) => source('AllergyIntolerance', id))
  if (noneKnown) return { text: 'No known allergies', sources }
  return saysNoneToMedicines(context, ask.patient)
    ? { text: 'No known drug allergies, others not recorded', sources }
    : undefined
}

function problems({ resources }: SmartChart): Said | undefined {
  const active = problemsOf(resources).filter(({ status }) => status === 'active')
  if (active.length === 0) return undefined
  return {
    rows: active.map(
      ({ text, code, onset }) => `${text}${code ? ` (${code})` : ''}${onset ? `, since ${dateWords(onset)}` : ''}`,
    ),
    sources: active.map(({ id }) => source('Condition', id)),
  }
}

function immunisations({ resources }: SmartChart): Said | undefined {
  const given = immunisationsOf(resources).filter(({ status }) => status === 'given')
  const byName = new Map<string, string[]>()
  for (const { text, date } of given) {
    const dates = byName.get(text) ?? []
    byName.set(text, [...dates, date ? dateWords(date) : 'date not recorded'])
  }
  if (byName.size === 0) return undefined
  return {
    rows: [...byName].map(([name, dates]) => `${name}: ${dates.join(', ')}`),
    sources: given.map(({ id }) => source('Immunization', id)),
  }
}

function due(chart: SmartChart): Said | undefined {
  const { resources, day } = chart
  const birthDate = resources.of('Patient')[0]?.resource.birthDate
  // Where the doses are not all here, none can be said to be missing.
  if (!birthDate || birthDate.length < 10 || chart.partly) return undefined
  const given = resources.of('Immunization').filter(({ resource }) => resource.status === 'completed')
  const doses = given.map(({ resource }) => ({
    code: codeIn(resource.vaccineCode, 'http://hl7.org/fhir/sid/cvx'),
    name: wordsOf(resource.vaccineCode) ?? '',
    // The day it was given here: of an evening it is another one by universal time.
    date: resource.occurrenceDateTime && dayOf(resource.occurrenceDateTime),
  }))
  const rows = vaccinesDue(birthDate, day, doses, dateWords)
  return {
    title: `Immunisations due (${vaccineSchedule}, by what is recorded here)`,
    rows: rows.length > 0 ? rows : ['Nothing seems to be due'],
    sources: given.map(({ id }) => source('Immunization', id)),
  }
}

/** Orders without a result, newest first. */
function unanswered({ resources }: SmartChart): { id: LocalId; resource: ServiceRequest }[] {
  const answered = new Set(
    resources
      .of('DiagnosticReport')
      .filter(({ resource }) => isReportShown(resource))
      .flatMap(({ resource }) => (resource.basedOn ?? []).map(({ reference }) => resources.resolve(reference))),
  )
  return resources
    .of('ServiceRequest')
    .filter(({ id, resource }) => (resource.status === 'active' || resource.status === 'on-hold') && !answered.has(id))
    .sort((a, b) => ((a.resource.authoredOn ?? '') < (b.resource.authoredOn ?? '') ? 1 : -1))
}

function orderWords({ resource }: { resource: ServiceRequest }): string {
  const { code, authoredOn, requester, occurrenceDateTime, specimen, status } = resource
  const asked = [authoredOn && dateWords(authoredOn), requester?.display && `by ${requester.display}`].filter(Boolean)
  return [
    wordsOf(code) ?? 'Order without a name',
    asked.length > 0 && `ordered ${asked.join(' ')}`,
    specimen?.length ? 'collected, result pending' : occurrenceDateTime && `due ${dateWords(occurrenceDateTime)}`,
    status === 'on-hold' && 'on hold',
  ]
    .filter(Boolean)
    .join(', ')
}

function openOrders(chart: SmartChart): Said | undefined {
  const open = unanswered(chart)
  return open.length === 0
    ? undefined
    : { rows: open.map(orderWords), sources: open.map(({ id }) => source('ServiceRequest', id)) }
}

const unfinished: Record<string, string> = {
  registered: 'registered',
  partial: 'partly reported',
  preliminary: 'preliminary',
}

function pending(chart: SmartChart): Said | undefined {
  const collected = unanswered(chart).filter(({ resource }) => resource.specimen?.length)
  const reports = chart.resources.of('DiagnosticReport').filter(({ resource }) => unfinished[resource.status ?? ''])
  if (collected.length + reports.length === 0) return undefined
  return {
    rows: [
      ...collected.map(orderWords),
      ...reports.map(({ resource }) => {
        const at = resource.effectiveDateTime ?? resource.issued
        return [wordsOf(resource.code) ?? 'Report', at && dateWords(at), unfinished[resource.status ?? '']]
          .filter(Boolean)
          .join(', ')
      }),
    ],
    sources: [
      ...collected.map(({ id }) => source('ServiceRequest', id)),
      ...reports.map(({ id }) => source('DiagnosticReport', id)),
    ],
  }
}

/** Tobacco smoking status, LOINC 72166-2. */
function smoking(chart: SmartChart): Said | undefined {
  const [last] = chart.answers('72166-2')
  return last
    ? { text: `Smoking: ${last.text.toLowerCase()} (${stateWords(last)})`, sources: [chart.saidBy(last.id)] }
    : undefined
}

const list = (
  link: string,
  name: string,
  finds: string[],
  read: SmartKind['read'],
  more: Partial<SmartKind> = {},
): SmartKind => ({ link, kind: 'list', name, group: 'Lists', finds, read, ...more })

export const listKinds: readonly SmartKind[] = [
  list('medicines', 'Active medicines', ['meds', 'medications', 'drugs', 'prescriptions', 'rx', 'tablets'], medicines),
  list('allergies', 'Allergies', ['allergy', 'reactions', 'nka', 'nkda'], allergies, { kind: 'text' }),
  list('problems', 'Problem list', ['pmh', 'past history', 'diagnoses', 'conditions', 'dx'], problems),
  list(
    'immunisations',
    'Immunisations given',
    ['immunizations', 'vaccines', 'vaccinations', 'shots', 'jabs'],
    immunisations,
  ),
  list(
    'immunisations-due',
    'Immunisations due',
    ['immunizations due', 'vaccines due', 'shots due', 'health maintenance', 'overdue'],
    due,
    { none: () => 'not known here' },
  ),
  list('smoking', 'Smoking', ['tobacco', 'cigarettes', 'smoker', 'social history'], smoking, { kind: 'text' }),
  list('open-orders', 'Open orders', ['orders', 'not done', 'requested'], openOrders, { group: 'Visits and orders' }),
  list('pending', 'Pending results', ['labs pending', 'awaited', 'outstanding'], pending, {
    group: 'Visits and orders',
  }),
]
