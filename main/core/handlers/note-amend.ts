import type { DocumentReference } from '@medplum/fhirtypes'
import { parseDocument } from '../../../shared/document/index.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { ok, type Result, refuse } from '../../../shared/kernel/result.js'
import type { NoteDocument } from '../store/note-content.js'
import { storedDocument } from '../store/note-content.js'
import { one } from '../store/statement.js'
import type { Reader } from '../store/store.js'
import { ofPatient, ofResource, type Topic } from '../store/topic.js'
import { amendedOf } from './amended.js'
import type { CommandHandlers, Context, QueryHandlers } from './context.js'
import { createAmendment } from './note-create.js'
import { noteOf } from './note-of.js'
import { amendmentsOf, replaced, successorOf } from './note-versions.js'
import { leftOutParts } from './parts/left-out.js'
import { denied, nameOf } from './people.js'

export const amendCommands = {
  'note.amend': {
    run(context, { patient, note, reason }, { who }) {
      const { store } = context
      const found = noteOf(context, { patient, note })
      if (!found.ok) return found
      const no = denied(who, 'note.sign')
      if (no) return no
      const row = found.value
      const resource = store.read('DocumentReference', note)
      if (row.status !== 'signed' || !resource) return refuse('invalid', 'Only a signed note can be amended.')
      if (row.appends) return refuse('invalid', 'An addendum is not amended. Add another addendum to the note instead.')
      const begun = amendmentsOf(store, patient).filter(({ of }) => of === note)
      if (begun.some(({ status }) => status === 'signed'))
        return refuse('stale', 'A newer version of this note is signed. Open that one to amend it.')
      for (const { note: draft, resource: other } of begun) {
        const author = store.identity.resolve(other.author?.[0]?.reference)
        if (author === who.id) return ok({ note: draft })
        const name = other.author?.[0]?.display ?? nameOf(store, author) ?? 'A colleague'
        return refuse('conflict', `${name} has begun to amend this note. Add an addendum, or speak with them.`)
      }
      const doc = signedText(store, resource)
      if (!doc)
        return refuse('locked', 'This note was written by a newer Rounds or another system. Add an addendum instead.')
      return ok({ note: createAmendment(context, who, { row, doc, type: resource.type, reason }) })
    },
  },
} satisfies Partial<CommandHandlers>

/** The signed text as a new draft begins with it: what its chips had made stays bound to them, so nothing is made twice. */
function signedText(store: Reader, note: DocumentReference): NoteDocument | undefined {
  const parsed = parseDocument(bound(store, storedDocument(note)))
  return parsed.ok ? parsed.doc : undefined
}

/** What the version before had made, and what signing an amendment without it may do about that; nothing for any other note. */
export function leftOut({ store }: Context, note: LocalId): ReturnType<typeof leftOutParts> {
  const amended = amendedOf(store, note)
  return amended ? leftOutParts(store, note, amended.doc, amended.reason) : []
}

export const amendQueries = {
  'note.left-out': {
    run(context, { note }) {
      const patient = context.store.row('DocumentReference', note)?.patient
      const topics: Topic[] = [ofResource('DocumentReference', note), ...(patient ? [ofPatient(patient)] : [])]
      return { value: leftOut(context, note).map(({ changes: _changes, ...part }) => part), topics }
    },
  },
} satisfies Partial<QueryHandlers>

function bound(store: Reader, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => bound(store, item))
  if (typeof value !== 'object' || value === null) return value
  const { type, attrs, content, ...rest } = value as {
    type?: string
    attrs?: Record<string, unknown>
    content?: unknown
  }
  const made = type === 'chip' && attrs ? madeAs(store, attrs.id) : undefined
  return {
    type,
    ...(attrs && { attrs: made ? { ...attrs, resource: made } : attrs }),
    ...(content !== undefined && { content: bound(store, content) }),
    ...rest,
  }
}

/** What a chip became when its note was signed: it has the chip's own id. */
const madeAs = (store: Reader, id: unknown): { type: string; id: string } | undefined =>
  typeof id === 'string'
    ? one<{ type: string; id: string }>(store.db, 'SELECT type, id FROM resource WHERE id = ?', id)
    : undefined

/**
 * Why what follows another note may not be signed now: that one is not signed after all, or somebody else's amendment has
 * taken its place meanwhile.
 */
export function overtaken(context: Context, patient: LocalId, note: LocalId): Result<never> | undefined {
  const { store } = context
  const resource = store.read('DocumentReference', note)
  if (!resource) return undefined
  const of = replaced(store, resource)
  const appended = resource.relatesTo?.find(({ code }) => code === 'appends')?.target?.reference
  const basis = of?.note ?? store.identity.resolve(appended)
  const { docStatus } = (basis && store.read('DocumentReference', basis)) || {}
  if (docStatus === 'preliminary')
    return refuse(
      'conflict',
      `The note this ${of ? 'amends' : 'adds to'} is not signed after all. Sign that one first: it is a draft again.`,
    )
  const other = of && successorOf(store, patient, of.note)
  if (!other || other.note === note) return undefined
  const name = other.resource.authenticator?.display ?? other.resource.author?.[0]?.display ?? 'A colleague'
  return refuse(
    'conflict',
    `${name} amended this note meanwhile. Your words stay in this draft: read the newer version and amend that one, or discard this.`,
  )
}
