import type { DocumentReference } from '@medplum/fhirtypes'
import { applySteps, parseDocument, replacingStep, wordsBeyond } from '../../../shared/document/index.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { propose } from '../outbox/proposal.js'
import type { Sqlite } from '../store/connection.js'
import { changedBy } from '../store/kept-version.js'
import { noteStatus } from '../store/note.js'
import {
  contentMark,
  contentOf,
  documentOfText,
  type NoteDocument,
  readContent,
  type StoredContent,
} from '../store/note-content.js'
import { beginHistory, hasHistory, takeInHistory, tendHistory } from '../store/note-history.js'
import { all, one, run } from '../store/statement.js'
import type { Store } from '../store/store.js'
import { ofResource } from '../store/topic.js'
import type { Writer } from '../store/write.js'
import { writersOf } from '../store/writer-name.js'
import { kept } from './kept.js'
import { merged } from './note-merge.js'

/** A note as the journal has it: the document with every step applied. */
export interface OpenNote {
  doc: NoteDocument
  /** How many steps were applied since the note began. */
  version: number
  /** Up to which version the DocumentReference holds it. */
  published: number
  /** The mark of the DocumentReference's content when it was last written or read here. */
  hash: string
  /** False when the stored document can only be shown as text. */
  editable: boolean
  /** False when the DocumentReference changed since it was compared. */
  compared: boolean
  /** When the first step that is not published was made, milliseconds since 1970; 0 when all are. */
  waitingSince: number
  /** Versions each window is known to have. */
  windows: Map<number, number>
}

/** Open notes kept in memory; the least recently used is let go. */
const mostOpen = 24
/** A local id; what came from elsewhere has a name or a reference in its place. */
const ownAuthor = '????????-????-????-????-????????????'
/** Steps kept behind the published version, so that a batch sent again is recognised. */
const keepSteps = 400

/**
 * The notes' journals: each a snapshot and the steps after it, in tables of their own. What is in memory only saves
 * reading them again; it is changed after the disk has the change, never before.
 */
export class Journal {
  readonly #store: Store
  readonly #open = new Map<LocalId, OpenNote>()

