import type { DiagnosticReport, Task } from '@medplum/fhirtypes'
import { workday } from '../calendar.js'
import { who } from '../cast/index.js'
import { activeCourses, type Chart } from '../chart.js'
import { ROUNDS, reference } from '../coding.js'
import { callTexts, frontDeskTexts } from '../message-texts.js'
import { meta } from '../meta.js'
import { reportPanel } from '../result.js'
import { careTeams } from '../staff.js'
import { assign, to } from '../task.js'
import type { ClinicDay } from './clinic-day.js'
import { lastWorkday } from './workdays.js'

/** Luis Alberto Romero, whose name is like Luis Romero's. */
const namesake = 16

/** What a shared inbox is for: a result that may be somebody else's, one the patient waits to hear of, a question among colleagues. */
export function playSharedInbox(day: ClinicDay): void {
  heldResult(day)
  toTell(day)
  mentioned(day)
  covered(day)
}

/** The laboratory answered Luis Romero's order with a report of his namesake: nobody knows yet whose blood it was. */
function heldResult(day: ClinicDay): void {
  const { today, minute } = day.calendar
  const ordered = day.out.find(
    (resource) =>
      resource.resourceType === 'DiagnosticReport' && resource.subject?.reference === `Patient/p${who.romero}`,
  ) as DiagnosticReport | undefined
  if (!ordered?.basedOn || day.patients < namesake || minute < 190) return
  const chart = day.chart(namesake)
  if (chart.person.family !== 'Romero') return
  const drawn = lastWorkday(today)
  const made = reportPanel(chart, 'bmp', {
    orderedDay: drawn,
    orderedMinute: 620,
    day: drawn,
    minute: 640,
    turnaround: 240,
    requester: 'novak',
    fixed: { k: 5.4, creatinine: 1.31, na: 137, glucose: 101 },
  })
  // It answers an order that was made for somebody else, so its own is none.
  day.out.splice(
    day.out.findIndex((resource) => resource.resourceType === 'ServiceRequest' && resource.id === made.order),
    1,
  )
  for (const resource of day.out) {
    const isOf =
      (resource.resourceType === 'DiagnosticReport' || resource.resourceType === 'Observation') &&
      resource.basedOn?.[0]?.reference === `ServiceRequest/${made.order}`
    if (isOf && resource.resourceType === 'DiagnosticReport') resource.basedOn = ordered.basedOn
    else if (isOf) delete resource.basedOn
  }
  const task = assign(chart, {
    kind: 'unmatched-result',
    owner: careTeams.blue,
    priority: 'urgent',
    text: 'Whose result is this? Potassium 5.4 mmol/L H',
    focus: reference('DiagnosticReport', made.report),
    authored: [drawn, 881],
    due: [today, 1020],
  })
  delete task.for
}

/** Reviewed, and nobody has told the patient. */
function toTell(day: ClinicDay): void {
  if (day.patients < who.sharma) return
  const { calendar } = day
  const chart = day.chart(who.sharma)
  const drawn = lastWorkday(calendar.today, 3)
  const { report, order } = reportPanel(chart, 'lipid', {
    orderedDay: drawn - 9,
    orderedMinute: 615,
    day: drawn,
    minute: 500,
    turnaround: 390,
    requester: 'novak',
    fixed: { cholesterol: 178, hdl: 61, triglycerides: 84 },
  })
  const about = { focus: reference('DiagnosticReport', report), owner: to('novak') }
  // After a weekend that is the day of the draw: late enough for its result to be there.
  const reviewed = lastWorkday(calendar.today)
  finished(
    chart,
    assign(chart, {
      ...about,
      kind: 'result-review',
      text: 'Lipid panel · all normal, 4 of 4',
      authored: [drawn, 895],
    }),
    { day: reviewed, begun: 1000, ended: 1002 },
  )
  assign(chart, {
    ...about,
    kind: 'tell-patient',
    text: 'Tell: lipid panel, all normal',
    authored: [reviewed, 1002],
    due: [workday(reviewed + 7), 1020],
    requester: to('novak'),
  }).basedOn = [reference('ServiceRequest', order)]
}

