import { weekday } from '../calendar.js'
import { age } from '../chart.js'
import { encounterOf } from '../encounter.js'
import { writeNote } from '../note-writer.js'
import { medicationRequestOf } from '../prescription.js'
import { Random } from '../random.js'
import { room } from '../staff.js'
import { reasonOf, visit } from '../visit.js'
import { book } from './appointment.js'
import { type ClinicDay, find } from './clinic-day.js'
import { reasonFor } from './reason.js'

const clinicians = ['novak', 'hale', 'cole', 'osei'] as const
const openOn = (date: number): boolean => weekday(date) !== 0 && weekday(date) !== 6

/** A note left as a draft, for the inbox of who wrote it. */
export interface Draft {
  patient: number
  note: string
  title: string
  who: string
  /** Day and minute it was last saved. */
  saved: readonly [number, number]
}

/** The last seven days: visits that were kept, with vitals and signed notes; two notes of the last day stay drafts. */
export function lastWeek(day: ClinicDay, met: Set<number>): Draft[] {
  const { calendar } = day
  const { today } = calendar
  const drafts: Draft[] = []
  for (let ago = 7; ago >= 1; ago -= 1) {
    const date = today - ago
    if (!openOn(date)) continue
    const random = new Random(day.seed, date, 31)
    const latest = ago === 1 || (ago <= 3 && !openOn(today - 1) && !openOn(date + 1))
    for (let i = 0; i < 8; i += 1) {
      const chart = find(day, met, (candidate) => candidate.joined < date)
      if (!chart) return drafts
      const reason = reasonFor(chart, random)
      const who = clinicians[i % clinicians.length] as string
      const start = 500 + Math.floor(i / 2) * 120 + (i % 2) * 20
      const touched = [date, start + reason.length + 4] as const
      const booked = [date - random.int(2, 30), random.int(500, 960)] as const
      const bookedOn = [Math.max(chart.joined, booked[0]), booked[1]] as const
      if (i === 5 && random.chance(0.5)) {
        book(chart, { status: 'noshow', reason, who, day: date, start, booked: bookedOn, touched: [date, start + 22] })
        continue
      }
      const appointment = book(chart, {
        status: 'fulfilled',
        reason,
        who,
        day: date,
        start,
        booked: bookedOn,
        touched,
        room: room(1 + (i % 6)),
      })
      const courses = chart.courses.length
      const facts = visit(
        chart,
        {
          day: date,
          minute: start,
          kind: reason.kind,
          video: reason.video,
          note: true,
          settled: true,
          tests: [],
          reason: reason.text,
          ...(reason.problem && { problem: reason.problem }),
          ...(reason.acute && { acute: reason.acute }),
          encounter: (made) =>
            encounterOf(chart, {
              id: made.id,
              status: 'finished',
              day: date,
              start,
              end: start + reason.length - 3,
              touched: start + reason.length - 1,
              reason: reasonOf(made),
              who,
              video: reason.video,
              appointment,
              ...(made.reviewed[0] && { diagnosis: made.reviewed[0].id }),
              ...(!reason.video && {
                location: {
                  location: room(1 + (i % 6)),
                  status: 'completed' as const,
                  period: { start: calendar.at(date, start), end: calendar.at(date, start + reason.length - 3) },
                },
              }),
            }),
        },
        who,
      )
      for (const course of chart.courses.slice(courses)) day.out.push(medicationRequestOf(chart, course))
      const draft = latest && (i === 4 || i === 5)
      const saved = start + reason.length + 12
      const note = writeNote(chart, facts, { signed: !draft, saved })
      if (draft) drafts.push({ patient: chart.person.n, note, title: facts.reason, who, saved: [date, saved] })
    }
  }
  return drafts
}

/** The two weeks to come: fuller tomorrow, thinner later. */
export function comingWeeks(day: ClinicDay, met: Set<number>): void {
  const { today } = day.calendar
  let first = true
  for (let ahead = 1; ahead <= 14; ahead += 1) {
    const date = today + ahead
    if (!openOn(date)) continue
    const random = new Random(day.seed, date, 32)
    const count = first ? 14 : Math.max(4, 11 - Math.floor(ahead / 2))
    first = false
    for (let i = 0; i < count; i += 1) {
      const chart = find(day, met, (candidate) => age(candidate, today) >= 0)
      if (!chart) return
      const reason = reasonFor(chart, random)
      if (reason.kind === 'acute' && ahead > 2) {
        const chronic = chart.problems.find((held) => held.problem.every > 0)
        const old = age(chart, today)
        Object.assign(
          reason,
          chronic
            ? {
                text: chronic.problem.reason,
                kind: 'follow-up',
                problem: chronic.problem.key,
                video: random.chance(0.2),
              }
            : old < 18
              ? { text: `Well child, ${Math.max(1, old)} years`, kind: 'well-child', video: false }
              : { text: 'Annual visit', kind: 'annual', length: 40, video: false },
        )
      }
      const who = clinicians[i % 3 === 2 ? 1 : i % 2] as string
      const start = 480 + Math.floor(i / 2) * 60 + (i % 2) * 20
      const booked = [Math.max(chart.joined, today - random.int(1, 40)), random.int(500, 960)] as const
      book(chart, { status: 'booked', reason, who, day: date, start, booked, touched: booked })
    }
  }
}
