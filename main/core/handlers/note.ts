import type { Staff } from '../../../shared/contract/views/session.js'
import { applySteps, openPassages, parseDocument } from '../../../shared/document/index.js'
import { may, signsNotes } from '../../../shared/domain/role.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { ok, type Result, refuse } from '../../../shared/kernel/result.js'
import { entriesOf } from '../outbox/entry.js'
import type { NoteRow } from '../store/note.js'
import { contentOf, storedDocument } from '../store/note-content.js'
import { withOrigin } from '../store/note-origin.js'
import { all, one } from '../store/statement.js'
import { amendedOf } from './amended.js'
import type { CommandHandlers, Context } from './context.js'
import { referTo, referToStaff } from './fhir.js'
import { journalOf, type OpenNote } from './journal.js'
import { leftOut, overtaken } from './note-amend.js'
import { cosignerOf, isHeld } from './note-cosign.js'
import { createAddendum, createNote } from './note-create.js'
import { whatFollows } from './note-follows.js'
import { noteOf } from './note-of.js'
import { provenanceOf, signingTime } from './note-seals.js'
import { notSigned } from './note-taken-back.js'
import { replaced } from './note-versions.js'
import { chosenChanges } from './parts/left-out.js'
import { seenAt } from './parts/part.js'
import { makeParts, partsProblem, unmakeParts } from './parts/parts.js'
import { release } from './parts/release.js'
import { denied, nameOf } from './people.js'
import { keepPicture, picturesIn, tendPictures } from './picture.js'
import { publishSoon } from './publish.js'
import { smartProblem, withSources } from './smart/signing.js'
import { cancelTasksAbout, completeTasksAbout } from './task-steps.js'

/** Tasks that ask somebody to finish a draft: it was handed to them, or its signature was taken back. */
const aboutDrafts = ['sign-note', 'follow-up'] as const

type Command = { patient: LocalId; note: LocalId }

/** A draft the person may write in: whoever writes notes may write in any, and each step has its author. */
export function draftFor(context: Context, command: Command, who: Staff): Result<{ row: NoteRow; open: OpenNote }> {
  const found = noteOf(context, command)
  if (!found.ok) return found
  const no = denied(who, 'note.write')
  if (no) return no
  const row = found.value
  if (row.status === 'signed') return refuse('locked', 'This note is signed. Add an addendum instead.')
  if (row.status === 'entered-in-error') return refuse('locked', 'This draft was discarded. Restore it to go on.')
  const open = journalOf(context).open(row.id)
  if (!open?.editable)
    return refuse('locked', 'This note was written by a newer Rounds or another system and can only be read.')
  return ok({ row, open })
}

/** A draft is signed and discarded by its author; one begun by somebody who does not sign, by whoever does. */
export function notTheirs(context: Context, row: NoteRow, who: Staff): Result<never> | undefined {
  if (row.author === who.id || (may(who.role, 'note.sign') && !signs(context, row.author))) return undefined
  const author = nameOf(context.store, row.author) ?? 'somebody else'
  return refuse('not-permitted', `This draft is ${author}’s to sign or discard. It can be handed over to you.`)
}

/** Whether a colleague signs notes themselves. */
const signs = ({ store }: Context, author: LocalId | null): boolean =>
  all<{ role: string }>(store.db, 'SELECT role FROM practitioner_role WHERE practitioner = ?', author).some(
    ({ role }) => signsNotes(role),
  )

