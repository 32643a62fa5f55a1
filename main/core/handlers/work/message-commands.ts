import type { Communication } from '@medplum/fhirtypes'
import type { Staff } from '../../../../shared/contract/views/session.js'
import { attachmentTrouble } from '../../../../shared/domain/message/attachment.js'
import { isTold } from '../../../../shared/domain/message/contact.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { ok, type Result, refuse } from '../../../../shared/kernel/result.js'
import { messageText } from '../../store/message.js'
import { all, one, run } from '../../store/statement.js'
import type { TaskProjection } from '../../store/task.js'
import { draftFiles } from '../../store/work-draft.js'
import type { Writer } from '../../store/write.js'
import type { CommandHandlers, Context } from '../context.js'
import { hl7, practiceMark, referTo, referToStaff } from '../fhir.js'
import { coreOf, denied } from '../people.js'
import { closed, heldByOther } from '../task-change.js'
import { assigneeOf, newTask } from '../task-new.js'
import { claim, finish, remark } from '../task-steps.js'
import { act } from './act.js'
import { contactRecord } from './contact.js'
import { messageCategory, noPortal, patientMessage, placeIn } from './patient-message.js'
import { notAllShown, setShown, writtenSince } from './shown.js'
import { correspondents, mayRead, placeOf } from './threads.js'

const notHeld = refuse('not-found', 'This patient is not held on this workstation.')
const otherPatient = refuse('wrong-patient', 'This is another patient’s. Nothing was sent.')

/** The task something is done under: of this patient, open, and nobody else's at this moment. */
function under(context: Context, who: Staff, patient: LocalId, task: LocalId): Result<TaskProjection> {
  const row = one<TaskProjection>(context.store.db, 'SELECT * FROM task WHERE id = ?', task)
  if (!row) return refuse('not-found', 'This task is not held on this workstation.')
  if (row.patient !== patient) return otherPatient
  return closed(row) ?? heldByOther(context, row, who) ?? ok(row)
}

/** The patient is told of a result where it stands, with what was read of it: never in passing. */
function ofAResult({ kind, focus_type }: TaskProjection): Result<never> | undefined {
  const isResult = (kind === 'result-review' || kind === 'tell-patient') && focus_type === 'DiagnosticReport'
  return isResult
    ? refuse('invalid', 'This is told with its result: read it, and tell the patient there. Nothing was sent.')
    : undefined
}

/** The message that is answered: of this patient, and on the patient's side of the wall. */
function answered(
  { store }: Context,
  patient: LocalId | undefined,
  answers: LocalId,
  team: boolean,
): Result<never> | undefined {
  const row = one<{ patient: LocalId | null; kind: string }>(
    store.db,
    'SELECT patient, kind FROM message WHERE id = ?',
    answers,
  )
  if (!row) return refuse('not-found', 'The message this answers is not held on this workstation.')
  if (row.patient !== (patient ?? null)) return otherPatient
  if ((row.kind === 'team') === team) return undefined
  return team
    ? refuse('invalid', 'That is a conversation with the patient. Write to colleagues in one of their own.')
    : refuse('invalid', 'That is among colleagues, who wrote for each other. Nothing was sent to the patient.')
}

/** Kinds of work that are done once the patient was answered. */
const doneByAnswer: readonly string[] = ['patient-message', 'tell-patient']
/** And those that a contact finishes that reached the patient. */
const doneByContact: readonly string[] = [...doneByAnswer, 'call']

interface How {
  done: boolean
  words: string
  /** The last message that was shown of its conversation. */
  shown?: LocalId | undefined
}

/** The task goes on: finished by what was done, or begun by it. */
function goOn(context: Context, tx: Writer, who: Staff, row: TaskProjection, how: How): void {
  tx.edit('Task', row.id, (task) => {
    if (how.done) finish(context, task, who)
    else claim(context, task, who)
    if (how.done) setShown(context, task, row.kind, how.shown ?? row.focus ?? undefined)
    remark(context, task, who, how.words)
  })
}

/** What is told under a task of a result is told of that result: by this its loop knows that the patient was told. */
function resultOf(row: TaskProjection | undefined): { type: 'DiagnosticReport' | 'ServiceRequest'; id: LocalId }[] {
  const type = (['DiagnosticReport', 'ServiceRequest'] as const).find((each) => each === row?.focus_type)
  return type && row?.focus ? [{ type, id: row.focus }] : []
}

const bytesOf = (data: string): Uint8Array => new Uint8Array(Buffer.from(data, 'base64'))

