import { z } from 'zod'
import { phraseKinds } from '../domain/phrase.js'
import { voidableTypes } from '../domain/voidable.js'
import type { LocalId } from '../kernel/ids.js'
import { command, query, shape } from './define.js'
import type { ChartView, ReportView } from './views/chart.js'
import type { CopyMade } from './views/clipboard.js'
import type { ConflictPreview, ConflictRow, ConflictView, KeptRow, KeptView, Whole } from './views/conflict.js'
import type { DrawRow, DrawView } from './views/draw.js'
import type { EarlierNote, NoteHistory } from './views/history.js'
import type { LeftOutPart, NotePresence, NoteView, PictureView } from './views/note.js'
import type { NotePaper } from './views/paper.js'
import type { DemographicsView, PatientBanner, PatientHit, PatientHits } from './views/patient.js'
import type { PhraseDraft, PhraseShelf, PhraseUse, PhraseVersion } from './views/phrase.js'
import type { Room, ScheduleDay, TeamMember } from './views/schedule.js'
import type { HoldingsView, OutboxItem, RecoveryView, SessionView, SyncView } from './views/session.js'
import type { SmartChange, SmartList, SmartValue } from './views/smart.js'
import type { SpellingView } from './views/spelling.js'
import { type TaskBox, type TaskCounts, type TaskRow, type TaskView, taskKinds } from './views/task.js'
import {
  type CodeListView,
  importedSystems,
  type MedicationCheck,
  type TermHit,
  type TermHits,
  terminologySystems,
} from './views/terminology.js'

const id = z.uuid().transform((text) => text as LocalId)
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const line = z.string().trim().min(1).max(300)
const short = z.string().trim().max(120)
const none = z.object({}).strict()
/** One word of a note. */
const spelled = z
  .string()
  .trim()
  .regex(/^[^\s\d]{2,60}$/)
const patient = { patient: id }
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

