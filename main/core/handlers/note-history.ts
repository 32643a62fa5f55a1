import type { DocumentReference } from '@medplum/fhirtypes'
import type { EarlierNote, NoteHistory } from '../../../shared/contract/views/history.js'
import { replacingStep } from '../../../shared/document/index.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { ok, refuse } from '../../../shared/kernel/result.js'
import { changedBy } from '../store/kept-version.js'
import type { NoteRow } from '../store/note.js'
import { documentIn } from '../store/note-content.js'
import { storedHistory } from '../store/note-history.js'
import { all, one } from '../store/statement.js'
import type { CommandHandlers, Context, QueryHandlers } from './context.js'
import { amendmentsOf } from './note-versions.js'
import { nameOf } from './people.js'

/** The patient's other notes, newest first. */
function earlierNotes({ store }: Context, note: LocalId): EarlierNote[] {
  const patient = one<NoteRow>(store.db, 'SELECT * FROM note WHERE id = ?', note)?.patient
  const amended = patient ? amendmentsOf(store, patient).filter(({ status }) => status === 'signed') : []
  const overtaken = new Set(amended.map(({ of }) => of))
  return all<NoteRow>(
    store.db,
    `SELECT other.* FROM note JOIN note other ON other.patient = note.patient AND other.id <> note.id
     WHERE note.id = ? AND other.status <> 'entered-in-error' ORDER BY other.at DESC, other.id LIMIT 500`,
    note,
  ).map(({ id, title, at, status, author, appends }) => ({
    id,
    title,
    ...(at && { at: at as Instant }),
    ...named(nameOf(store, author)),
    status: status === 'draft' ? 'draft' : 'signed',
    ...(appends && { appends }),
    superseded: overtaken.has(id),
  }))
}

const named = (by: string | undefined): { by?: string } => (by ? { by } : {})

/** An author as the history has them, a local id, a name or a reference, as a name. */
function namer({ store }: Context): (author: string | null | undefined) => { by?: string } {
  const known = new Map<string, string | undefined>()
  return (author) => {
    if (!author) return {}
    if (!known.has(author)) {
      const id = author.includes('/') || author.startsWith('urn:') ? store.identity.resolve(author) : author
      known.set(author, nameOf(store, id as LocalId) ?? (id === author && author.includes(' ') ? author : undefined))
    }
    const by = known.get(author)
    return by ? { by } : {}
  }
}

export const historyQueries = {
  /** Answered once, not live: a history that is looked at does not move. */
  'note.history': {
    run(context, { note }) {
      const stored = storedHistory(context.store.db, note)
      if (!stored) return { value: null, topics: [] }
      const by = namer(context)
      const value: NoteHistory = {
        document: stored.document,
        at: stored.at,
        ...by(stored.author),
        steps: stored.steps.map(({ step, at, author }) => ({ step, at, ...by(author) })),
      }
      return { value, topics: [] }
    },
  },
  'note.earlier': {
    run(context, { note }) {
      return { value: earlierNotes(context, note), topics: ['DocumentReference', 'Practitioner'] }
    },
  },
} satisfies Partial<QueryHandlers>

export const historyCommands = {
  'note.versions': {
    async run(context, { patient, note }) {
      const { store } = context
      const row = one<NoteRow>(store.db, 'SELECT * FROM note WHERE id = ?', note)
      if (row?.patient !== patient) return refuse('not-found', 'This note is not held on this workstation.')
      const server = store.row('DocumentReference', note)?.server_id
      if (!server) return refuse('not-found', 'This note has not reached the EHR yet: all that is known is here.')
      const found = await context.sync.versions('DocumentReference', server)
      return found.ok ? ok(lifeOf(context, found.value as DocumentReference[])) : found
    },
  },
} satisfies Partial<CommandHandlers>

/** A note's versions, in order, as a document and the steps between; null when none has a text that can be read. */
function lifeOf(context: Context, versions: readonly DocumentReference[]): NoteHistory | null {
  const nameFor = namer(context)
  let life: NoteHistory | null = null
  let last: ReturnType<typeof documentIn>
  for (const version of versions) {
    const doc = documentIn(version)
    if (!doc) continue
    const at = (version.meta?.lastUpdated ?? version.date) as Instant
    const by = nameFor(changedBy(version) ?? version.author?.[0]?.reference)
    if (!life || !last) life = { document: doc.toJSON(), at, ...by, steps: [] }
    else {
      const step = replacingStep(last, doc)
      if (step) life.steps.push({ step: step.toJSON(), at, ...by })
    }
    last = doc
  }
  return life
}
