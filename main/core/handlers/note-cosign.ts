import type { Task } from '@medplum/fhirtypes'
import type { NoteView } from '../../../shared/contract/views/note.js'
import type { Staff } from '../../../shared/contract/views/session.js'
import { parseDocument } from '../../../shared/document/index.js'
import { coSigns, isSupervised, type Role, roles } from '../../../shared/domain/role.js'
import type { TaskKind } from '../../../shared/domain/task/kind.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { ok, type Result, refuse } from '../../../shared/kernel/result.js'
import type { NoteRow } from '../store/note.js'
import { storedDocument } from '../store/note-content.js'
import { all, one } from '../store/statement.js'
import { type TaskProjection, taskKindSystem } from '../store/task.js'
import type { Writer } from '../store/write.js'
import { amendedOf } from './amended.js'
import type { CommandHandlers, Context } from './context.js'
import { practiceMark, referTo, referToStaff } from './fhir.js'
import { noteOf } from './note-of.js'
import { provenanceOf, signaturesOf, signingTime } from './note-seals.js'
import { alter, alteredBy, rememberAltered } from './parts/altered.js'
import type { Asked } from './parts/part.js'
import { notHeld, release } from './parts/release.js'
import { coreOf, denied, nameOf } from './people.js'
import { heldByOther } from './task-change.js'
import { finish, remark } from './task-steps.js'

/** Whether a colleague may vouch for a supervised one. */
export const mayCosign = ({ store }: Context, colleague: LocalId): boolean =>
  all<{ role: string }>(
    store.db,
    'SELECT role FROM practitioner_role WHERE practitioner = ? AND active = 1',
    colleague,
  ).some(({ role }) => (roles as readonly string[]).includes(role) && coSigns(role as Role))

/** Who is to co-sign what this person signs: nobody unless they are supervised, then somebody who may. */
export function cosignerOf(context: Context, who: Staff, chosen: LocalId | undefined): Result<LocalId | undefined> {
  if (!isSupervised(who.role)) return ok(undefined)
  if (!chosen) return refuse('invalid', 'Choose who co-signs this note.')
  if (chosen === who.id || !mayCosign(context, chosen))
    return refuse('not-permitted', `${nameOf(context.store, chosen) ?? 'That colleague'} may not co-sign notes.`)
  return ok(chosen)
}

/** A task about a note for one colleague. */
export function noteTask(
  context: Context,
  tx: Writer,
  of: { kind: TaskKind; note: NoteRow; owner: LocalId; requester: Staff; text: string; words?: string },
): void {
  const { store } = context
  const { note, kind } = of
  const patient = note.patient as LocalId
  const task: Task = {
    resourceType: 'Task',
    ...practiceMark(context),
    status: 'requested',
    intent: 'order',
    priority: 'routine',
    code: { coding: [{ system: taskKindSystem, code: kind, display: words[kind] ?? kind }], text: words[kind] ?? kind },
    description: of.text,
    focus: referTo(store, 'DocumentReference', note.id),
    for: referTo(store, 'Patient', patient, coreOf(store, patient, context.clock.now()).name),
    ...(note.encounter && { encounter: referTo(store, 'Encounter', note.encounter) }),
    authoredOn: context.at(),
    lastModified: context.at(),
    requester: referToStaff(store, of.requester),
    owner: referTo(store, 'Practitioner', of.owner, nameOf(store, of.owner)),
  }
  if (of.words) remark(context, task, of.requester, of.words)
  tx.create(context.newId(), task)
}

const words: Partial<Record<TaskKind, string>> = { 'cosign-note': 'Co-sign a note', 'sign-note': 'Sign a note' }

/** Tasks about a note, the newest first. */
const tasksAbout = ({ store }: Context, note: LocalId, kind: TaskKind): TaskProjection[] =>
  all<TaskProjection>(store.db, 'SELECT * FROM task WHERE focus = ? AND kind = ? ORDER BY authored DESC', note, kind)

const isOpen = ({ status }: Pick<TaskProjection, 'status'>): boolean => status === 'open' || status === 'claimed'

/** How a signed note stands with its co-signer; undefined when it needs none, or has it. */
export function cosignState(context: Context, note: LocalId): NoteView['cosign'] {
  const { store, session } = context
  const waiting = tasksAbout(context, note, 'cosign-note').find(isOpen)
  const me = session.user()
  if (waiting) {
    const mine = me !== undefined && coSigns(me.role) && !isSigner(context, note, me)
    const holds = [...new Set(heldOf(context, note).map(({ words }) => words))]
    const by = nameOf(store, waiting.owner) ?? 'a colleague'
    return { state: 'waiting', by, mine, ...(holds.length > 0 && { holds }) }
  }
  const back = tasksAbout(context, note, 'sign-note').find(isOpen)
  const task = back && store.read('Task', back.id)
  const said = task?.note?.at(-1)
  if (!back || !said?.text) return undefined
  const by = said.authorReference?.display ?? nameOf(store, store.identity.resolve(said.authorReference?.reference))
  return { state: 'sent-back', by: by ?? 'a colleague', mine: back.owner === me?.id, words: said.text }
}

