import { createHash } from 'node:crypto'
import type { DocumentReference, Resource } from '@medplum/fhirtypes'
import { combineDocuments, compareDocuments, type DocumentComparison } from '../../../shared/document/index.js'
import {
  type Choices,
  type Comparison,
  combine,
  compare,
  type Part,
  undecided,
} from '../../../shared/domain/comparison.js'
import { same } from '../../../shared/kernel/json.js'
import { noteStatus, noteTitle } from '../store/note.js'
import { contentOf, readContent } from '../store/note-content.js'
import type { ResourceRow } from '../store/resource-row.js'

/** Two versions of a resource, compared: its elements, and the text of a note block by block. */
export interface Versions {
  fields: Comparison
  text: DocumentComparison | undefined
  parts: readonly Part[]
}

/** Marks the two versions as they stand, so that nobody decides about others than they saw. */
export const markOf = ({ json, base, theirs, theirs_deleted }: ResourceRow): string =>
  createHash('sha256')
    .update(JSON.stringify([json, base, theirs, theirs_deleted]))
    .digest('base64url')

const asNote = (resource: Resource | undefined): DocumentReference | undefined =>
  resource?.resourceType === 'DocumentReference' ? resource : undefined

export function compareVersions(base: Resource | undefined, mine: Resource, theirs: Resource): Versions {
  const text = textsOf(asNote(base), asNote(mine), asNote(theirs))
  const fields = compare(base, mine, theirs, new Set(text ? ['content'] : []))
  return { fields, text, parts: [...(text?.parts ?? []), ...fields.parts] }
}

/** Where both are notes of ours, their texts are compared; other content is one part, as it is. */
function textsOf(
  base: DocumentReference | undefined,
  mine: DocumentReference | undefined,
  theirs: DocumentReference | undefined,
): DocumentComparison | undefined {
  if (!mine || !theirs || same(mine.content, theirs.content)) return undefined
  const [left, right] = [readContent(mine), readContent(theirs)]
  if (left.kind !== 'document' || right.kind !== 'document') return undefined
  const before = base && readContent(base)
  return compareDocuments(before?.kind === 'document' ? before.doc : undefined, left.doc, right.doc)
}

/** The version the choices make on top of the EHR's; undefined while a part is undecided. */
export function combineVersions({ fields, text, parts }: Versions, choices: Choices): Resource | undefined {
  if (undecided(parts, choices).length > 0) return undefined
  const result = combine(fields, choices) as unknown as Resource
  const note = asNote(result)
  if (!note) return result
  const [mine, theirs] = [fields.mine, fields.theirs] as unknown as [DocumentReference, DocumentReference]
  if (!text) return signedAsRead(note, theirs, same(note.content, mine.content))
  const doc = combineDocuments(text, choices)
  const asTheirs = doc.eq(text.theirs) && noteTitle(note) === noteTitle(theirs)
  return signedAsRead(
    { ...note, content: asTheirs ? theirs.content : contentOf(doc, noteTitle(note), theirs.content) },
    theirs,
    doc.eq(text.mine),
  )
}

/** A signature holds for the words that were signed: with others the note is a draft again, as it is in the EHR. */
function signedAsRead(note: DocumentReference, theirs: DocumentReference, wordsStay: boolean): DocumentReference {
  if (wordsStay || noteStatus(note) !== 'signed' || noteStatus(theirs) !== 'draft') return note
  const { docStatus: _final, authenticator: _signer, ...rest } = note
  const { docStatus, authenticator } = theirs
  return { ...rest, docStatus, ...(authenticator && { authenticator }) } as DocumentReference
}

/** Records whose parts only a person may choose between: nothing is proposed for them. */
export function isCritical(mine: Resource, theirs: Resource | undefined): boolean {
  if (['Patient', 'Appointment', 'Encounter', 'Task', 'Communication'].includes(mine.resourceType)) return false
  const notes = [asNote(mine), asNote(theirs)].filter((note) => note !== undefined)
  return notes.length === 0 || notes.some((note) => noteStatus(note) === 'signed')
}

export const isSigned = (resource: Resource | undefined): boolean =>
  resource?.resourceType === 'DocumentReference' && noteStatus(resource) === 'signed'

/** Records that make sense entered anew when the EHR deleted them: nothing else refers to them or was done because of them. */
const enteredAgain = new Set(['Task', 'AllergyIntolerance', 'Condition', 'Observation'])

export const mayBeEnteredAgain = (resource: Resource): boolean =>
  enteredAgain.has(resource.resourceType) ||
  (resource.resourceType === 'DocumentReference' && noteStatus(resource) === 'draft')
