import type { Reference } from '@medplum/fhirtypes'
import { acute } from '../acute.js'
import { shortDate, workday } from '../calendar.js'
import { who } from '../cast/index.js'
import { reference } from '../coding.js'
import { encounterOf } from '../encounter.js'
import { message } from '../message.js'
import { writeNote } from '../note-writer.js'
import { orderImaging } from '../order.js'
import { medicationRequestOf } from '../prescription.js'
import { reportPanel } from '../result.js'
import { careTeams, room } from '../staff.js'
import { assign, to } from '../task.js'
import { reasonOf, visit } from '../visit.js'
import type { ClinicDay } from './clinic-day.js'
import { lastWorkday } from './workdays.js'

const report = (id: string): Reference<never> => reference('DiagnosticReport', id)

/** What happened to the cast in the days before: results, messages, the work that came of them. */
export function playEarlier(day: ClinicDay): void {
  const { calendar } = day
  const { today } = calendar
  const here = (n: number): boolean => n <= day.patients
  const novak = to('novak')

  if (here(who.okafor)) {
    const chart = day.chart(who.okafor)
    const drawn = lastWorkday(today, 4)
    const test = {
      orderedDay: drawn - 30,
      orderedMinute: 640,
      day: drawn,
      minute: 512,
      turnaround: 420,
      requester: 'novak',
    }
    reportPanel(chart, 'bmp', { ...test, fixed: { creatinine: 0.99, k: 4.6, na: 139, glucose: 168 } })
    const { report: id } = reportPanel(chart, 'a1c', { ...test, fixed: { a1c: 7.9 } })
    assign(chart, {
      kind: 'result-review',
      owner: novak,
      text: 'HbA1c 7.9 % H, eGFR 71',
      focus: report(id),
      authored: [drawn, 932],
      due: [today, 1020],
    })
    const sertraline = chart.courses.find(({ medicine }) => medicine.key === 'sertraline50')
    if (sertraline)
      assign(chart, {
        kind: 'refill-request',
        owner: novak,
        text: `Refill: sertraline 50 mg · last visit ${shortDate(workday(today - 69))}, PHQ-9 6`,
        focus: reference('MedicationRequest', sertraline.id),
        authored: [today - 1, 1088],
        due: [today + 1, 1020],
        requester: chart.subject,
      })
  }
  if (here(who.romero)) {
    const chart = day.chart(who.romero)
    const summary = `${chart.person.id}-d${chart.counts.d}`
    assign(chart, {
      kind: 'document',
      owner: novak,
      priority: 'urgent',
      text: 'Hospital discharge summary to read before the visit',
      focus: reference('DocumentReference', summary),
      authored: [lastWorkday(today), 610],
      due: [today, Math.min(calendar.minute + 70, 1439)],
      requester: to('das'),
    })
  }
  if (here(who.haddad)) {
    const chart = day.chart(who.haddad)
    const ordered = lastWorkday(today, 23)
    const order = orderImaging(chart, 'MRI of the right knee without contrast', {
      requester: 'novak',
      ordered: [ordered, 650],
      due: [today - 2, 1020],
      reasonText: 'Locking after a twist, suspected medial meniscus tear',
    })
    assign(chart, {
      kind: 'loop-overdue',
      owner: novak,
      text: `MRI knee: no result · ordered ${today - ordered} days ago`,
      focus: order,
      authored: [today - 2, 420],
      due: [today - 2, 1020],
    })
    assign(chart, {
      kind: 'front-desk',
      owner: to('das'),
      text: 'New insurance card to copy at check-in',
      authored: [lastWorkday(today), 690],
      due: [today, Math.min(calendar.minute + 20, 1439)],
    })
  }
  if (here(who.lindqvist)) {
    const chart = day.chart(who.lindqvist)
    const drawn = lastWorkday(today, 2)
    const { report: id } = reportPanel(chart, 'lipid', {
      orderedDay: drawn - 20,
      orderedMinute: 640,
      day: drawn,
      minute: 505,
      turnaround: 380,
      requester: 'novak',
      fixed: { cholesterol: 171, hdl: 66, triglycerides: 72 },
    })
    assign(chart, {
      kind: 'result-review',
      owner: novak,
      text: 'Lipid panel · all normal, 4 of 4',
      focus: report(id),
      authored: [drawn, 885],
    })
  }
  if (here(who.park)) parkYesterday(day)
  if (here(who.obrien)) {
    const chart = day.chart(who.obrien)
    const text = message(chart, {
      topic: 'Inhaler cost',
      text: 'The budesonide inhaler now costs 62 dollars a month on our new plan. Is there one like it that costs less?',
      from: 'patient',
      to: 'hale',
      day: lastWorkday(today),
      minute: 1010,
    })
    assign(chart, {
      kind: 'patient-message',
      owner: to('hale'),
      text: '“Is there an inhaler that costs less?”',
      focus: reference('Communication', text.id as string),
      authored: [lastWorkday(today), 1010],
      due: [today + 1, 1020],
      requester: chart.subject,
    })
  }
  if (here(who.wojcik))
    assign(day.chart(who.wojcik), {
      kind: 'front-desk',
      owner: careTeams.frontDesk,
      text: 'Request records from previous practice (Spokane)',
      authored: [lastWorkday(today, 3), 700],
      due: [today + 2, 1020],
    })
}

/** Ji-woo Park was seen by the student on the last working day; the note waits to be co-signed, a blood count came back. */
function parkYesterday(day: ClinicDay): void {
  const { today } = day.calendar
  const chart = day.chart(who.park)
  const date = lastWorkday(today)
  const courses = chart.courses.length
  const facts = visit(
    chart,
    {
      day: date,
      minute: 870,
      kind: 'acute',
      acute: acute('ankle'),
      video: false,
      note: true,
      settled: true,
      encounter: (made) =>
        encounterOf(chart, {
          id: made.id,
          status: 'finished',
          day: date,
          start: 870,
          end: 890,
          touched: 893,
          reason: reasonOf(made),
          who: 'walsh',
          video: false,
          location: { location: room(5), status: 'completed' },
        }),
    },
    'walsh',
  )
  for (const course of chart.courses.slice(courses)) day.out.push(medicationRequestOf(chart, course))
  const note = writeNote(chart, facts, { saved: 921 })
  assign(chart, {
    kind: 'cosign-note',
    owner: to('novak'),
    text: 'Co-sign: Erin Walsh, NP student · ankle injury',
    focus: reference('DocumentReference', note),
    authored: [date, 925],
    due: [today + 1, 1020],
    requester: to('walsh'),
  })
  const drawn = lastWorkday(today, 2)
  const { report } = reportPanel(chart, 'cbc', {
    orderedDay: drawn - 12,
    orderedMinute: 640,
    day: drawn,
    minute: 530,
    turnaround: 350,
    requester: 'novak',
    fixed: { hgb: 13.1, wbc: 6.2, platelets: 254, mcv: 89, hct: 38.9 },
  })
  assign(chart, {
    kind: 'result-review',
    owner: to('novak'),
    text: 'CBC · all normal, 5 of 5',
    focus: reference('DiagnosticReport', report),
    authored: [drawn, 880],
  })
}
