import { blocksText } from '../../../../shared/document/index.js'
import { dateWords, dayWords } from '../../../../shared/domain/smart/value.js'
import { localDate, timeForReading } from '../../../../shared/kernel/dates.js'
import type { Instant } from '../../../../shared/kernel/ids.js'
import { noteStatus } from '../../store/note.js'
import { readContent } from '../../store/note-content.js'
import { isPicture } from '../../store/picture.js'
import { utc } from '../../store/utc.js'
import { wordsOf } from '../fhir.js'
import { visitsOf } from '../visits.js'
import { type Said, type SmartChart, type SmartKind, source } from './smart-chart.js'

/** Plan, and assessment and plan in one; LOINC. */
const planCodes = ['18776-5', '51847-2']
/** So many signed notes are looked through for a plan. */
const mostNotes = 6

/** The plan of the last signed note of another visit, line by line. */
function lastPlan({ resources, ask }: SmartChart): Said | undefined {
  const notes = resources
    .of('DocumentReference')
    .filter(
      ({ resource }) =>
        noteStatus(resource) === 'signed' &&
        !isPicture(resource) &&
        !resource.relatesTo?.some(({ code }) => code === 'appends') &&
        (!ask.encounter || resources.resolve(resource.context?.encounter?.[0]?.reference) !== ask.encounter),
    )
    .map(({ id, resource }) => ({ id, resource, at: utc(resource.context?.period?.start ?? resource.date) ?? '' }))
    .sort((a, b) => (a.at < b.at ? 1 : -1))
  for (const { id, resource, at } of notes.slice(0, mostNotes)) {
    const content = readContent(resource)
    if (content.kind !== 'document') continue
    const rows: string[] = []
    content.doc.forEach((section) => {
      if (planCodes.includes(section.attrs.code)) rows.push(...blocksText(section).split('\n'))
    })
    const lines = rows.map((row) => row.replace(/^\s*- /, '').trim()).filter(Boolean)
    if (lines.length === 0) continue
    const author = resource.authenticator?.display ?? resource.author?.[0]?.display
    return {
      title: [`Plan of ${at ? dayWords(at) : 'the last note'}`, author].filter(Boolean).join(', '),
      rows: lines,
      sources: [source('DocumentReference', id)],
    }
  }
  return undefined
}

/** The last visit before the day the note is about. */
function lastVisit({ resources, ask, day }: SmartChart): Said | undefined {
  const [last] = resources
    .of('Encounter')
    .map(({ id, resource }) => ({ id, resource, at: utc(resource.period?.start) ?? '' }))
    .filter(
      ({ id, resource, at }) =>
        id !== ask.encounter &&
        (resource.status === 'finished' || resource.status === 'in-progress') &&
        at !== '' &&
        localDate(new Date(at)) < day,
    )
    .sort((a, b) => (a.at < b.at ? 1 : -1))
  if (!last) return undefined
  const reason = wordsOf(last.resource.reasonCode?.[0]) ?? wordsOf(last.resource.type?.[0])
  const who = last.resource.participant?.[0]?.individual?.display
  const text = [`Last visit ${dayWords(last.at)}${reason ? `: ${reason}` : ''}`, who && `with ${who}`]
  return { text: text.filter(Boolean).join(', '), sources: [source('Encounter', last.id)] }
}

function nextAppointment({ context, ask, now }: SmartChart): Said | undefined {
  const from = now.toISOString() as Instant
  const next = visitsOf(context, { from, to: '9999-01-01T00:00:00.000Z' as Instant, patient: ask.patient }).find(
    ({ state }) => state === 'booked',
  )
  if (!next) return undefined
  const words = [`Next appointment ${dayWords(next.start)} ${timeForReading(next.start)}`, next.reason]
  const text = [...words, next.clinician && `with ${next.clinician}`].filter(Boolean).join(', ')
  return { text, sources: [source('Appointment', next.id)] }
}

export const visitKinds: readonly SmartKind[] = [
  {
    link: 'last-plan',
    kind: 'list',
    name: 'Last visit’s plan',
    group: 'Visits and orders',
    finds: ['last plan', 'previous plan', 'assessment and plan', 'ap', 'last note'],
    read: lastPlan,
  },
  {
    link: 'last-visit',
    kind: 'text',
    name: 'Last visit',
    group: 'Visits and orders',
    finds: ['previous visit', 'last seen', 'encounter'],
    none: (chart) => `none recorded before ${dateWords(chart.day)}`,
    read: lastVisit,
  },
  {
    link: 'next-appointment',
    kind: 'text',
    name: 'Next appointment',
    group: 'Visits and orders',
    finds: ['booking', 'follow-up', 'return', 'schedule'],
    none: () => 'none booked',
    read: nextAppointment,
  },
]
