import { parseDocument } from '../../../shared/document/index.js'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { type NoteDocument, storedDocument } from '../store/note-content.js'
import type { Reader } from '../store/store.js'
import { replaced } from './note-versions.js'

/** The signed version an amendment takes the place of, with its text; undefined for any other note. */
export function amendedOf(
  store: Reader,
  note: LocalId,
): { note: LocalId; reason: string; doc: NoteDocument } | undefined {
  const resource = store.read('DocumentReference', note)
  const of = resource && replaced(store, resource)
  const before = of && store.read('DocumentReference', of.note)
  const parsed = before && parseDocument(storedDocument(before))
  return of && parsed?.ok ? { ...of, doc: parsed.doc } : undefined
}
