import type { DocumentReference, Resource, Task } from '@medplum/fhirtypes'
import { mergeDocuments, mergeDrafts, type Writers, wordsBeyond } from '../../../shared/document/index.js'
import { same } from '../fhir/patch.js'
import { noteStatus, noteTitle } from '../store/note.js'
import { contentOf, documentIn, type NoteDocument, readContent } from '../store/note-content.js'
import type { LostHold, Waiting } from './task-holding.js'
import { mergeTasks } from './task-merge.js'

/** What becomes of an edit when the EHR's copy changed since the edit began. */
export type Resolution =
  /** The EHR's copy already says all that the edit says; or, of a task, it was another's `lost` first. */
  | { outcome: 'theirs'; lost?: LostHold }
  /** Nothing both sides touched: the edit goes on top of the EHR's copy. */
  | { outcome: 'merged'; merged: Resource; lost?: LostHold }
  /** The note was signed meanwhile: what was written here besides, as the beginning of an addendum. */
  | { outcome: 'signed'; words: NoteDocument }
  /** A person decides. */
  | { outcome: 'clash'; fields: string[] }

type Json = Record<string, unknown>

/**
 * Types whose fields may be merged by machine when the two sides touched different ones; draft notes besides, block by
 * block, and tasks by what their parts mean. Everything else (allergies, medicines, orders, anything signed) is a person's decision as soon as both sides
 * changed it.
 */
const mayMerge = new Set(['Patient', 'Appointment', 'Encounter'])

/** Elements that are the server's or made from others: the EHR's copy always has them right. */
const theServersOwn = new Set(['id', 'meta', 'text', 'resourceType'])

/**
 * Three-way comparison of what an edit began from, what it made, and what the EHR has now; `by` says by which two people,
 * `waits` what leaves only with this edit of a task.
 */
export function resolve(
  base: Resource,
  mine: Resource,
  theirs: Resource,
  by?: Writers,
  waits: Waiting = 'nothing',
): Resolution {
  if (theirs.resourceType === 'Task') return ofTasks(base as Task, mine as Task, theirs, waits)
  const { merged, clashes, fromTheirs, fromMine } = merge(base, mine, theirs, 'clash')
  if (clashes.length === 0 && fromMine === 0) return { outcome: 'theirs' }
  const note =
    theirs.resourceType === 'DocumentReference' ? ofNotes(base, mine, theirs, { merged, clashes }, by) : undefined
  if (note) return note
  if (clashes.length > 0) return { outcome: 'clash', fields: clashes }
  // The EHR's copy may be newer without another content: somebody saved it again unchanged.
  if (fromTheirs === 0 || mayMerge.has(theirs.resourceType)) return { outcome: 'merged', merged }
  return { outcome: 'clash', fields: changedFields(base, mine) }
}

/** Two edits of a task: a person is asked only whom it is about and what it says. */
function ofTasks(base: Task, mine: Task, theirs: Task, waits: Waiting): Resolution {
  const { task, clashes, lost } = mergeTasks(base, mine, theirs, { waits })
  if (clashes.length > 0) return { outcome: 'clash', fields: clashes }
  const told = lost && { lost }
  // When it was last changed says nothing by itself.
  const timeless = ({ lastModified: _at, ...rest }: Task) => rest
  if (same(timeless(task), timeless(theirs))) return { outcome: 'theirs', ...told }
  return { outcome: 'merged', merged: task, ...told }
}

/**
 * What notes allow besides. Drafts: blocks that do not touch merge; where two people wrote the same one both versions stay in
 * the note; and what arrives after a signature becomes an addendum. Signed ones, whose text is the same on all sides: one is
 * amended while another co-signs it.
 */
function ofNotes(
  base: Resource,
  mine: Resource,
  theirs: Resource,
  { merged, clashes }: Pick<Merge, 'merged' | 'clashes'>,
  by: Writers | undefined,
): Resolution | undefined {
  const [began, here, there, joined] = [base, mine, theirs, merged] as DocumentReference[] as [
    DocumentReference,
    DocumentReference,
    DocumentReference,
    DocumentReference,
  ]
  const stands = [began, here, there].every(
    ({ docStatus, content }) => docStatus === 'final' && same(content, began.content),
  )
  if (stands && clashes.length === 0) return { outcome: 'merged', merged }
  if (noteStatus(began) !== 'draft' || noteStatus(here) !== 'draft') return undefined
  const [before, left, right] = [began, here, there].map(documentIn)
  if (noteStatus(there) === 'signed') {
    if (!left || !right) return undefined
    const words = wordsBeyond(right, left, before)
    return words ? { outcome: 'signed', words } : { outcome: 'theirs' }
  }
  if (noteStatus(there) !== 'draft' || clashes.some((element) => element !== 'content')) return undefined
  if (same(here.content, there.content)) return { outcome: 'merged', merged }
  const ours = [began, here, there].every((note) => readContent(note).kind === 'document' && note.content?.length === 2)
  const doc =
    ours && before && left && right
      ? by
        ? mergeDrafts(before, left, right, by)
        : mergeDocuments(before, left, right)
      : undefined
  return doc && { outcome: 'merged', merged: { ...joined, content: contentOf(doc, noteTitle(joined)) } }
}

