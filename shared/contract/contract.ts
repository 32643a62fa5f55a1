import { z } from 'zod'
import { taskKinds } from '../domain/task/kind.js'
import { voidableTypes } from '../domain/voidable.js'
import type { LocalId } from '../kernel/ids.js'
import { command, query, shape } from './define.js'
import { date, id, line, none, patient, short, shown } from './fields.js'
import { noteContract } from './note-contract.js'
import { phraseContract } from './phrase-contract.js'
import type { ChartView, ReportView } from './views/chart.js'
import type { ConflictPreview, ConflictRow, ConflictView, KeptRow, KeptView, Whole } from './views/conflict.js'
import type { DrawRow, DrawView } from './views/draw.js'
import type { DemographicsView, PatientBanner, PatientHit, PatientHits } from './views/patient.js'
import type { Room, ScheduleDay, TeamMember } from './views/schedule.js'
import {
  fixes,
  type HoldingsView,
  type OutboxItem,
  type RecoveryView,
  type SessionView,
  type SyncView,
} from './views/session.js'
import type { TaskView } from './views/task.js'
import {
  type CodeListView,
  importedSystems,
  type MedicationCheck,
  type TermHit,
  type TermHits,
  terminologySystems,
} from './views/terminology.js'
import { deedsContract } from './work/deeds.js'
import { identityContract } from './work/identity.js'
import { inboxContract } from './work/inbox.js'
import { insightContract } from './work/insight.js'
import { kindsContract } from './work/kinds.js'
import { messagesContract } from './work/messages.js'
import { refillContract } from './work/refill.js'
import { resultsContract } from './work/results.js'
import { rulesContract } from './work/rules.js'
import { teamContract } from './work/team.js'
import { timesContract } from './work/times.js'

/** A measured value: as text it keeps every digit that was typed, `37.0`. */
const measured = z.union([z.number(), z.string().regex(/^(0|[1-9]\d{0,3})(\.\d{1,3})?$/)])
const parts = z.record(z.string().max(2000), z.enum(['mine', 'theirs', 'both']))

const demographics = z.object({
  family: z.string().trim().min(1).max(80),
  given: z.array(z.string().trim().min(1).max(80)).min(1).max(5),
  preferredName: short.optional(),
  birthDate: date,
  sex: z.enum(['female', 'male', 'other', 'unknown']),
  phone: short.optional(),
  mobile: short.optional(),
  email: short.optional(),
  line: short.optional(),
  city: short.optional(),
  state: short.optional(),
  postalCode: short.optional(),
  language: short.optional(),
  emergencyName: short.optional(),
  emergencyPhone: short.optional(),
  emergencyRelationship: short.optional(),
})

