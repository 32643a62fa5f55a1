import type { Reference } from '@medplum/fhirtypes'
import { acute } from '../acute.js'
import { type Day, shortDate, weekday, workday } from '../calendar.js'
import { who } from '../cast/index.js'
import { encounterReference } from '../chart.js'
import { reference } from '../coding.js'
import { encounterOf } from '../encounter.js'
import { medicationRequestOf } from '../history.js'
import { message } from '../message.js'
import { writeNote } from '../note-writer.js'
import { orderImaging } from '../order.js'
import { reportPanel } from '../result.js'
import { careTeams, room } from '../staff.js'
import { assign, to } from '../task.js'
import { reasonOf, visit } from '../visit.js'
import type { ClinicDay } from './clinic-day.js'
import type { Reason } from './reason.js'
import { type Slot, strepThroat } from './schedule.js'

/** The last day the practice was open before today. */
export function lastWorkday(today: Day, back = 1): Day {
  let day = today - back
  while (weekday(day) === 0 || weekday(day) === 6) day -= 1
  return day
}

const followUp = (text: string, problem: string, rest: Partial<Reason> = {}): Reason => ({
  text,
  kind: 'follow-up',
  problem,
  length: 20,
  video: false,
  ...rest,
})

interface Place {
  n: number
  clinician: string
  k: number
  reason: Reason
  vitals?: Slot['vitals']
  unsigned?: boolean
  comment?: string
}

const places: readonly Place[] = [
  {
    n: who.bianchi,
    clinician: 'novak',
    k: -5,
    reason: followUp('Hypertension', 'hypertension'),
    vitals: { sbp: 136, dbp: 82, pulse: 74, weight: 90.8 },
  },
  {
    n: who.nguyen,
    clinician: 'novak',
    k: -3,
    reason: { text: 'Annual visit', kind: 'annual', length: 40, video: false },
    unsigned: true,
    vitals: { sbp: 110, dbp: 68, pulse: 70, weight: 56.2, height: 157.2 },
  },
  { n: who.adeyemi, clinician: 'novak', k: -1, reason: strepThroat(), vitals: { temperature: 38.4 } },
  {
    n: who.okafor,
    clinician: 'novak',
    k: 0,
    reason: followUp('Diabetes follow-up', 'diabetes2'),
    vitals: { sbp: 146, dbp: 88, pulse: 76, weight: 84.2 },
  },
  {
    n: who.haddad,
    clinician: 'novak',
    k: 1,
    reason: followUp('Knee pain', 'kneeArthritis'),
    comment: 'New insurance card',
  },
  {
    n: who.lindqvist,
    clinician: 'novak',
    k: 2,
    reason: { text: 'Video visit: rash', kind: 'acute', acute: acute('contactDermatitis'), length: 20, video: true },
    comment: 'Photos received',
  },
  { n: who.park, clinician: 'novak', k: 3, reason: followUp('Pap, contraception', 'contraception') },
  {
    n: who.romero,
    clinician: 'novak',
    k: 4,
    reason: followUp('Discharge follow-up', 'heartFailure', { length: 40 }),
    comment: 'Hospital summary to read',
  },
  { n: who.whitaker, clinician: 'hale', k: -4, reason: followUp('INR and blood pressure', 'atrialFibrillation') },
  {
    n: who.clarke,
    clinician: 'hale',
    k: -2,
    reason: followUp('Confused since last night, chills', 'cirrhosis'),
    vitals: { sbp: 104, dbp: 58, pulse: 104, temperature: 38.1, saturation: 96, weight: 80.4 },
    comment: 'Walk-in, brought by sister',
  },
  { n: who.obrien, clinician: 'hale', k: -1, reason: followUp('COPD review', 'copd') },
  {
    n: who.sharma,
    clinician: 'hale',
    k: 0,
    reason: { text: 'Prenatal visit', kind: 'prenatal', problem: 'pregnancy', length: 20, video: false },
  },
  {
    n: who.rios,
    clinician: 'hale',
    k: 1,
    reason: { text: 'Well child, 4 months', kind: 'well-child', length: 20, video: false },
  },
  {
    n: who.wojcik,
    clinician: 'hale',
    k: 2,
    reason: { text: 'New patient visit', kind: 'new', length: 40, video: false },
  },
]