export const messageCommands = {
  'thread.read': {
    run(context, { root }, { who }) {
      const place = placeOf(context, root)
      if (!place) return ok(null)
      const news = all<{ id: LocalId }>(
        context.store.db,
        `SELECT id FROM message m WHERE root = ? AND +patient IS ? AND (kind = 'team') = ? AND sender IS NOT ?
         AND NOT EXISTS (SELECT 1 FROM message_read r WHERE r.message = m.id AND r.who = ?)`,
        place.root,
        place.patient,
        place.team,
        who.id,
        who.id,
      )
      if (news.length === 0) return ok(null)
      context.store.commit({ who: who.id, at: context.at() }, (tx) => {
        for (const { id } of news) run(tx.db, 'INSERT INTO message_read (message, who) VALUES (?, ?)', id, who.id)
        run(tx.db, 'DELETE FROM message_read WHERE message NOT IN (SELECT id FROM message)')
        tx.touch('Communication')
      })
      return ok(null)
    },
  },

  'message.send': {
    run(context, { patient, text, topic, answers, shown, task, attachments = [], draft }, { who }) {
      const no = denied(who, 'message.patient')
      if (no) return no
      const { store } = context
      if (!store.row('Patient', patient)) return notHeld
      const row = task ? under(context, who, patient, task) : undefined
      if (row && !row.ok) return row
      // A task of the patient's own message is answered where they asked.
      const asked =
        answers ?? (row?.value.focus && store.row('Communication', row.value.focus) ? row.value.focus : undefined)
      const wall =
        (row && ofAResult(row.value)) ??
        (asked && (answered(context, patient, asked, false) ?? writtenSince(context, { last: asked, all: shown }))) ??
        (row && notAllShown(context, row.value, { last: asked, all: shown }))
      if (wall) return wall
      const trouble = attachmentTrouble(
        attachments.map(({ contentType, data }) => ({ contentType, bytes: bytesOf(data) })),
      )
      if (trouble) return refuse('invalid', trouble)
      const unread = noPortal(context, patient)
      if (unread) return unread
      const message = context.newId()
      const { name } = coreOf(store, patient, context.clock.now())
      const sent = patientMessage(context, who, {
        patient,
        text,
        answers: asked,
        topic: topic || undefined,
        about: resultOf(row?.value),
        task,
        attachments,
      })
      act(context, { who, words: `Message to ${name}`, patient, task, drafts: ['reply', draftFiles], draft }, (tx) => {
        tx.create(message, sent)
        const done = row !== undefined && doneByAnswer.includes(row.value.kind)
        if (row) goOn(context, tx, who, row.value, { done, words: 'answered the patient', shown: asked })
      })
      return ok({ message })
    },
  },

  'message.settle': {
    run(context, { patient, message, shown }, { who }) {
      const no = denied(who, 'task.work')
      if (no) return no
      const { store } = context
      const wall = answered(context, patient, message, false) ?? writtenSince(context, { last: message, all: shown })
      if (wall) return wall
      const open = one<{ id: LocalId }>(
        store.db,
        `SELECT t.id FROM task t JOIN message f ON f.id = t.focus JOIN message m ON m.root = f.root AND +m.patient IS f.patient
         WHERE m.id = ? AND t.kind = 'patient-message' AND t.status IN ('open', 'claimed')`,
        message,
      )
      const row = open && under(context, who, patient, open.id)
      if (row && !row.ok) return row
      const id = open?.id ?? context.newId()
      const words = 'needed no answer'
      const me = { id: who.id, name: who.name, team: false }
      const made = newTask(context, who, context.at(), {
        patient,
        kind: 'patient-message',
        text: store.read('Communication', message)?.topic?.text ?? 'Patient message',
        to: me,
        priority: 'routine',
      })
      made.focus = referTo(store, 'Communication', message)
      finish(context, made, who)
      setShown(context, made, 'patient-message', message)
      remark(context, made, who, words)
      act(context, { who, words: 'No answer needed', patient, task: open?.id }, (tx) => {
        if (row) goOn(context, tx, who, row.value, { done: true, words, shown: message })
        else tx.create(id, made)
      })
      return ok({ task: id })
    },
  },

  'team-message.send': {
    run(context, { patient, to, text, topic, answers, draft }, { who }) {
      const no = denied(who, 'task.work')
      if (no) return no
      const { store } = context
      const core = patient ? coreOf(store, patient, context.clock.now()) : undefined
      if (patient && !store.row('Patient', patient)) return notHeld
      const wall = answers && answered(context, patient, answers, true)
      if (wall) return wall
      // Whoever is in it stays in it.
      const place = answers ? placeOf(context, answers) : undefined
      if (place && !mayRead(context, place, who.id))
        return refuse('not-permitted', 'That conversation is for those who are in it. Nothing was sent.')
      const before = place ? correspondents(context, place).map(({ id }) => id) : []
      const readers = [...new Set([...to, ...before])].filter((id) => id !== who.id)
      const known = readers.map((id) => assigneeOf(context, id))
      if (known.some((one) => one === undefined))
        return refuse('not-found', 'One of these colleagues is not known here.')
      if (known.length === 0) return refuse('invalid', 'Choose who is to read it.')
      const asked = answers ? store.read('Communication', answers) : undefined
      const words = topic || asked?.topic?.text
      const mark = practiceMark(context)
      const message = context.newId()
      const sent: Communication = {
        resourceType: 'Communication',
        meta: { ...mark.meta, security: noPatient },
        status: 'completed',
        category: messageCategory('team') as NonNullable<Communication['category']>,
        medium: [hl7('v3-ParticipationMode', 'ELECTRONIC', 'electronic data')],
        ...placeIn(context, answers, true),
        ...(words && { topic: { text: words } }),
        ...(patient && core && { subject: referTo(store, 'Patient', patient, core.name) }),
        recipient: known.flatMap((one) =>
          one ? [referTo(store, one.team ? 'CareTeam' : 'Practitioner', one.id, one.name)] : [],
        ),
        sender: referToStaff(store, who),
        sent: context.at(),
        payload: [{ contentString: text }],
      }
      const drafts = draft === undefined ? undefined : ['team']
      act(context, { who, words: 'Message to colleagues', patient, drafts, draft }, (tx) => tx.create(message, sent))
      return ok({ message })
    },
  },

  'message.instead': {
    run(context, { patient, way, text, task, to, draft }, { who }) {
      const no = denied(who, 'task.work')
      if (no) return no
      const { store } = context
      if (!store.row('Patient', patient)) return notHeld
      const row = task ? under(context, who, patient, task) : undefined
      if (row && !row.ok) return row
      const desk = one<{ id: LocalId }>(store.db, `SELECT id FROM care_team WHERE kind = 'front-desk' ORDER BY name`)
      const assignee = assigneeOf(context, to ?? (way === 'letter' ? (desk?.id ?? who.id) : who.id))
      if (!assignee) return refuse('not-found', 'That colleague or team is not known here.')
      const id = context.newId()
      const words = way === 'call' ? 'Call the patient' : 'Send a letter to the patient'
      const made = newTask(context, who, context.at(), {
        patient,
        kind: way === 'call' ? 'call' : 'front-desk',
        text: `${words}: ${text.split('\n')[0]?.slice(0, 120)}`,
        to: assignee,
        priority: 'routine',
      })
      made.input = [{ type: { text: way === 'call' ? 'What to say' : 'Letter' }, valueString: text }]
      const drafts = draft === undefined ? undefined : ['reply']
      act(context, { who, words, patient, task, drafts, draft }, (tx) => {
        tx.create(id, made)
        const said = way === 'call' ? 'will be called instead' : 'gets a letter instead'
        if (row) goOn(context, tx, who, row.value, { done: false, words: said })
      })
      return ok({ task: id })
    },
  },

  'contact.record': {
    run(context, { patient, way, reached, whom, words, about = [], answers, shown, task }, { who }) {
      const no = denied(who, 'message.patient')
      if (no) return no
      const { store } = context
      if (!store.row('Patient', patient)) return notHeld
      if (reached === 'proxy' && !whom) return refuse('invalid', 'Say who it was that you spoke with.')
      const row = task ? under(context, who, patient, task) : undefined
      if (row && !row.ok) return row
      const wall =
        (row && ofAResult(row.value)) ??
        (answers && answered(context, patient, answers, false)) ??
        (answers && isTold(reached) ? writtenSince(context, { last: answers, all: shown }) : undefined) ??
        (row && isTold(reached) ? notAllShown(context, row.value, { last: answers, all: shown }) : undefined)
      if (wall) return wall
      const told = resultOf(row?.value)
      for (const id of about) {
        const type = (['DiagnosticReport', 'ServiceRequest'] as const).find((each) => store.row(each, id))
        if (!type) return refuse('not-found', 'What this is about is not held on this workstation.')
        if (store.row(type, id)?.patient !== patient) return otherPatient
        if (!told.some((each) => each.id === id)) told.push({ type, id })
      }
      const message = context.newId()
      const record = contactRecord(context, who, { patient, way, reached, whom, words, about: told, answers, task })
      const said = messageText(record)
      act(context, { who, words: 'Contact recorded', patient, task }, (tx) => {
        tx.create(message, record)
        const done = isTold(reached) && row !== undefined && doneByContact.includes(row.value.kind)
        if (row) goOn(context, tx, who, row.value, { done, words: said, shown: answers })
      })
      return ok({ message })
    },
  },

  'message.into-task': {
    run(context, { patient, message, kind, text, to, priority }, { who }) {
      const no = denied(who, 'task.work')
      if (no) return no
      const { store } = context
      const row = store.row('Communication', message)
      if (!row) return refuse('not-found', 'This message is not held on this workstation.')
      if (row.patient !== patient) return otherPatient
      const assignee = assigneeOf(context, to)
      if (!assignee) return refuse('not-found', 'That colleague or team is not known here.')
      const task = context.newId()
      const made = newTask(context, who, context.at(), { patient, kind, text, to: assignee, priority })
      made.focus = referTo(store, 'Communication', message)
      act(context, { who, words: `Made of a message: ${text}`, patient }, (tx) => tx.create(task, made))
      return ok({ task })
    },
  },
} satisfies Partial<CommandHandlers>

/** No disclosure to patients, family or caregivers: v3-ActCode. */
const noPatient = [
  {
    system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
    code: 'NOPAT',
    display: "no disclosure to patient, family or caregivers without attending provider's authorization",
  },
]