/** Everything a window can ask of the core. The one place where names, inputs and outputs are joined. */
export const contract = {
  // The person and the machine
  'session.current': query(none, shape<SessionView>()),
  'session.begin-sign-in': command(none, shape<{ authorizationUrl: string }>()),
  'session.finish-sign-in': command(z.object({ callbackUrl: z.string().max(4000) }), shape<{ name: string }>()),
  /** Refused as `conflict` while work has not left, unless `evenIfUnsent`; unsent work stays and is sent at the next sign-in. */
  'session.sign-out': command(z.object({ evenIfUnsent: z.boolean() }), shape<null>()),
  'sync.status': query(none, shape<SyncView>()),
  'sync.now': command(none, shape<null>()),
  'outbox.list': query(none, shape<OutboxItem[]>()),
  'outbox.fix': command(z.object({ item: z.string(), fix: z.enum(fixes) }), shape<null>()),
  /** What became of a damaged store, until `workstation.recovery-seen`. */
  'workstation.recovery': query(none, shape<RecoveryView | null>()),
  'workstation.recovery-seen': command(none, shape<null>()),
  /** The words of unsent notes to be read, and everything unsent as one FHIR Bundle text, to keep elsewhere when this workstation cannot go on. */
  'outbox.export': command(none, shape<{ bundle: string; count: number; words: string }>()),

  // Two versions of one record
  'conflict.list': query(none, shape<ConflictRow[]>()),
  'conflict.view': query(z.object({ item: z.string() }), shape<ConflictView | null>()),
  /** What the choices would make; null while a part is undecided or the versions are others than those seen. */
  'conflict.preview': query(z.object({ item: z.string(), seen: z.string(), parts }), shape<ConflictPreview | null>()),
  /**
   * Refused as `stale` when either side is another than the person saw. What was not chosen is kept. The result waits a
   * few seconds before it is sent, so that it can be undone. `made` is the note or record a decision began.
   */
  'conflict.resolve': command(
    z.object({
      patient: id.optional(),
      item: z.string(),
      seen: z.string(),
      decision: z.union([
        z.object({ whole: z.enum(['mine', 'theirs', 'again', 'addendum'] satisfies Whole[]) }),
        z.object({ parts }),
      ]),
    }),
    shape<{ decision: string; made?: LocalId }>(),
  ),
  /** Decide later: a state with who and when, still counted as needing a person. */
  'conflict.put-off': command(z.object({ patient: id.optional(), item: z.string() }), shape<null>()),
  /** Refused as `conflict` once the decision has left, or when the record was changed since. */
  'conflict.undo': command(z.object({ patient: id.optional(), decision: z.string() }), shape<null>()),
  /** Newest first; of one record when it is named. */
  'kept.list': query(z.object({ resource: id.optional() }), shape<KeptRow[]>()),
  'kept.view': query(z.object({ kept: z.string() }), shape<KeptView | null>()),
  /** Makes a kept version the content of the record again, as an edit of its own. */
  'kept.bring-back': command(z.object({ patient: id.optional(), kept: z.string() }), shape<{ resource: LocalId }>()),

  'workstation.holdings': query(none, shape<HoldingsView>()),
  /** Keeps a chart on this workstation until unpinned, whichever patient the window shows. */
  'workstation.pin': command(z.object({ chart: id, pinned: z.boolean() }), shape<null>()),
  /**
   * Takes a chart off this workstation; refused as `conflict`, saying why it stays, while it has a pressing reason, and as
   * `offline-needed` while it could not come back.
   */
  'workstation.let-go': command(z.object({ chart: id }), shape<null>()),
  /** Lets the first pull wait, or go on; charts that are opened come all the same. */
  'workstation.pause': command(z.object({ paused: z.boolean() }), shape<null>()),

  // Patients
  'patient.find': query(
    z.object({ text: z.string().max(200), limit: z.number().int().min(1).max(100) }),
    shape<PatientHits>(),
  ),
  'patient.recent': query(none, shape<PatientHit[]>()),
  'patient.banner': query(z.object(patient), shape<PatientBanner | null>()),
  'patient.demographics': query(z.object(patient), shape<DemographicsView | null>()),
  /** Binds this window to the patient (null: to none), notes them as recent and fetches their chart when it is not held. */
  'patient.open': command(z.object({ open: id.nullable() }), shape<null>()),
  /** Refused as `conflict` naming likely duplicates unless `evenIfAlike`. */
  'patient.register': command(
    z.object({ demographics, evenIfAlike: z.boolean() }),
    shape<{ id: LocalId; mrn: string }>(),
  ),
  'patient.update': command(z.object({ ...patient, demographics, confirmed: z.boolean() }), shape<null>()),

  // The day
  'schedule.day': query(z.object({ date }), shape<ScheduleDay>()),
  'room.list': query(none, shape<Room[]>()),
  'team.list': query(none, shape<TeamMember[]>()),
  'visit.walk-in': command(z.object({ ...patient, reason: line, clinician: id }), shape<{ appointment: LocalId }>()),
  'visit.arrive': command(z.object({ ...patient, appointment: id }), shape<null>()),
  /** Both identifiers were asked of the patient and matched; demographics were confirmed. */
  'visit.check-in': command(
    z.object({
      ...patient,
      appointment: id,
      identifiers: z.array(z.enum(['name', 'birth date', 'address', 'phone', 'photo ID'])).min(2),
    }),
    shape<null>(),
  ),
  'visit.room': command(z.object({ ...patient, appointment: id, room: id }), shape<null>()),
  'visit.start': command(z.object({ ...patient, appointment: id }), shape<null>()),
  'visit.finish': command(z.object({ ...patient, appointment: id }), shape<null>()),
  'visit.no-show': command(z.object({ ...patient, appointment: id }), shape<null>()),
  /** Takes back the last step of a visit made here, when nothing followed it. */
  'visit.undo': command(z.object({ ...patient, appointment: id }), shape<null>()),

  // The chart
  'chart.view': query(z.object(patient), shape<ChartView>()),
  'report.view': query(z.object({ ...patient, report: id }), shape<ReportView | null>()),
  'vitals.record': command(
    z.object({
      ...patient,
      encounter: id.optional(),
      values: z.object({
        systolic: measured.optional(), // mmHg
        diastolic: measured.optional(), // mmHg
        pulse: measured.optional(), // per minute
        respirations: measured.optional(), // per minute
        temperature: measured.optional(), // Cel
        saturation: measured.optional(), // %
        weight: measured.optional(), // kg
        height: measured.optional(), // cm
      }),
    }),
    /** `signedNote`: this visit's note, signed already; these vitals are not in it. */
    shape<{ observations: LocalId[]; signedNote?: LocalId }>(),
  ),

  /** Marks a record as entered in error: it stays readable in the EHR, and nobody goes by it any more. */
  'record.void': command(z.object({ ...patient, type: z.enum(voidableTypes), id }), shape<null>()),
  /** Takes that back, on the workstation where it was done. */
  'record.unvoid': command(z.object({ ...patient, type: z.enum(voidableTypes), id }), shape<null>()),

  ...noteContract,
  ...phraseContract,

  // Work
  'task.view': query(z.object({ task: id }), shape<TaskView | null>()),
  'task.claim': command(z.object({ task: id }), shape<null>()),
  'task.release': command(z.object({ task: id }), shape<null>()),
  'task.assign': command(z.object({ task: id, to: id, note: short.optional() }), shape<null>()),
  'task.complete': command(
    z.object({ task: id, comment: z.string().trim().max(2000).optional(), seen: id.optional(), shown }),
    shape<null>(),
  ),
  'task.reopen': command(z.object({ task: id }), shape<null>()),
  'task.create': command(
    z.object({
      patient: id.optional(),
      kind: z.enum(taskKinds),
      text: line,
      to: id,
      due: z.string().optional(),
      priority: z.enum(['routine', 'urgent', 'asap', 'stat']),
    }),
    shape<{ task: LocalId }>(),
  ),

  ...inboxContract,
  ...teamContract,
  ...deedsContract,
  ...resultsContract,
  ...refillContract,
  ...kindsContract,
  ...identityContract,
  ...messagesContract,
  ...rulesContract,
  ...timesContract,
  ...insightContract,

  // Terminology, all of it held here
  /**
   * As it is typed: lay words, synonyms, codes, misspellings, words in any order. Without words, what is used most.
   * `within` a category's code gives what belongs to it instead.
   */
  'terminology.find': query(
    z.object({
      system: z.enum(terminologySystems),
      text: z.string().max(200),
      limit: z.number().int().min(1).max(100),
      within: z.string().max(20).optional(),
    }),
    shape<TermHits>(),
  ),
  /** What records already name, retired codes too; in the order asked, without those nobody knows. */
  'terminology.lookup': query(
    z.object({ system: z.enum(terminologySystems), codes: z.array(z.string().max(200)).max(100) }),
    shape<TermHit[]>(),
  ),
  /**
   * What the chart held here says against a medicine: the same again, allergies; and what else the draft `note` prescribes.
   * `except` are prescriptions it replaces and its own chip.
   */
  'medication.check': query(
    z.object({
      ...patient,
      text: z.string().max(300).optional(),
      ingredients: z.array(z.object({ name: z.string().max(120), rxnorm: z.string().max(20).optional() })).max(12),
      except: z.array(id).max(50).optional(),
      note: id.optional(),
    }),
    shape<MedicationCheck>(),
  ),

  /** The official lists a clinic imports, and what is being read now. */
  'terminology.lists': query(none, shape<CodeListView[]>()),
  /**
   * Begins to read an official file, plain or gzipped: the ICD-10-CM order file of CMS, the Orange Book's products of FDA.
   * The list in use stays until the new one is whole; what comes of it is in `terminology.lists`.
   */
  'terminology.import': command(
    z.object({ system: z.enum(importedSystems), file: z.string().min(1).max(4000) }),
    shape<null>(),
  ),
  /** Ends the reading of a file, or forgets why one was refused. */
  'terminology.stop': command(z.object({ system: z.enum(importedSystems) }), shape<null>()),
  /** Takes the imported list away; the short list stays. */
  'terminology.remove': command(z.object({ system: z.enum(importedSystems) }), shape<null>()),

  // Draws
  'draw.list': query(none, shape<{ waiting: DrawRow[]; done: DrawRow[] }>()),
  'draw.view': query(z.object(patient), shape<DrawView | null>()),
  /** The two identifiers as the patient said them or as scanned; refused as `wrong-patient` when either does not match. */
  'draw.identify': command(
    z.object({ ...patient, birthDate: date, name: line, mrn: z.string().optional() }),
    shape<null>(),
  ),
  'draw.collect': command(
    z.object({ ...patient, tube: z.string(), accession: z.string().min(4).max(40), site: short.optional() }),
    shape<{ specimen: LocalId }>(),
  ),
  /** Reserves accession numbers for the labels of a draw, one per tube; the same again when asked again. */
  'draw.label': command(z.object(patient), shape<{ labels: { tube: string; accession: string }[] }>()),
  'draw.fail': command(
    z.object({
      ...patient,
      reason: z.enum(['failed-stick', 'refused', 'not-fasting', 'left', 'other']),
      note: short.optional(),
    }),
    shape<null>(),
  ),
} as const

type Contract = typeof contract
export type QueryName = { [K in keyof Contract]: Contract[K]['kind'] extends 'query' ? K : never }[keyof Contract]
export type CommandName = { [K in keyof Contract]: Contract[K]['kind'] extends 'command' ? K : never }[keyof Contract]
/** What a caller passes. */
export type InputOf<K extends keyof Contract> = z.input<Contract[K]['input']>
/** What a handler receives after parsing. */
export type ParsedOf<K extends keyof Contract> = z.output<Contract[K]['input']>
export type OutputOf<K extends keyof Contract> = Exclude<Contract[K]['output']['shape'], undefined>

/** Events that are not answers: shown once, then gone. */
export interface Events {
  notice: { tone: 'information' | 'attention' | 'danger'; text: string }
  /** What the window is bound to, after the core has changed it. */
  bound: { patient: LocalId | null }
}