export const noteCommands = {
  'note.create': {
    run(context, { patient, title, encounter, document }, { who }) {
      const no = denied(who, 'note.write')
      if (no) return no
      if (encounter) {
        const of = one<{ patient: LocalId }>(context.store.db, 'SELECT patient FROM encounter WHERE id = ?', encounter)
        if (of && of.patient !== patient) return refuse('wrong-patient', 'That visit is another patient’s.')
      }
      const begun = document === undefined ? undefined : parseDocument(document)
      if (begun?.ok === false) return refuse('invalid', 'This template cannot be made into a note here.')
      return ok({ note: createNote(context, who, { patient, title, encounter, doc: begun?.doc }) })
    },
  },

  'note.steps': {
    run(context, { patient, note, version, steps }, { who, connection }) {
      const draft = draftFor(context, { patient, note }, who)
      if (!draft.ok) return draft
      const { open } = draft.value
      const journal = journalOf(context)
      if (version !== open.version) {
        const known = version < open.version ? journal.steps(note, version, steps.length) : []
        const again = known.length === steps.length && steps.every((step, at) => JSON.stringify(step) === known[at])
        if (again) return ok({ version: version + steps.length, savedAt: context.at() })
        return refuse('stale', 'This note was changed in another place. It is being brought together.')
      }
      const applied = applySteps(open.doc, steps)
      if (!applied.ok) return refuse('invalid', 'This edit does not fit the note and was not saved.')
      const at = context.at()
      journal.append(note, open, steps, applied.doc, { who: who.id, at })
      open.windows.set(connection.window, open.version)
      publishSoon(context, note, open)
      return ok({ version: open.version, savedAt: at })
    },
  },

  'note.picture': {
    run(context, { note, patient, ...picture }, { who }) {
      const draft = draftFor(context, { patient, note }, who)
      if (!draft.ok) return draft
      keepPicture(context, who, { patient, note, ...picture })
      return ok(null)
    },
  },

  'note.rename': {
    run(context, { patient, note, title }, { who }) {
      const draft = draftFor(context, { patient, note }, who)
      if (!draft.ok) return draft
      const { open } = draft.value
      context.store.commit({ who: who.id, at: context.at() }, (tx) =>
        journalOf(context).publish(tx, note, open, (resource) => {
          resource.description = title
          resource.content = contentOf(open.doc, title, resource.content)
        }),
      )
      journalOf(context).published(note)
      context.sync.poke()
      return ok(null)
    },
  },

  'note.sign': {
    run(context, { patient, note, version, cosigner, withdraw = [] }, { who }) {
      const no = denied(who, 'note.sign')
      if (no) return no
      const draft = draftFor(context, { patient, note }, who)
      if (!draft.ok) return draft
      const { row, open } = draft.value
      const refused = notTheirs(context, row, who)
      if (refused) return refused
      if (open.version !== version) {
        return refuse('stale', 'The note has changed since you read it. Please look at it again before signing.')
      }
      // A signature on words that may not be the ones that stay would vouch for nothing.
      if (entriesOf(context.store.db, 'DocumentReference', note).some(({ state }) => state === 'conflict')) {
        return refuse('conflict', 'There are two versions of this note. Decide between them before signing.')
      }
      if (openPassages(open.doc).length > 0) {
        return refuse('conflict', 'Two people wrote the same passage. Decide which stays before signing.')
      }
      if (open.doc.textContent.trim() === '') return refuse('invalid', 'Nothing is written in this note yet.')
      const late = overtaken(context, patient, note)
      if (late) return late
      const { store } = context
      const amended = amendedOf(store, note)
      const problem = partsProblem(context, patient, open.doc, amended?.doc) ?? smartProblem(context, patient, open.doc)
      if (problem) return problem
      const vouching = cosignerOf(context, who, cosigner)
      if (!vouching.ok) return vouching
      const { encounter } = draft.value.row
      const held = store.read('DocumentReference', note)
      const asked = withdraw.length > 0 ? chosenChanges(leftOut(context, note), open.doc, withdraw) : []
      if ('ok' in asked) return asked
      const at = signingTime(context, note, held && replaced(store, held)?.note)
      const before = held?.context?.related ?? []
      store.commit({ who: who.id, at: context.at() }, (tx) => {
        // The parts come first, so that the note waits for all of them on its way to the EHR.
        const appends = row.appends !== null
        // What an addendum adds belongs to the day it was written.
        const seen = seenAt(context, { note, encounter: appends ? null : encounter, at })
        const held = vouching.value !== undefined
        // What was held for a co-signature of the version before holds with this signature.
        const going = amended && !held && isHeld(context, amended.note) ? release(store, open.doc) : []
        const signing = { context, patient, note, appends, held, encounter: encounter ?? undefined, who, at, seen }
        const related = makeParts(tx, signing, {
          doc: open.doc,
          before,
          amended: amended?.doc,
          asked: [...going, ...asked],
        })
        tendPictures(context, tx, { patient, note }, picturesIn(open.doc))
        const signed = journalOf(context).publish(tx, note, open, (resource) => {
          resource.docStatus = 'final'
          const extension = withOrigin(resource.extension, open.doc, (from) => sentNote(context, patient, from))
          if (extension.length > 0) resource.extension = extension
          resource.authenticator = referToStaff(store, who)
          const { related: _before, ...about } = resource.context ?? {}
          resource.context = {
            ...about,
            period: { ...about.period, end: at },
            ...(related.length > 0 && { related }),
          }
        })
        if (!signed) throw new Error('a note vanished while it was signed')
        const reason = replaced(store, signed)?.reason
        const document = storedDocument(signed)
        const of = { at, document, kind: 'signature' as const, ...(reason && { reason }) }
        const signature = provenanceOf(context, note, who, of)
        tx.create(context.newId(), withSources(context, patient, open.doc, signature))
        tx.audit('sign', 'DocumentReference', note, patient)
        completeTasksAbout(context, tx, note, aboutDrafts, who)
        whatFollows(context, tx, { row: draft.value.row, signed, who, cosigner: vouching.value })
      })
      journalOf(context).published(note)
      context.sync.poke()
      return ok({ signedAt: at })
    },
  },

  'note.discard': {
    run(context, { patient, note }, { who }) {
      const draft = draftFor(context, { patient, note }, who)
      if (!draft.ok) return draft
      const { row, open } = draft.value
      const refused = notTheirs(context, row, who)
      if (refused) return refused
      context.store.commit({ who: who.id, at: context.at() }, (tx) => {
        journalOf(context).publish(tx, note, open, (resource) => {
          resource.status = 'entered-in-error'
          resource.docStatus = 'entered-in-error'
        })
        tendPictures(context, tx, { patient, note }, new Set())
        cancelTasksAbout(context, tx, note, aboutDrafts, 'The draft was discarded.')
        const related = context.store.read('DocumentReference', note)?.context?.related ?? []
        const amended = amendedOf(context.store, note)?.doc
        unmakeParts(tx, context.store, { note, encounter: row.encounter, related, amended })
        cancelTasksAbout(context, tx, note, ['sign-note'], 'The draft was discarded.')
        tx.set(`discarded ${note}`, who.id)
        tx.set(notSigned(note), null)
      })
      journalOf(context).published(note)
      context.sync.poke()
      return ok(null)
    },
  },

  'note.restore': {
    run(context, { patient, note }, { who }) {
      const found = noteOf(context, { patient, note })
      if (!found.ok) return found
      const no = denied(who, 'note.write')
      if (no) return no
      if (found.value.status !== 'entered-in-error') return ok(null)
      const sealed = one(context.store.db, 'SELECT 1 FROM seal WHERE note = ?', note)
      if (sealed || context.store.setting(`discarded ${note}`) !== who.id) {
        return refuse('not-permitted', 'Only who discarded a draft here can restore it.')
      }
      context.store.commit({ who: who.id, at: context.at() }, (tx) => {
        tx.edit('DocumentReference', note, (resource) => {
          resource.status = 'current'
          resource.docStatus = 'preliminary'
        })
        tendPictures(context, tx, { patient, note }, picturesIn(journalOf(context).open(note)?.doc))
        tx.set(`discarded ${note}`, null)
      })
      context.sync.poke()
      return ok(null)
    },
  },

  'note.addend': {
    run(context, { patient, note }, { who }) {
      const found = noteOf(context, { patient, note })
      if (!found.ok) return found
      const no = denied(who, 'note.write')
      if (no) return no
      const row = found.value
      if (row.status !== 'signed') return refuse('invalid', 'Only a signed note can have an addendum.')
      return ok({ note: createAddendum(context, who, row) })
    },
  },
} satisfies Partial<CommandHandlers>

/** A reference to a note of this patient that the EHR has. */
function sentNote({ store }: Context, patient: LocalId, note: string) {
  const row = store.row('DocumentReference', note as LocalId)
  return row?.server_id && row.patient === patient ? referTo(store, 'DocumentReference', note as LocalId) : undefined
}