/** A later edit carried over to the EHR's answer to an earlier one; where both touch, the later edit holds. */
export function rebase(base: Resource, mine: Resource, theirs: Resource): Resource {
  return merge(base, mine, theirs, 'mine').merged
}

interface Merge {
  merged: Resource
  clashes: string[]
  /** How many parts each side changed that the other did not. */
  fromTheirs: number
  fromMine: number
}

/**
 * Merges whole elements, or whole items of a list whose items are still the same ones in the same places. Never inside
 * one: half of an address from here and half from there would be an address nobody lives at.
 */
function merge(base: Resource, mine: Resource, theirs: Resource, clash: 'clash' | 'mine'): Merge {
  const [b, m, t] = [base, mine, theirs] as unknown as [Json, Json, Json]
  const result: Json = {}
  const found = { clashes: [] as string[], fromTheirs: 0, fromMine: 0 }
  const elements = new Set([...Object.keys(t), ...Object.keys(m), ...Object.keys(b)].map(elementOf))
  for (const element of elements) {
    if (theServersOwn.has(element)) {
      copy(t, element, result)
      continue
    }
    const [inBase, inMine, inTheirs] = [part(b, element), part(m, element), part(t, element)]
    if (same(inMine, inTheirs)) {
      copy(t, element, result)
    } else if (same(inMine, inBase)) {
      found.fromTheirs += 1
      copy(t, element, result)
    } else if (same(inTheirs, inBase)) {
      found.fromMine += 1
      copy(m, element, result)
    } else {
      // What stands beside a list stands beside its items one by one: it is merged only where nobody touched it.
      const beside = [b, m, t].map((version) => version[`_${element}`])
      const quiet = same(beside[0], beside[1]) && same(beside[0], beside[2])
      const items = quiet ? mergeItems(b[element], m[element], t[element]) : undefined
      if (items) {
        found.fromMine += 1
        found.fromTheirs += 1
        copy(t, element, result)
        result[element] = items
      } else {
        if (clash === 'clash') found.clashes.push(element)
        else found.fromMine += 1
        copy(m, element, result)
      }
    }
  }
  return { merged: result as unknown as Resource, ...found }
}

/** `_birthDate` belongs to `birthDate`. */
const elementOf = (key: string): string => key.replace(/^_/, '')

const part = (resource: Json, element: string): unknown => [resource[element] ?? null, resource[`_${element}`] ?? null]

function copy(from: Json, element: string, to: Json): void {
  for (const key of [element, `_${element}`]) if (key in from) to[key] = from[key]
}

/** Lists whose items stand in the same places on all three sides, each changed on one side at most. */
function mergeItems(base: unknown, mine: unknown, theirs: unknown): unknown[] | undefined {
  if (!Array.isArray(base) || !Array.isArray(mine) || !Array.isArray(theirs)) return undefined
  if (base.length !== mine.length || base.length !== theirs.length) return undefined
  const merged: unknown[] = []
  for (const [i, item] of base.entries()) {
    const [m, t] = [mine[i], theirs[i]]
    if (kindOf(item) !== kindOf(m) || kindOf(item) !== kindOf(t)) return undefined
    if (same(m, t) || same(m, item)) merged.push(t)
    else if (same(t, item)) merged.push(m)
    else return undefined
  }
  return merged
}

/** What tells one item of a list from another: a phone from an e-mail address, an extension from the next. */
function kindOf(item: unknown): string {
  const { system, use, url, type } = (typeof item === 'object' && item !== null ? item : {}) as Json
  return JSON.stringify([system, use, url, type])
}

const changedFields = (base: Resource, mine: Resource): string[] => {
  const [b, m] = [base, mine] as unknown as [Json, Json]
  return [...new Set([...Object.keys(b), ...Object.keys(m)].map(elementOf))].filter(
    (element) => !theServersOwn.has(element) && !same(part(b, element), part(m, element)),
  )
}
