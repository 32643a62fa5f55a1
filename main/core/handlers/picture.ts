import type { DocumentReference } from '@medplum/fhirtypes'
import type { PictureView } from '../../../shared/contract/views/note.js'
import type { Staff } from '../../../shared/contract/views/session.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { documentIn, type NoteDocument } from '../store/note-content.js'
import { isPicture, photograph } from '../store/picture.js'
import { one } from '../store/statement.js'
import { ofResource } from '../store/topic.js'
import type { Writer } from '../store/write.js'
import type { Context, QueryHandlers } from './context.js'
import { practiceMark, referTo, referToStaff } from './fhir.js'
import { journalOf } from './journal.js'

const clinicalNote = {
  system: 'http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category',
  code: 'clinical-note',
  display: 'Clinical Note',
}

export interface NewPicture {
  patient: LocalId
  note: LocalId
  picture: LocalId
  contentType: string
  /** Base64. */
  data: string
  alt: string
}

/** Keeps a picture beside the note it stands in. Once it is here it never changes; keeping it again changes nothing. */
export function keepPicture(context: Context, who: Staff, of: NewPicture): void {
  const { store } = context
  if (store.read('DocumentReference', of.picture)) return
  const { encounter } =
    one<{ encounter: LocalId | null }>(store.db, 'SELECT encounter FROM note WHERE id = ?', of.note) ?? {}
  const resource: DocumentReference = {
    resourceType: 'DocumentReference',
    ...practiceMark(context),
    status: 'current',
    type: { coding: [photograph], text: 'Picture' },
    category: [{ coding: [clinicalNote] }],
    subject: referTo(store, 'Patient', of.patient),
    date: context.at(),
    author: [referToStaff(store, who)],
    description: of.alt,
    content: [{ attachment: { contentType: of.contentType, data: of.data, title: of.alt } }],
    context: {
      ...(encounter && { encounter: [referTo(store, 'Encounter', encounter)] }),
      related: [referTo(store, 'DocumentReference', of.note)],
    },
  }
  store.commit({ who: who.id, at: context.at() }, (tx) => tx.create(of.picture, resource))
  context.sync.poke()
}

/** The pictures that stand in a document. */
export function picturesIn(doc: NoteDocument | undefined): Set<string> {
  const found = new Set<string>()
  doc?.descendants((node) => {
    if (node.type.name === 'image') found.add(node.attrs.id)
    return !node.isTextblock
  })
  return found
}

/** The pictures that stand in the patient's other notes, drafts as they are now: one may have been cut from this note. */
function picturesElsewhere(
  context: Context,
  notes: readonly { id: LocalId; resource: DocumentReference }[],
  note: LocalId,
): Set<string> {
  const found = new Set<string>()
  for (const { id, resource } of notes) {
    if (id === note || isPicture(resource) || resource.status === 'entered-in-error') continue
    const draft = resource.docStatus === 'preliminary' ? journalOf(context).inMemory(id) : undefined
    for (const picture of picturesIn(draft ?? documentIn(resource))) found.add(picture)
  }
  return found
}

/** Reading every note of a patient is put off until a picture asks for it. */
function onceAsked<T>(find: () => T): () => T {
  let found: { value: T } | undefined
  return () => {
    found ??= { value: find() }
    return found.value
  }
}

/**
 * Withdraws what was put into a note, taken out again and stands in no other, and brings back what stands in it. Part of a
 * commit.
 */
export function tendPictures(
  context: Context,
  tx: Writer,
  at: { patient: LocalId; note: LocalId },
  kept: Set<string>,
): void {
  const { store } = context
  const documents = store.ofPatient(at.patient, 'DocumentReference')
  const elsewhere = onceAsked(() => picturesElsewhere(context, documents, at.note))
  for (const { id, resource } of documents) {
    if (!isPicture(resource)) continue
    const of = resource.context?.related?.some(({ reference }) => store.identity.resolve(reference) === at.note)
    if (!of && !kept.has(id)) continue
    const stands = kept.has(id) || elsewhere().has(id)
    const status = stands ? 'current' : 'entered-in-error'
    if (resource.status === status) continue
    tx.edit('DocumentReference', id, (picture) => {
      picture.status = status
    })
  }
}

function view({ store }: Context, patient: LocalId, picture: LocalId): PictureView | null {
  const resource = store.read('DocumentReference', picture)
  if (!resource || !isPicture(resource) || store.row('DocumentReference', picture)?.patient !== patient) return null
  const { contentType = '', data } = resource.content?.[0]?.attachment ?? {}
  return /^image\/(jpeg|png|webp)$/.test(contentType) && data ? { contentType, data } : null
}

/** The pictures of a document as `data:` addresses, those that are here. */
export function pictureAddresses(context: Context, patient: LocalId | null, doc: NoteDocument): Record<string, string> {
  const found: Record<string, string> = {}
  for (const id of patient ? picturesIn(doc) : []) {
    const shown = view(context, patient as LocalId, id as LocalId)
    if (shown) found[id] = `data:${shown.contentType};base64,${shown.data}`
  }
  return found
}

export const pictureQueries = {
  'picture.view': {
    run: (context, { patient, picture }) => ({
      value: view(context, patient, picture),
      topics: [ofResource('DocumentReference', picture)],
    }),
  },
} satisfies Partial<QueryHandlers>
