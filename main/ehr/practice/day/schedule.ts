import type { EncounterStatusHistory } from '@medplum/fhirtypes'
import { acute } from '../acute.js'
import { age, type Chart, encounterReference, nextId } from '../chart.js'
import { encounterOf } from '../encounter.js'
import { recordNote, type Sections } from '../note.js'
import { writeNote } from '../note-writer.js'
import { medicationRequestOf } from '../prescription.js'
import { room } from '../staff.js'
import { reasonOf, visit } from '../visit.js'
import type { PlannedVisit, VisitFacts } from '../visit-facts.js'
import { book } from './appointment.js'
import { type ClinicDay, find } from './clinic-day.js'
import { type Reason, reasonFor } from './reason.js'

export type SlotState =
  | 'finished'
  | 'with-clinician'
  | 'roomed'
  | 'checked-in'
  | 'arrived'
  | 'booked'
  | 'noshow'
  | 'cancelled'

/** One place in a clinician's day. */
export interface Slot {
  who: string
  /** Place counted from the one that is now: negative is earlier. */
  k: number
  start: number
  state: SlotState
  room: number
  patient?: number
  reason?: Reason
  /** The note of a finished visit still to be signed. */
  unsigned?: boolean
  comment?: string
  vitals?: PlannedVisit['vitals']
  /** A note written by hand. */
  text?: (facts: VisitFacts) => Sections
}

const LAST_START = 1437

/**
 * The slots of two clinicians laid around the minute of the day: past ones finished, one with the clinician, one in a room,
 * one or two waiting, the rest booked. All start within the calendar day: near midnight the past or the future part is
 * pressed together rather than spilled into another day.
 */
export function layOut(minute: number): Slot[] {
  const physician = column('novak', Math.floor(minute / 20) * 20, minute, ['with-clinician', 'roomed', 'checked-in'], 1)
  const half = Math.floor(minute / 20) * 20 + 10
  const nurse = column(
    'hale',
    half <= minute ? half : Math.max(0, half - 20),
    minute,
    ['with-clinician', 'arrived', 'booked'],
    4,
  )
  return [...physician, ...nurse]
}

function column(
  who: string,
  now: number,
  minute: number,
  around: readonly [SlotState, SlotState, SlotState],
  firstRoom: number,
): Slot[] {
  const slots: Slot[] = []
  const past = Math.max(0, Math.floor(now / 20) - 1)
  const ahead = Math.max(5, Math.min(Math.max(9, 13 - past), Math.floor((LAST_START - minute) / 20)))
  const step = Math.max(1, Math.min(20, Math.floor((LAST_START - Math.max(now, minute)) / (ahead + 1))))
  const behind = Math.min(past, 13 - ahead)
  for (let k = -1 - behind; k <= ahead; k += 1) {
    const start =
      k <= 0
        ? Math.max(0, now + k * 20)
        : k === 1 && step === 20
          ? now + 20
          : Math.min(LAST_START, Math.max(now, minute) + k * step - (step === 20 ? Math.max(now, minute) - now : 0))
    const state = k < -1 ? 'finished' : k <= 1 ? (around[k + 1] as SlotState) : 'booked'
    slots.push({ who, k, start, state, room: firstRoom + ((k + 30) % 3) })
  }
  return slots
}

/** When a visit passed its stations, in minutes of the day; only those it has reached. */
interface Stations {
  arrived: number
  roomed?: number
  seen?: number
  ended?: number
}

function stations(slot: Slot, length: number, minute: number): Stations {
  const { start, state } = slot
  const late = slot.patient === undefined ? 0 : slot.patient % 4
  switch (state) {
    case 'finished': {
      const ended = Math.min(start + length - 2 + late, minute - 3)
      return {
        arrived: start - 11 + late,
        roomed: start - 4 + late,
        seen: Math.min(start + 3 + late, ended - 6),
        ended,
      }
    }
    case 'with-clinician': {
      const seen = Math.min(start + 4, minute - 4)
      return { arrived: seen - 17, roomed: seen - 10, seen }
    }
    case 'roomed': {
      const roomed = Math.min(start, minute - 6)
      return { arrived: roomed - 9, roomed }
    }
    case 'checked-in':
      return { arrived: minute - 9 }
    default:
      return { arrived: Math.min(start - 4, minute - 2) }
  }
}