/** The medical assistant asks a colleague about the result that waits for another one. */
function mentioned(day: ClinicDay): void {
  const { calendar } = day
  const asked = day.out.find(
    (resource) => resource.resourceType === 'Task' && resource.for?.reference === `Patient/p${who.whitaker}`,
  ) as Task | undefined
  if (!asked || day.patients < who.whitaker || calendar.minute < 10) return
  const chart = day.chart(who.whitaker)
  const text =
    '@Dr Lena Novak she took the antibiotic until Friday. Hold tonight’s dose until Marcus is out of the room?'
  const time = calendar.at(calendar.today, calendar.minute - 5)
  const id = '2f6f4a7e-5a0c-4a55-9f0a-7d1b2c3e4f50'
  const mentions = [{ url: `${ROUNDS}mentions`, valueReference: to('novak') }]
  asked.note = [...(asked.note ?? []), { id, extension: mentions, authorReference: to('ruiz'), time, text }]
  asked.extension = [...(asked.extension ?? []), { url: `${ROUNDS}watcher`, valueReference: to('novak') }]
  asked.lastModified = time
  asked.meta = meta(calendar.stamp(calendar.today, calendar.minute - 5, 14))
  const mention = assign(chart, {
    kind: 'mention',
    owner: to('novak'),
    priority: asked.priority === 'stat' ? 'stat' : 'routine',
    text: `Jo Ruiz, MA: ${text}`,
    authored: [calendar.today, calendar.minute - 5],
    requester: to('ruiz'),
  })
  mention.partOf = [reference('Task', asked.id as string)]
  if (asked.focus) mention.focus = asked.focus
}

/** Dr Cole is away: what waits for her is in the inbox of who stands in for her. */
function covered(day: ClinicDay): void {
  if (day.patients < who.wojcik) return
  const chart = day.chart(who.wojcik)
  const drawn = lastWorkday(day.calendar.today, 2)
  const { report } = reportPanel(chart, 'cbc', {
    orderedDay: drawn - 4,
    orderedMinute: 655,
    day: drawn,
    minute: 515,
    turnaround: 360,
    requester: 'cole',
    fixed: { hgb: 11.2, wbc: 5.9, platelets: 288, mcv: 78, hct: 34.1 },
  })
  assign(chart, {
    kind: 'result-review',
    owner: to('cole'),
    text: 'Haemoglobin 11.2 g/dL L',
    focus: reference('DiagnosticReport', report),
    authored: [drawn, 880],
    due: [workday(drawn + 3), 1020],
  })
}

interface Times {
  day: number
  begun: number
  ended: number
}

/** Done by its owner, in minutes of a day. */
function finished(chart: Chart, task: Task, { day, begun, ended }: Times): void {
  const { calendar } = chart
  task.status = 'completed'
  task.executionPeriod = { start: calendar.at(day, begun), end: calendar.at(day, ended) }
  task.lastModified = calendar.at(day, ended)
  task.meta = meta(calendar.stamp(day, ended, 15))
}

const weeksBack = 30
const people = ['novak', 'hale', 'ruiz', 'das'] as const

/** What was done in the last weeks, about patients who have something open today. */
export function finishWorkBefore(day: ClinicDay): void {
  const { calendar, random } = day
  const known = new Set<number>()
  for (const resource of day.out) {
    const n = resource.resourceType === 'Task' && Number(resource.for?.reference?.match(/^Patient\/p(\d+)$/)?.[1])
    if (n) known.add(n)
  }
  const patients = [...known].sort((a, b) => a - b)
  if (patients.length === 0) return
  for (let back = weeksBack; back >= 1; back -= 1) {
    const date = calendar.today - back
    if (workday(date) !== date) continue
    const many = random.int(2, 4)
    for (let i = 0; i < many; i += 1) {
      const chart = day.chart(patients[random.int(0, patients.length - 1)] as number)
      const minute = random.int(490, 800)
      const wait = Math.round(4 + random.next() ** 3 * 150)
      const took = Math.round(3 + random.next() ** 2 * 240)
      if (chart.joined >= date) continue
      const owner = people[random.int(0, people.length - 1)] as (typeof people)[number]
      const task = done(chart, owner, [date, minute], random.int(0, 1000))
      finished(chart, task, { day: date, begun: minute + wait, ended: minute + wait + took })
    }
  }
}

function done(chart: Chart, owner: (typeof people)[number], authored: readonly [number, number], pick: number): Task {
  const course = activeCourses(chart, authored[0]).find(({ medicine }) => !medicine.course)
  const of = { owner: to(owner), authored, due: [workday(authored[0] + 2), 1020] as const }
  if (owner === 'das') {
    return assign(chart, { ...of, kind: 'front-desk', text: frontDeskTexts[pick % frontDeskTexts.length] as string })
  }
  if (course && pick % 2 === 0) {
    const task = assign(chart, {
      ...of,
      kind: 'refill-request',
      text: `Refill: ${course.medicine.text.charAt(0).toLowerCase()}${course.medicine.text.slice(1)}`,
      focus: reference('MedicationRequest', course.id),
      requester: chart.subject,
    })
    const time = chart.calendar.at(authored[0], authored[1] + 2)
    task.note = [{ authorReference: to(owner), time, text: 'Renewed by the clinic’s plan, patient told' }]
    return task
  }
  return assign(chart, { ...of, kind: 'call', text: callTexts.clinical[pick % callTexts.clinical.length] as string })
}