/** A long visit takes the place after it too, unless that is where the day stands now. */
export function dropNext(slots: Slot[], { who: clinician, k }: Slot): void {
  const next = slots.findIndex((slot) => slot.who === clinician && slot.k === k + 1 && slot.patient === undefined)
  if (next >= 0 && (k < -2 || k > 0)) slots.splice(next, 1)
}

/** Gives the cast their places; where the wanted place does not exist at this hour, the nearest free one. */
export function seatCast(day: ClinicDay, slots: Slot[]): void {
  for (const place of places) {
    if (place.n > day.patients) continue
    const own = slots.filter((slot) => slot.who === place.clinician && slot.patient === undefined)
    const wanted = own.find((slot) => slot.k === place.k)
    const near =
      wanted ??
      own
        .filter((slot) =>
          place.k < -1 ? slot.state === 'finished' || slot.state === 'booked' : slot.state === 'booked',
        )
        .sort((a, b) => Math.abs(a.k - place.k) - Math.abs(b.k - place.k))[0]
    if (!near) continue
    near.patient = place.n
    near.reason = place.reason
    if (place.vitals) near.vitals = place.vitals
    if (place.unsigned) near.unsigned = true
    if (place.comment) near.comment = place.comment
    day.booked.add(place.n)
    if (place.reason.length === 40) dropNext(slots, near)
  }
}

/** What the cast brings besides its visits: results, messages, work. `notes` are the drafts of today's visits. */
export function playCast(day: ClinicDay, notes: ReadonlyMap<number, { note: string; at: number }>): void {
  const { calendar } = day
  const { today, minute } = calendar
  const here = (n: number): boolean => n <= day.patients
  const novak = to('novak')
  const report = (id: string): Reference<never> => reference('DiagnosticReport', id)

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
    const summary = `${chart.person.id}-d${chart.counts.get('d')}`
    assign(chart, {
      kind: 'follow-up',
      owner: novak,
      priority: 'urgent',
      text: 'Hospital discharge summary to read before the visit',
      focus: reference('DocumentReference', summary),
      authored: [lastWorkday(today), 610],
      due: [today, Math.min(minute + 70, 1439)],
      requester: to('das'),
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
  const unsigned = notes.get(who.nguyen)
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
      kind: 'follow-up',
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
      due: [today, Math.min(minute + 20, 1439)],
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
    const photos = message(chart, {
      topic: 'Rash, before our video visit',
      text: 'Photos of the rash on both forearms, from last night and this morning. It started after clearing the hedge at the weekend and itches a lot.',
      from: 'patient',
      to: 'novak',
      day: today,
      minute: minute - 95,
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
  if (here(who.park)) parkYesterday(day)
  if (here(who.whitaker)) {
    const chart = day.chart(who.whitaker)
    const drawn = lastWorkday(today)
    const { report: id } = reportPanel(chart, 'inr', {
      orderedDay: drawn - 29,
      orderedMinute: 600,
      day: drawn,
      minute: 915,
      turnaround: 165,
      requester: 'hale',
      fixed: { inr: 5.2, pt: 56.4 },
    })
    assign(chart, {
      kind: 'result-review',
      owner: to('hale'),
      priority: 'stat',
      text: 'INR 5.2 HH · on warfarin 5 mg, started an antibiotic last week?',
      focus: report(id),
      authored: [drawn, 1080],
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
  if (here(who.obrien)) {
    const chart = day.chart(who.obrien)
    const text = message(chart, {
      topic: 'Inhaler cost',
      text: 'The new inhaler costs 62 dollars a month on our plan. Is there one like it that costs less?',
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
