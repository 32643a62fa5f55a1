import { who } from '../cast/index.js'
import { encounterReference } from '../chart.js'
import { reference } from '../coding.js'
import { message } from '../message.js'
import { reportPanel } from '../result.js'
import { careTeams } from '../staff.js'
import { assign, to } from '../task.js'
import type { ClinicDay } from './clinic-day.js'
import { rashPhoto } from './photo.js'
import { lastWorkday } from './workdays.js'

const report = (id: string) => reference('DiagnosticReport', id)

/** What has come in for the cast today. `drafts` are today's unsigned notes, with the minute they were left. */
export function playNow(day: ClinicDay, drafts: ReadonlyMap<number, { note: string; at: number }>): void {
  const { today, minute } = day.calendar
  const here = (n: number): boolean => n <= day.patients
  const novak = to('novak')

  if (here(who.romero)) {
    const chart = day.chart(who.romero)
    const { report: id } = reportPanel(chart, 'bmp', {
      orderedDay: lastWorkday(today, 2),
      orderedMinute: 625,
      day: today,
      minute: minute - 51,
      turnaround: 47,
      requester: 'novak',
      fixed: { k: 6.1, creatinine: 1.62, na: 138, co2: 21, cl: 104, bun: 41, glucose: 104, calcium: 9.2 },
    })
    assign(chart, {
      kind: 'result-review',
      owner: novak,
      priority: 'stat',
      text: 'Potassium 6.1 mmol/L HH',
      focus: report(id),
      authored: [today, minute - 4],
      due: [today, Math.min(minute + 90, 1439)],
      note: 'Basic metabolic panel, final. Not haemolysed. On lisinopril and spironolactone.',
    })
  }
  if (here(who.bianchi)) {
    const chart = day.chart(who.bianchi)
    const text = message(chart, {
      topic: 'Chest feels tight',
      text: 'Forgot to say it this morning: my chest feels tight when I climb stairs, since about a week. It goes away when I stop. Should I be worried?',
      from: 'patient',
      to: 'novak',
      day: today,
      minute: minute - 22,
    })
    assign(chart, {
      kind: 'patient-message',
      owner: novak,
      priority: 'urgent',
      text: '“Chest feels tight when I climb stairs”',
      focus: reference('Communication', text.id as string),
      authored: [today, minute - 22],
      due: [today, Math.min(minute + 30, 1439)],
      requester: chart.subject,
    })
  }
  const unsigned = drafts.get(who.nguyen)
  if (here(who.nguyen) && unsigned)
    assign(day.chart(who.nguyen), {
      kind: 'sign-note',
      owner: novak,
      text: 'Sign: annual visit',
      focus: reference('DocumentReference', unsigned.note),
      authored: [today, unsigned.at],
      due: [today, 1200],
    })
  if (here(who.adeyemi) && minute > 12) {
    const chart = day.chart(who.adeyemi)
    reportPanel(chart, 'strep', {
      orderedDay: today,
      orderedMinute: minute - 12,
      day: today,
      minute: minute - 10,
      turnaround: 7,
      requester: 'novak',
      encounter: encounterReference(chart.visits.at(-1)?.id ?? ''),
      words: 'Positive',
    })
  }
  if (here(who.lindqvist)) {
    const chart = day.chart(who.lindqvist)
    const photos = message(chart, {
      topic: 'Rash, before our video visit',
      text: 'Photos of the rash on both forearms, from last night and this morning. It started after clearing the hedge at the weekend and itches a lot.',
      from: 'patient',
      to: 'novak',
      day: today,
      minute: minute - 95,
      photos: [{ title: 'Left forearm, this morning', data: rashPhoto }],
    })
    assign(chart, {
      kind: 'patient-message',
      owner: careTeams.blue,
      text: 'Photos for today’s video visit',
      focus: reference('Communication', photos.id as string),
      authored: [today, minute - 95],
      requester: chart.subject,
    })
  }
  if (here(who.whitaker)) {
    const chart = day.chart(who.whitaker)
    const { report: id } = reportPanel(chart, 'inr', {
      orderedDay: today,
      orderedMinute: minute - 74,
      day: today,
      minute: minute - 72,
      turnaround: 63,
      requester: 'hale',
      fixed: { inr: 5.2, pt: 56.4 },
    })
    assign(chart, {
      kind: 'result-review',
      owner: to('hale'),
      priority: 'stat',
      text: 'INR 5.2 HH · on warfarin, antibiotic last week',
      focus: report(id),
      authored: [today, minute - 9],
      due: [today, Math.min(minute + 60, 1439)],
    })
  }
  if (here(who.clarke))
    assign(day.chart(who.clarke), {
      kind: 'call',
      owner: to('ruiz'),
      priority: 'urgent',
      text: 'Call ambulance desk back: transfer to Harbor General once bloods are drawn',
      authored: [today, minute - 12],
      due: [today, Math.min(minute + 15, 1439)],
      requester: to('hale'),
    })
}