  constructor(store: Store) {
    this.#store = store
    store.onUndone(() => this.#open.clear())
    store.onChange((topics) => {
      for (const [id, open] of this.#open) if (topics.has(ofResource('DocumentReference', id))) open.compared = false
    })
  }

  /**
   * The note with its steps. Content that came from elsewhere replaces the snapshot; where steps made here are not
   * published yet, both are merged. Undefined when the note is not held.
   */
  open(id: LocalId): OpenNote | undefined {
    const cached = this.#open.get(id)
    if (cached?.compared) return cached
    // Someone decided for the EHR's version: what was typed here is given up, not merged.
    if (cached && !this.#snapshotOf(id)) cached.published = cached.version
    const note = this.#store.read('DocumentReference', id)
    if (!note) return undefined
    const open = cached ?? this.#load(id)
    const current = open && open.hash === contentMark(note) ? open : this.#takeIn(id, note, open)
    current.compared = true
    this.#open.delete(id)
    this.#open.set(id, current)
    if (this.#open.size > mostOpen) this.#open.delete(this.#open.keys().next().value as LocalId)
    return current
  }

  /** A note's document as far as it is in memory: may be asked inside a commit, since it takes nothing in. */
  inMemory(id: LocalId): NoteDocument | undefined {
    return this.#open.get(id)?.doc
  }

  /** Makes the journal of a new note, in the commit that makes the note. */
  begin(tx: Writer, id: LocalId, doc: NoteDocument, note: DocumentReference): void {
    const author = this.#store.identity.resolve(note.author?.[0]?.reference) ?? null
    beginHistory(tx.db, id, { doc, version: 0, at: note.date as Instant, author })
    writeJournal(tx.db, id, doc, { version: 0, published: 0, hash: contentMark(note) })
  }

  /** Writes steps that were found to apply; answers once they are on the disk. */
  append(
    id: LocalId,
    open: OpenNote,
    steps: readonly unknown[],
    doc: NoteDocument,
    by: { who: LocalId; at: Instant },
  ): void {
    const first = open.version
    this.#store.commit(by, ({ db }) => {
      for (const [at, step] of steps.entries()) {
        writeStep(db, id, { version: first + at, step, at: by.at, author: by.who })
      }
    })
    open.doc = doc
    open.version = first + steps.length
    if (open.waitingSince === 0) open.waitingSince = Date.parse(by.at)
  }

  /** The journalled steps from `version` on, at most `count`. */
  steps(id: LocalId, version: number, count: number): string[] {
    const rows = all<{ step: string }>(
      this.#store.db,
      'SELECT step FROM note_step WHERE note = ? AND version >= ? ORDER BY version LIMIT ?',
      id,
      version,
      count,
    )
    return rows.map(({ step }) => step)
  }

  /** Notes with words the DocumentReference does not hold, such as when the workstation stopped before publishing. */
  unpublished(): LocalId[] {
    return all<{ note: LocalId }>(
      this.#store.db,
      `SELECT j.note FROM note_journal j JOIN note_snapshot s ON s.note = j.note
       WHERE s.version > j.published OR EXISTS (SELECT 1 FROM note_step t WHERE t.note = j.note AND t.version >= j.published)`,
    ).map(({ note }) => note)
  }

  /** Writes the document into its DocumentReference, inside a commit. `change` may alter more of it. */
  publish(
    tx: Writer,
    id: LocalId,
    open: OpenNote,
    change?: (note: DocumentReference) => void,
  ): DocumentReference | undefined {
    const edited = tx.edit('DocumentReference', id, (note) => {
      if (open.published < open.version) note.content = contentOf(open.doc, note.description ?? 'Note', note.content)
      change?.(note)
    })
    if (!edited) return undefined
    this.#beginLate(tx, id, edited)
    writeJournal(tx.db, id, open.doc, { version: open.version, published: open.version, hash: contentMark(edited) })
    tendHistory(tx.db, id, open.version - keepSteps)
    return edited
  }

  /** Begun by an earlier Rounds, which kept no history: it begins with what was published last, before the steps since. */
  #beginLate(tx: Writer, id: LocalId, note: DocumentReference): void {
    if (hasHistory(tx.db, id)) return
    const row = one<{ version: number }>(tx.db, 'SELECT version FROM note_snapshot WHERE note = ?', id)
    const doc = row && this.#snapshotOf(id)
    if (!doc) return
    const author = this.#store.identity.resolve(note.author?.[0]?.reference) ?? null
    beginHistory(tx.db, id, { doc, version: row.version, at: (note.meta?.lastUpdated ?? note.date) as Instant, author })
  }

  /** After the commit of `publish`: memory follows the disk. */
  published(id: LocalId): void {
    const open = this.#open.get(id)
    const row = this.#row(id)
    if (open && row) {
      open.published = row.published
      open.hash = row.hash
      if (open.published >= open.version) open.waitingSince = 0
    }
  }

  forget(id: LocalId): void {
    this.#open.delete(id)
  }

  #row(id: LocalId): { published: number; hash: string } | undefined {
    return one(this.#store.db, 'SELECT published, hash FROM note_journal WHERE note = ?', id)
  }

  /** The journal as the disk has it. One moved here from another note has steps and no record of what was published. */
  #load(id: LocalId): OpenNote | undefined {
    const snapshot = one<{ version: number; document: string }>(
      this.#store.db,
      'SELECT version, document FROM note_snapshot WHERE note = ?',
      id,
    )
    if (!snapshot) return undefined
    const row = this.#row(id) ?? { published: snapshot.version, hash: '' }
    const parsed = parseDocument(snapshot.document)
    if (!parsed.ok) return undefined
    const steps = this.steps(id, snapshot.version, Number.MAX_SAFE_INTEGER).map((step) => JSON.parse(step) as unknown)
    const applied = applySteps(parsed.doc, steps)
    if (!applied.ok) throw new Error(`the journal of a note does not apply at step ${applied.at}`)
    return fresh(applied.doc, snapshot.version + steps.length, row.published, row.hash)
  }