/** Writes a slot's booking, its encounter, vitals, tests and note, as far as the visit has come. */
export function fill(day: ClinicDay, slot: Slot): { chart: Chart; facts?: VisitFacts; note?: string } | undefined {
  const { calendar } = day
  const { today, minute } = calendar
  if (slot.patient === undefined || !slot.reason) return undefined
  const chart = day.chart(slot.patient)
  const { reason, state, who, start } = slot
  const bookedOn = [Math.max(chart.joined, today - 3 - (chart.person.n % 24)), 560 + (chart.person.n % 400)] as const
  const base = { reason, who, day: today, start, booked: bookedOn, ...(slot.comment && { comment: slot.comment }) }
  if (state === 'booked' || state === 'noshow' || state === 'cancelled') {
    book(chart, {
      ...base,
      status: state,
      touched:
        state === 'noshow'
          ? [today, Math.min(start + 21, minute)]
          : state === 'cancelled'
            ? [today - 1, 1015]
            : bookedOn,
    })
    return { chart }
  }
  const at = stations(slot, reason.length, minute)
  const place = room(slot.room)
  const inRoom = at.roomed !== undefined && !reason.video
  const touched = at.ended ?? at.seen ?? at.roomed ?? Math.min(at.arrived + (state === 'checked-in' ? 3 : 0), minute)
  const appointment = book(chart, {
    ...base,
    status: state === 'finished' ? 'fulfilled' : state === 'arrived' ? 'arrived' : 'checked-in',
    touched: [today, touched],
    ...(inRoom && { room: place }),
  })
  const history: EncounterStatusHistory[] = []
  const passed = (status: EncounterStatusHistory['status'], from: number, to: number | undefined): void => {
    history.push({
      status,
      period: { start: calendar.at(today, from), ...(to !== undefined && { end: calendar.at(today, to) }) },
    })
  }
  passed('arrived', at.arrived, at.roomed)
  if (at.roomed !== undefined) passed('triaged', at.roomed, at.seen)
  if (at.seen !== undefined) passed('in-progress', at.seen, at.ended)
  const status =
    state === 'finished'
      ? 'finished'
      : state === 'with-clinician'
        ? 'in-progress'
        : state === 'roomed'
          ? 'triaged'
          : 'arrived'
  const encounter = (
    facts: { id: string; reviewed?: VisitFacts['reviewed'] },
    concept = { text: reason.text } as ReturnType<typeof reasonOf>,
  ) =>
    encounterOf(chart, {
      id: facts.id,
      status,
      day: today,
      start: at.arrived,
      ...(at.ended !== undefined && { end: at.ended }),
      touched,
      reason: concept,
      who,
      video: reason.video,
      appointment,
      statusHistory: history,
      ...(facts.reviewed?.[0] && { diagnosis: facts.reviewed[0].id }),
      ...(inRoom &&
        at.roomed !== undefined && {
          location: {
            location: place,
            status: at.ended === undefined ? ('active' as const) : ('completed' as const),
            period: {
              start: calendar.at(today, at.roomed),
              ...(at.ended !== undefined && { end: calendar.at(today, at.ended) }),
            },
          },
        }),
    })
  if (at.roomed === undefined) {
    const id = nextId(chart, 'e')
    day.out.push(encounter({ id }))
    return { chart }
  }
  const courses = chart.courses.length
  const vitalsAt = Math.min(at.roomed + 3, minute - 1)
  const plan: PlannedVisit = {
    day: today,
    minute: vitalsAt - 4,
    kind: reason.kind,
    video: reason.video,
    note: false,
    reason: reason.text,
    settled: true,
    tests: [],
    vitalsBy: 'ruiz',
    roomedOnly: state !== 'finished',
    ...(reason.problem && { problem: reason.problem }),
    ...(reason.acute && { acute: reason.acute }),
    ...(slot.vitals && { vitals: slot.vitals }),
    encounter: (facts) => encounter(facts, reasonOf(facts)),
  }
  const facts = visit(chart, plan, who)
  for (const course of chart.courses.slice(courses)) day.out.push(medicationRequestOf(chart, course))
  if (state !== 'finished') return { chart, facts }
  const ended = at.ended as number
  const saved = Math.min(ended + 4, minute - 1)
  const signed = !slot.unsigned
  const note = slot.text
    ? recordNote(chart, {
        title: facts.reason,
        sections: slot.text(facts),
        encounter: encounterReference(facts.id),
        author: who,
        day: today,
        start: at.seen as number,
        saved,
        signed,
      })
    : writeNote(chart, { ...facts, plan: { ...facts.plan, minute: at.seen as number } }, { signed, saved })
  return { chart, facts, note }
}

/** Gives the slots nobody holds yet to patients whose charts give them a reason to come. */
export function invite(day: ClinicDay, slots: Slot[], dropNext: (slots: Slot[], slot: Slot) => void): void {
  let missed = 0
  let video = slots.filter((slot) => slot.reason?.video).length
  for (const slot of [...slots]) {
    if (slot.patient !== undefined || !slots.includes(slot)) continue
    const wantChild = slot.k === 3 || slot.k === -4
    const chart = find(day, day.booked, (candidate) => !wantChild || age(candidate, day.calendar.today) < 16)
    if (!chart) continue
    let reason = reasonFor(chart, day.random)
    if (slot.state === 'finished' && reason.length === 40)
      reason = age(chart, day.calendar.today) < 18 ? { ...reason, length: 20 } : reason
    if (reason.video && (slot.state === 'roomed' || slot.state === 'with-clinician' || video > 1))
      reason = { ...reason, video: false }
    if (reason.video) video += 1
    slot.patient = chart.person.n
    slot.reason = reason
    if (reason.length === 40) dropNext(slots, slot)
    if (slot.state === 'finished' && missed === 0 && slot.k <= -3 && slot.who === 'hale') {
      slot.state = 'noshow'
      missed += 1
    } else if (slot.state === 'booked' && slot.k === 6 && slot.who === 'novak') slot.state = 'cancelled'
  }
}

/** Strep throat as the cast's child has it. */
export const strepThroat = (): Reason => ({
  text: 'Sore throat',
  kind: 'acute',
  acute: acute('strep'),
  length: 20,
  video: false,
})
