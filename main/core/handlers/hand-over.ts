import type { DocumentReference } from '@medplum/fhirtypes'
import { may, type Role } from '../../../shared/domain/role.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { ok, refuse } from '../../../shared/kernel/result.js'
import type { NoteRow } from '../store/note.js'
import { contentMark } from '../store/note-content.js'
import { all, one } from '../store/statement.js'
import type { CommandHandlers, Context } from './context.js'
import { referTo } from './fhir.js'
import { journalOf } from './journal.js'
import { draftFor, notTheirs } from './note.js'
import { coreOf, nameOf } from './people.js'
import { newTask } from './task-new.js'
import { completeTasksAbout } from './task-steps.js'

/** What is remembered of a draft given to a colleague, on the workstation it was given from. */
interface HandedOver {
  from: LocalId
  to: LocalId
  task: LocalId
  /** The mark of the words as they were handed over. */
  mark: string
  authors: NonNullable<DocumentReference['author']>
}

const key = (note: LocalId): string => `handed over ${note}`

const rolesOf = ({ store }: Context, who: LocalId): Role[] =>
  all<{ role: Role }>(store.db, 'SELECT role FROM practitioner_role WHERE practitioner = ? AND active = 1', who).map(
    ({ role }) => role,
  )

const handed = ({ store }: Context, note: LocalId): HandedOver | undefined => {
  const kept = store.setting(key(note))
  return kept === undefined ? undefined : (JSON.parse(kept) as HandedOver)
}

/** Whose a draft now is that the person here handed over and may still take back: until a word of it is another. */
export function mayTakeBack(context: Context, row: NoteRow, note: DocumentReference): string | undefined {
  const given = row.status === 'draft' ? handed(context, row.id) : undefined
  if (!given || given.from !== context.session.user()?.id || row.author !== given.to) return undefined
  const open = journalOf(context).open(row.id)
  if (contentMark(note) !== given.mark || (open && open.version > open.published)) return undefined
  return nameOf(context.store, given.to) ?? 'a colleague'
}

export const handOverCommands = {
  'note.hand-over': {
    run(context, { patient, note, to, word }, { who }) {
      const draft = draftFor(context, { patient, note }, who)
      if (!draft.ok) return draft
      const { row, open } = draft.value
      const not = notTheirs(context, row, who)
      if (not) return not
      const name = nameOf(context.store, to)
      const roles = rolesOf(context, to)
      if (!name || to === row.author || !roles.some((role) => may(role, 'note.write')))
        return refuse('invalid', 'Choose a colleague who writes notes.')
      const { store } = context
      const at = context.at()
      const task = context.newId()
      const kind = roles.some((role) => may(role, 'note.sign')) ? 'sign-note' : 'follow-up'
      const person = coreOf(store, patient, context.clock.now()).shortName
      store.commit({ who: who.id, at }, (tx) => {
        let authors: HandedOver['authors'] = []
        const given = journalOf(context).publish(tx, note, open, (resource) => {
          authors = resource.author ?? []
          const others = authors.filter(({ reference }) => store.identity.resolve(reference) !== to)
          // Whoever wrote before stays named; the first is whose it is.
          resource.author = [referTo(store, 'Practitioner', to, name), ...others]
        })
        if (!given) throw new Error('a note vanished while it was handed over')
        // Whoever was asked to finish it has done their part.
        completeTasksAbout(context, tx, note, ['sign-note', 'follow-up'], who)
        const text = `Finish the note “${row.title}” of ${person}${word ? `: ${word}` : ''}`
        const resource = newTask(context, who, at, {
          patient,
          kind,
          text: text.slice(0, 300),
          to: { id: to, name, team: false },
          priority: 'routine',
        })
        tx.create(task, { ...resource, focus: referTo(store, 'DocumentReference', note) })
        const memory: HandedOver = { from: who.id, to, task, mark: contentMark(given), authors }
        tx.set(key(note), JSON.stringify(memory))
        tx.audit('hand over', 'DocumentReference', note, patient)
      })
      journalOf(context).published(note)
      context.sync.poke()
      return ok(null)
    },
  },

  'note.take-back': {
    run(context, { patient, note }, { who }) {
      const { store } = context
      const row = one<NoteRow>(store.db, 'SELECT * FROM note WHERE id = ?', note)
      const resource = row && store.read('DocumentReference', note)
      if (!row || !resource) return refuse('not-found', 'This note is not held on this workstation.')
      if (row.patient !== patient)
        return refuse('wrong-patient', 'This note belongs to another patient. Nothing was changed.')
      const given = handed(context, note)
      if (!given || mayTakeBack(context, row, resource) === undefined) {
        const name = nameOf(store, row.author) ?? 'Your colleague'
        return refuse('stale', `${name} has written in it since. Ask for it to be handed back.`)
      }
      store.commit({ who: who.id, at: context.at() }, (tx) => {
        tx.edit('DocumentReference', note, (held) => {
          held.author = given.authors
        })
        tx.edit('Task', given.task, (task) => {
          if (task.status === 'completed') return
          task.status = 'cancelled'
          task.lastModified = context.at()
        })
        tx.set(key(note), null)
        tx.audit('take back', 'DocumentReference', note, patient)
      })
      journalOf(context).published(note)
      context.sync.poke()
      return ok(null)
    },
  },
} satisfies Partial<CommandHandlers>