const phraseFields = z.object({
  name: z.string().trim().max(40),
  title: z.string().trim().max(120),
  about: z.string().trim().max(300),
  kind: z.enum(phraseKinds),
  scope: z.enum(['personal', 'team', 'clinic']),
  team: id.optional(),
  document: z.unknown(),
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
  'outbox.fix': command(
    z.object({ item: z.string(), fix: z.enum(['retry', 'keep-mine', 'take-theirs']) }),
    shape<null>(),
  ),
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

  // Notes
  /** A picture of a note; null while it is not here, or is another patient's. */
  'picture.view': query(z.object({ ...patient, picture: id }), shape<PictureView | null>()),
  /** Keeps a picture for a draft, before the step that shows it. */
  'note.picture': command(
    z.object({
      ...patient,
      note: id,
      picture: id,
      contentType: z.enum(['image/jpeg', 'image/png', 'image/webp']),
      data: z
        .string()
        .min(4)
        .max(1_400_000)
        .regex(/^[A-Za-z\d+/]+={0,2}$/),
      alt: line,
    }),
    shape<null>(),
  ),
  /** What was copied while a window showed a patient: kept in memory, so that no words go to another patient unnoticed. */
  'clipboard.copies': query(none, shape<CopyMade[]>()),
  'clipboard.copied': command(
    z.object({
      ...patient,
      token: z.uuid(),
      print: z.string().max(20),
      note: z.object({ note: id, date: z.iso.date() }).optional(),
    }),
    shape<null>(),
  ),
  /** How the signed-in person has spelling checked on this workstation; `ignored` are those of that note. */
  'spelling.mine': query(z.object({ note: id.optional() }), shape<SpellingView>()),
  'spelling.turn': command(z.object({ on: z.boolean() }), shape<null>()),
  /** Adds a word to the person's own, or takes it out again. */
  'spelling.own': command(z.object({ word: spelled, keep: z.boolean() }), shape<null>()),
  'spelling.ignore': command(z.object({ note: id, word: spelled, ignore: z.boolean() }), shape<null>()),
  'note.view': query(z.object({ note: id }), shape<NoteView | null>()),
  /** Everything the note is printed from, as it is at this moment; never live. */
  'note.paper': query(z.object({ note: id }), shape<NotePaper | null>()),
  /** It left on paper or as a file: for the audit. */
  'note.printed': command(z.object({ ...patient, note: id, as: z.enum(['paper', 'pdf']) }), shape<null>()),
  /** `document` is what the note begins with instead of empty sections: a template's. */
  'note.create': command(
    z.object({ ...patient, title: line, encounter: id.optional(), document: z.unknown().optional() }),
    shape<{ note: LocalId }>(),
  ),
  /** Who else has a draft open, here and at other workstations; empty while that cannot be known. */
  'note.others': query(z.object({ note: id }), shape<NotePresence[]>()),
  /** This window shows a draft, and where in it the person is; said again every 20 seconds or so. Null: it shows none any more. */
  'note.here': command(
    z.object({
      note: id.nullable(),
      section: z.object({ code: z.string().max(40), title: z.string().max(200) }).optional(),
    }),
    shape<null>(),
  ),
  /**
   * Journals editing steps. `version` is the number of steps the sender had before these. Answers after fsync.
   * `stale` when the journal is elsewhere; the editor then opens the note anew and rebases.
   */
  'note.steps': command(
    z.object({ ...patient, note: id, version: z.number().int().min(0), steps: z.array(z.unknown()).min(1).max(2000) }),
    shape<{ version: number; savedAt: string }>(),
  ),
  'note.rename': command(z.object({ ...patient, note: id, title: line }), shape<null>()),
  /** What the version before an amendment had made, for each chip of it. */
  'note.left-out': query(z.object({ note: id }), shape<LeftOutPart[]>()),
  /**
   * `version` is what the signer saw; anything else is `stale`. Whoever signs under supervision names the `cosigner`. For
   * chips of `note.left-out` that are no longer in the note, `withdraw` says for which that is done.
   */
  'note.sign': command(
    z.object({
      ...patient,
      note: id,
      version: z.number().int().min(0),
      cosigner: id.optional(),
      withdraw: z.array(id).max(500).optional(),
    }),
    shape<{ signedAt: string }>(),
  ),
  /** Vouches for a supervised colleague's signed note as it stands; the statement goes with the signature. */
  'note.cosign': command(
    z.object({ ...patient, note: id, statement: z.string().trim().max(1000).optional() }),
    shape<{ signedAt: string }>(),
  ),
  /** Returns it to who signed it, as a task to amend it. */
  'note.send-back': command(z.object({ ...patient, note: id, words: line }), shape<null>()),
  /** Begins a new version from the signed text; the one begun already, when there is one of the same person. */
  'note.amend': command(z.object({ ...patient, note: id, reason: line }), shape<{ note: LocalId }>()),
  /** Marks a draft as entered in error; it can be restored from the chart's timeline until signed out. */
  /** The draft becomes the colleague's, who gets a task with the word. */
  'note.hand-over': command(z.object({ ...patient, note: id, to: id, word: short.optional() }), shape<null>()),
  /** Refused as `stale` once the colleague has written in it. */
  'note.take-back': command(z.object({ ...patient, note: id }), shape<null>()),
  'note.discard': command(z.object({ ...patient, note: id }), shape<null>()),
  'note.restore': command(z.object({ ...patient, note: id }), shape<null>()),
  /** The note's life as this workstation knows it; null where nothing of it was written here. Answered once, not live. */
  'note.history': query(z.object({ note: id }), shape<NoteHistory | null>()),
  /** The versions the EHR keeps of a note, the newest 300; `offline-needed` while it cannot be reached. Changes nothing. */
  'note.versions': command(z.object({ ...patient, note: id }), shape<NoteHistory | null>()),
  /** The other notes of its patient, newest first. */
  'note.earlier': query(z.object({ note: id }), shape<EarlierNote[]>()),
  'note.addend': command(z.object({ ...patient, note: id }), shape<{ note: LocalId }>()),

  // Dot phrases and templates; starters come with Rounds and have ids of their own
  'phrase.shelf': query(none, shape<PhraseShelf>()),
  /** Newest first, the present one among them. */
  'phrase.versions': query(z.object({ phrase: id }), shape<PhraseVersion[]>()),
  /** What the person signed in used, most used first. */
  'phrase.uses': query(none, shape<PhraseUse[]>()),
  /** What they are writing and have not saved, newest first. */
  'phrase.drafts': query(none, shape<PhraseDraft[]>()),
  /** Makes the next version; `from` is the version it was written on, 0 makes a new one. Anything else is `stale`. */
  'phrase.save': command(
    z.object({ phrase: id, from: z.number().int().min(0), fields: phraseFields, what: short.optional() }),
    shape<{ version: number }>(),
  ),
  /** Retired phrases are offered to nobody and can be taken back into use. */
  'phrase.retire': command(z.object({ phrase: id, retired: z.boolean() }), shape<null>()),
  /** Makes an earlier version's words the next version. */
  'phrase.restore': command(z.object({ phrase: id, version: z.number().int().min(1) }), shape<{ version: number }>()),
  /** Keeps what is being written, saved or not; null forgets it. */
  'phrase.draft': command(
    z.object({ phrase: id, from: z.number().int().min(0), fields: phraseFields.nullable() }),
    shape<null>(),
  ),
  'phrase.used': command(z.object({ phrase: z.string().max(80), reason: short }), shape<null>()),
  // Data of the chart in a note
  /** What smart links say now, by name or another word for it, in the order asked; what is not known is left out. `on` is the day a note without a visit is about. */
  'smart.read': query(
    z.object({
      ...patient,
      links: z.array(z.string().max(60)).max(200),
      encounter: id.optional(),
      on: date.optional(),
    }),
    shape<SmartValue[]>(),
  ),
  /** What can be put into a note of this patient, with what it says now. */
  'smart.list': query(z.object({ ...patient, encounter: id.optional(), on: date.optional() }), shape<SmartList>()),
  /** What a note was made from and says something else now. */
  'smart.changes': query(z.object({ ...patient, note: id }), shape<SmartChange[]>()),

  // Work
  'task.list': query(
    z.object({ box: z.enum(['mine', 'team', 'done'] satisfies TaskBox[]), kind: z.enum(taskKinds).optional() }),
    shape<TaskRow[]>(),
  ),
  'task.counts': query(none, shape<TaskCounts>()),
  'task.view': query(z.object({ task: id }), shape<TaskView | null>()),
  'task.claim': command(z.object({ task: id }), shape<null>()),
  'task.release': command(z.object({ task: id }), shape<null>()),
  'task.assign': command(z.object({ task: id, to: id, note: short.optional() }), shape<null>()),
  'task.complete': command(z.object({ task: id, comment: z.string().trim().max(2000).optional() }), shape<null>()),
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
  'message.reply': command(z.object({ ...patient, task: id, text: z.string().trim().min(1).max(4000) }), shape<null>()),

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
  /** What the chart held here says against a medicine: the same again, allergies. `except` are prescriptions it replaces. */
  'medication.check': query(
    z.object({
      ...patient,
      text: z.string().max(300).optional(),
      ingredients: z.array(z.object({ name: z.string().max(120), rxnorm: z.string().max(20).optional() })).max(12),
      except: z.array(id).max(50).optional(),
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
