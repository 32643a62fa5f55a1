import type { DocumentReference } from '@medplum/fhirtypes'
import type { NoteView } from '../../../shared/contract/views/note.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import type { NoteRow, SealRow } from '../store/note.js'
import { originSaid } from '../store/note-origin.js'
import { all, one } from '../store/statement.js'
import { ofPatient, ofResource, type Topic } from '../store/topic.js'
import { utc } from '../store/utc.js'
import type { Context, QueryHandlers } from './context.js'
import { mayTakeBack } from './hand-over.js'
import { journalOf, type OpenNote } from './journal.js'
import { cosignState } from './note-cosign.js'
import { sealOfAll, signaturesOf } from './note-seals.js'
import { whyNotSigned } from './note-taken-back.js'
import { addendaOf, replaced, versionsOf } from './note-versions.js'
import { outboxItems } from './outbox.js'
import { nameOf } from './people.js'
import { hasFiles } from './work/document.js'

type Watched = { window: number; last?: NoteView | null } | undefined

/**
 * The document and version for a watcher. A window whose own steps brought the journal to where it is already shows
 * that document; sending it again with every change of state would cost more than the typing itself. What is signed is
 * always sent: it is read in other places than the editor it was written in.
 */
function documentFor(open: OpenNote, watcher: Watched): { document: unknown; version: number } {
  const last = watcher?.last
  if (watcher && last && open.windows.get(watcher.window) === open.version) {
    return { document: last.document, version: last.version }
  }
  if (watcher) open.windows.set(watcher.window, open.version)
  return { document: open.doc.toJSON(), version: open.version }
}

function whereOf(context: Context, note: LocalId, draft: OpenNote, seals: readonly SealRow[]): NoteView['where'] {
  const unsent = context.outbox.unsentOf('DocumentReference', note)
  if (unsent) return unsent
  if (draft.published < draft.version) return 'saved-here'
  const sealUnsent = seals.map(({ id }) => context.outbox.unsentOf('Provenance', id)).find(Boolean)
  if (sealUnsent) return sealUnsent
  return context.store.row('DocumentReference', note)?.server_id ? 'in-the-EHR' : 'saved-here'
}

function view(context: Context, row: NoteRow, resource: DocumentReference, watcher: Watched): NoteView | null {
  const { store, outbox } = context
  const open = journalOf(context).open(row.id)
  if (!open) return null
  const seals = all<SealRow>(store.db, 'SELECT * FROM seal WHERE note = ? ORDER BY recorded DESC', row.id)
  const signed = row.status === 'signed'
  const signatures = signed ? signaturesOf(context, row.id, resource) : []
  const cosign = signed ? cosignState(context, row.id) : undefined
  const replaces = replaced(store, resource)
  const versions = versionsOf(context, row)
  const addenda = addendaOf(context, versions, row.id)
  const undone = row.status === 'draft' ? whyNotSigned(context, row.id) : undefined
  const first = signatures.find(({ kind }) => kind === 'signature')
  const me = context.session.user()?.id
  const handedTo = mayTakeBack(context, row, resource)
  const signedBy =
    first?.by ??
    resource.authenticator?.display ??
    nameOf(store, store.identity.resolve(resource.authenticator?.reference))
  const signedAt = first?.at ?? utc(resource.context?.period?.end) ?? row.at
  const origin = originSaid(resource)
  const reason = outbox.unsentOf('DocumentReference', row.id) === 'needs-you' ? reasonOf(context, row.id) : undefined
  return {
    id: row.id,
    patient: row.patient as LocalId,
    title: row.title,
    status: row.status,
    ...documentFor(open, signed ? undefined : watcher),
    author: authorOf(context, row, resource),
    mine: row.author !== null && row.author === me,
    ...(handedTo && { handedTo }),
    ...(row.encounter && { encounter: row.encounter }),
    startedAt: (utc(resource.context?.period?.start) ?? row.at ?? context.at()) as Instant,
    ...(signed && signedAt && { signedAt: signedAt as Instant }),
    ...(signed && { signedBy: signedBy ?? authorOf(context, row, resource) }),
    where: whereOf(context, row.id, open, seals),
    ...(reason && { reason }),
    asOf: (store.row('DocumentReference', row.id)?.last_updated ?? context.at()) as Instant,
    editable: open.editable,
    addenda: addenda.map((addendum) => ({
      id: addendum.id,
      author: nameOf(store, addendum.author) ?? 'Unknown author',
      at: (addendum.at ?? context.at()) as Instant,
      status: addendum.status === 'draft' ? 'draft' : 'signed',
    })),
    ...(row.appends && { appends: row.appends }),
    ...(signed && origin && { origin }),
    ...(signed && { seal: sealOfAll(signatures) }),
    signatures,
    ...(cosign && { cosign }),
    versions,
    ...(replaces && { replaces }),
    superseded: versions.some(({ status, of }) => status === 'signed' && of === row.id),
    ...(undone && { notSigned: undone }),
    ...(hasFiles(resource) && { files: true as const }),
  }
}

const authorOf = ({ store }: Context, row: NoteRow, resource: DocumentReference): string =>
  resource.author?.[0]?.display ?? nameOf(store, row.author) ?? 'Unknown author'

const reasonOf = (context: Context, note: LocalId): string | undefined =>
  outboxItems(context).find((item) => item.note === note)?.reason

export const noteQueries = {
  'note.view': {
    run(context, { note }, watcher) {
      const row = one<NoteRow>(context.store.db, 'SELECT * FROM note WHERE id = ?', note)
      const resource = row && context.store.read('DocumentReference', note)
      const topics: Topic[] = [ofResource('DocumentReference', note), 'Provenance', 'Task', 'outbox']
      if (!row || !resource) return { value: null, topics }
      if (row.patient) topics.push(ofPatient(row.patient))
      return { value: view(context, row, resource, watcher), topics }
    },
  },
} satisfies Partial<QueryHandlers>
