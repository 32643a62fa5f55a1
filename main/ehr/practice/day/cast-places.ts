import { acute } from '../acute.js'
import { who } from '../cast/index.js'
import type { Sections } from '../note.js'
import type { VisitFacts } from '../visit-facts.js'
import { bianchiNote, clarkeNote, nguyenNote, whitakerNote } from './cast-notes.js'
import type { ClinicDay } from './clinic-day.js'
import type { Reason } from './reason.js'
import { type Slot, strepThroat } from './schedule.js'

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
  /** The note of a finished visit, from what was measured. */
  text?: (facts: VisitFacts) => Sections
}

const places: readonly Place[] = [
  {
    n: who.bianchi,
    clinician: 'novak',
    k: -5,
    text: bianchiNote,
    reason: followUp('Hypertension', 'hypertension'),
    vitals: { sbp: 136, dbp: 82, pulse: 74, weight: 90.8 },
  },
  {
    n: who.nguyen,
    clinician: 'novak',
    k: -3,
    text: nguyenNote,
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
  {
    n: who.whitaker,
    clinician: 'hale',
    k: -4,
    reason: followUp('INR and blood pressure', 'atrialFibrillation'),
    vitals: { sbp: 134, dbp: 64, pulse: 68, weight: 55.3 },
    text: whitakerNote,
  },
  {
    n: who.clarke,
    clinician: 'hale',
    k: -2,
    text: clarkeNote,
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
    if (place.text) near.text = place.text
    day.booked.add(place.n)
    if (place.reason.length === 40) dropNext(slots, near)
  }
}