  /** Content that did not come from this journal: the first reading of a note, or what another workstation wrote. */
  #takeIn(id: LocalId, note: DocumentReference, open: OpenNote | undefined): OpenNote {
    const content = readContent(note)
    if (open?.editable && (content.kind === 'elsewhere' || this.#isPublished(id, content))) {
      // The same words as the server spells them, or kept by it in a place of its own.
      this.#store.receive(note.meta?.lastUpdated as Instant, ({ db }) => {
        const journal = 'INSERT OR REPLACE INTO note_journal (note, published, hash) VALUES (?, ?, ?)'
        run(db, journal, id, open.published, content.hash)
      })
      return Object.assign(open, { hash: content.hash })
    }
    if (content.kind !== 'document') {
      const version = open?.version ?? 0
      return { ...fresh(documentOfText(content.text), version, version, content.hash), editable: false }
    }
    let unpublished = open?.editable && open.version > open.published ? open : undefined
    let late: NoteDocument | undefined
    if (unpublished && noteStatus(note) !== 'draft') {
      // Signed or withdrawn elsewhere while words were typed here: nothing is added to it, and nothing is lost.
      late = wordsBeyond(content.doc, unpublished.doc, this.#snapshotOf(id))
      unpublished = undefined
    }
    // A note that is only read needs no journal.
    if (!open && noteStatus(note) !== 'draft') return fresh(content.doc, 0, 0, content.hash)
    const at = (note.meta?.lastUpdated ?? note.date) as Instant
    const by = this.#lastWritten(id, at)
    const doc = unpublished
      ? merged(this.#snapshotOf(id), unpublished.doc, content.doc, writersOf(this.#store, by.author, note))
      : content.doc
    // One more than any window has, so that all of them read the note anew.
    const version = open ? open.version + 1 : 0
    // What the EHR has is the snapshot, and what is written here besides a step on top of it: the next content that comes
    // is compared with what both began from.
    const own = unpublished && replacingStep(content.doc, doc)
    this.#store.receive(at, (tx) => {
      const author = changedBy(note) ?? this.#store.identity.resolve(note.author?.[0]?.reference) ?? null
      takeInHistory(tx.db, id, {
        ...(open?.editable && { before: open }),
        doc: content.doc,
        version,
        at,
        author,
      })
      writeJournal(tx.db, id, content.doc, { version, published: version, hash: content.hash })
      if (own) writeStep(tx.db, id, { version, step: own.toJSON(), at: by.at, author: by.author })
      if (late) {
        propose(tx.db, { note: id, ...by, doc: late })
        tx.touch('outbox')
      }
    })
    const taken = fresh(doc, own ? version + 1 : version, version, content.hash)
    return own ? { ...taken, waitingSince: unpublished?.waitingSince ?? 0 } : taken
  }

  /** Whose the newest journalled words are, and when they were written. */
  #lastWritten(id: LocalId, otherwise: Instant): { author: LocalId | null; at: Instant; patient: LocalId | null } {
    const step = one<{ author: LocalId | null; at: Instant }>(
      this.#store.db,
      'SELECT author, at FROM note_step WHERE note = ? AND version >= 0 AND author GLOB ? ORDER BY version DESC LIMIT 1',
      id,
      ownAuthor,
    )
    const patient = this.#store.row('DocumentReference', id)?.patient ?? null
    return { author: step?.author ?? null, at: step?.at ?? otherwise, patient }
  }

  #isPublished(id: LocalId, content: StoredContent): boolean {
    return content.kind === 'document' && this.#snapshotOf(id)?.eq(content.doc) === true
  }

  /** The snapshot: the document as last published. */
  #snapshotOf(id: LocalId): NoteDocument | undefined {
    const snapshot = one<{ document: string }>(this.#store.db, 'SELECT document FROM note_snapshot WHERE note = ?', id)
    const parsed = snapshot && parseDocument(snapshot.document)
    return parsed?.ok ? parsed.doc : undefined
  }
}

const fresh = (doc: NoteDocument, version: number, published: number, hash: string): OpenNote => ({
  doc,
  version,
  published,
  hash,
  editable: true,
  compared: true,
  waitingSince: 0,
  windows: new Map(),
})

function writeStep(
  db: Sqlite,
  id: LocalId,
  { version, step, at, author }: { version: number; step: unknown; at: Instant; author: LocalId | null },
): void {
  const insert = 'INSERT INTO note_step (note, version, step, at, author) VALUES (?, ?, ?, ?, ?)'
  run(db, insert, id, version, JSON.stringify(step), at, author)
}

function writeJournal(
  db: Sqlite,
  id: LocalId,
  doc: NoteDocument,
  at: { version: number; published: number; hash: string },
): void {
  const document = JSON.stringify(doc.toJSON())
  run(db, 'INSERT OR REPLACE INTO note_snapshot (note, version, document) VALUES (?, ?, ?)', id, at.version, document)
  const journal = 'INSERT OR REPLACE INTO note_journal (note, published, hash) VALUES (?, ?, ?)'
  run(db, journal, id, at.published, at.hash)
}

export const journalOf = kept(({ store }) => new Journal(store))