const isSigner = ({ store }: Context, note: LocalId, who: Staff): boolean => {
  const seals = all<{ agent: string | null }>(store.db, 'SELECT agent FROM seal WHERE note = ?', note)
  return seals.some(({ agent }) => agent === who.id || agent === who.name)
}

/** A note that waits for a co-signature, and the task that says so; or why this person may not see to it. */
function waitingFor(
  context: Context,
  command: { patient: LocalId; note: LocalId },
  who: Staff,
): Result<{ row: NoteRow; task: TaskProjection }> {
  const found = noteOf(context, command)
  if (!found.ok) return found
  const no = denied(who, 'note.sign')
  if (no) return no
  if (!coSigns(who.role)) return refuse('not-permitted', 'What you sign is co-signed by a colleague yourself.')
  const task = tasksAbout(context, command.note, 'cosign-note').find(isOpen)
  if (found.value.status !== 'signed' || !task)
    return refuse('stale', 'This note does not wait for a co-signature any more.')
  if (isSigner(context, command.note, who))
    return refuse('not-permitted', 'You signed this note. A colleague co-signs it.')
  const taken = heldByOther(context, task, who)
  if (taken) return taken
  return ok({ row: found.value, task })
}

/** What waits for the co-signature of a note. */
function heldOf(context: Context, note: LocalId): Asked[] {
  const { store } = context
  const resource = store.read('DocumentReference', note)
  const open = parseDocument(resource && storedDocument(resource))
  const before = amendedOf(store, note)
  return open.ok ? release(store, open.doc, before && !isHeld(context, before.note) ? before.doc : undefined) : []
}

/** It holds from now on. Should the signature it rests on be taken back, that is, too. */
function setGoing(tx: Writer, context: Context, note: LocalId): void {
  const altered = heldOf(context, note).flatMap(({ change, chip, words }) => {
    const changed = alter(tx, change)
    return changed ? [{ ...changed, chip, words }] : []
  })
  rememberAltered(tx, note, [...alteredBy(context.store, note), ...altered])
}

/** Whether what a signed note ordered still waits for a co-signature: nobody signed it who signs on their own account. */
export const isHeld = (context: Context, note: LocalId): boolean => {
  const { db } = context.store
  const agents = all<{ id: LocalId }>(
    db,
    'SELECT p.id FROM seal s JOIN practitioner p ON p.id = s.agent OR p.name = s.agent WHERE s.note = ?',
    note,
  )
  return agents.length > 0 && !agents.some(({ id }) => mayCosign(context, id))
}

export const cosignCommands = {
  'note.cosign': {
    run(context, { patient, note, statement }, { who }) {
      const waiting = waitingFor(context, { patient, note }, who)
      if (!waiting.ok) return waiting
      const { store } = context
      const resource = store.read('DocumentReference', note)
      const document = resource && storedDocument(resource)
      if (!resource || document === undefined)
        return refuse('locked', 'The text of this note cannot be read here, so it cannot be co-signed here.')
      if (signaturesOf(context, note, resource).some(({ seal }) => seal === 'broken'))
        return refuse(
          'conflict',
          'This is not the text that was signed. Do not co-sign it; ask for the record to be checked.',
        )
      const open = parseDocument(document)
      const missing = open.ok ? notHeld(store, open.doc) : undefined
      if (missing) return missing
      const at = signingTime(context, note)
      const kind = 'co-signature'
      store.commit({ who: who.id, at: context.at() }, (tx) => {
        // First, so that the co-signature leaves after it.
        setGoing(tx, context, note)
        tx.create(
          context.newId(),
          provenanceOf(context, note, who, { at, document, kind, ...(statement && { statement }) }),
        )
        tx.edit('DocumentReference', note, (signed) => {
          signed.authenticator = referToStaff(store, who)
        })
        tx.edit('Task', waiting.value.task.id, (task) => {
          finish(context, task, who)
          remark(context, task, who, 'co-signed')
        })
        tx.audit('co-sign', 'DocumentReference', note, patient)
      })
      context.sync.poke()
      return ok({ signedAt: at })
    },
  },

  'note.send-back': {
    run(context, { patient, note, words: said }, { who }) {
      const waiting = waitingFor(context, { patient, note }, who)
      if (!waiting.ok) return waiting
      const { row, task } = waiting.value
      const { store } = context
      const signer = one<{ agent: LocalId | null }>(
        store.db,
        'SELECT p.id AS agent FROM seal s JOIN practitioner p ON p.id = s.agent OR p.name = s.agent WHERE s.note = ? ORDER BY s.recorded DESC',
        note,
      )?.agent
      const to = signer ?? row.author
      if (!to) return refuse('not-found', 'It is not known here who signed this note. Speak with them.')
      store.commit({ who: who.id, at: context.at() }, (tx) => {
        tx.edit('Task', task.id, (waited) => {
          finish(context, waited, who)
          remark(context, waited, who, `sent back: ${said}`)
        })
        noteTask(context, tx, {
          kind: 'sign-note',
          note: row,
          owner: to,
          requester: who,
          text: `Amend: ${row.title}`,
          words: said,
        })
        tx.audit('send back', 'DocumentReference', note, patient)
      })
      context.sync.poke()
      return ok(null)
    },
  },
} satisfies Partial<CommandHandlers>
