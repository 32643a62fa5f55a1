import type { Fault } from '../../main/ehr/faults/fault.js'
import type { Death } from './computer.js'

/**
 * One step of a history. Numbers choose among what there is when the step comes (`which % count`), so that a history stays
 * one when steps are taken out of it. `events`: how many things happen before the next step.
 */
export type Step = { events: number } & What

export type What =
  | { do: 'demographics'; at: number; patient: number; what: Demographic }
  | { do: 'edit'; at: number; patient: number; which: number; what: EditName }
  | { do: 'make'; at: number; patient: number; what: Made }
  | { do: 'task'; at: number; which: number; what: TaskDeed }
  | { do: 'visit'; at: number; patient: number; what: Visit }
  | { do: 'note'; at: number; patient: number; which: number; what: NoteDeed }
  | { do: 'elsewhere'; patient: number; which: number; what: 'change' | 'delete' | 'add'; type: OutsideType }
  | { do: 'cable'; at: number; out: boolean }
  | { do: 'pass'; at: number; seconds: number }
  | { do: 'clock'; at: number; hours: number }
  | { do: 'person'; at: number; who: number }
  | { do: 'decide'; at: number; which: number; choice: number }
  | { do: 'open'; at: number; patient: number }
  | { do: 'let go'; at: number; patient: number }
  | { do: 'fault'; fault: Fault }
  | { do: 'die'; at: number; death: Death | undefined; power: boolean }
  | { do: 'restart'; at: number }
  | { do: 'EHR restarts' }

export type Demographic = 'phone' | 'email' | 'line' | 'emergencyPhone'
export type EditName = (typeof editNames)[number]
export type Made = 'task' | 'vitals' | 'order' | 'allergy' | 'problem' | 'medicine' | 'patient'
export type TaskDeed =
  | 'claim'
  | 'complete'
  | 'release'
  | 'reopen'
  | 'comment'
  | 'snooze'
  | 'unsnooze'
  | 'answer'
  | 'take back'
export type Visit = 'arrive' | 'check-in' | 'room' | 'start' | 'finish' | 'no-show' | 'undo'
export type NoteDeed = 'create' | 'type' | 'sign' | 'addend' | 'discard' | 'rename'
export type OutsideType = (typeof outsideTypes)[number]

/** The first so many come in pairs that touch two places of the same record. */
export const inPairs = 6
export const editNames = [
  'allergy reaction',
  'allergy note',
  'dose',
  'medicine note',
  'order note',
  'order instruction',
  'appointment comment',
  'visit reason',
  'task text',
  'problem note',
] as const

export const outsideTypes = [
  'Patient',
  'AllergyIntolerance',
  'MedicationRequest',
  'ServiceRequest',
  'Task',
  'Observation',
  'Condition',
  'Appointment',
  'DocumentReference',
] as const

/** Everything a history is made from. */
export interface History {
  /** Who sits at each workstation: A, B, C … */
  people: number[]
  /** Ways in which the EHR is odd all the time. */
  oddities: Fault[]
  /** What chooses the order of everything that may happen in more than one. */
  schedule: number
  steps: Step[]
}
