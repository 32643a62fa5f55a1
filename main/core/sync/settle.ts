import type { Resource } from '@medplum/fhirtypes'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import { same } from '../fhir/patch.js'
import { back, done, type Entry, follow } from '../outbox/entry.js'
import { propose } from '../outbox/proposal.js'
import { keepVersion } from '../store/kept-version.js'
import type { NoteDocument } from '../store/note-content.js'
import type { Receiver } from '../store/receive.js'
import { run } from '../store/statement.js'
import type { ResourceRow, Store } from '../store/store.js'
import { rebase, resolve } from './conflict.js'
import { outgoing } from './outgoing.js'

/** How an answered change is written down, each in one transaction. */
export class Settle {
  readonly #store: Store
  readonly #at: () => Instant

  constructor(store: Store, at: () => Instant) {
    this.#store = store
    this.#at = at
  }

  /** The EHR has what was sent; `theirs` is its copy. A later edit is carried over to it and waits. */
  acknowledge(entry: Entry, sent: string, theirs: Resource): void {
    this.#write((tx) => {
      const row = this.#claim(tx, entry, theirs)
      if (!row) return
      const [base, mine] = [outgoing(this.#store, sent), outgoing(this.#store, row.json)]
      const newer = newerCopy(row, theirs)
      if (same(base, mine)) {
        done(tx.db, entry.type, entry.resource)
        const copy = newer ?? theirs
        if (row.theirs_deleted) tx.discard(entry.type, entry.resource)
        else tx.store(entry.resource, copy, JSON.stringify(copy), null)
      } else {
        tx.store(entry.resource, theirs, JSON.stringify(theirs), rebase(base, mine, theirs))
        if (newer)
          run(
            tx.db,
            'UPDATE resource SET theirs = ? WHERE id = ? AND type = ?',
            JSON.stringify(newer),
            entry.resource,
            entry.type,
          )
        if (row.theirs_deleted)
          run(tx.db, 'UPDATE resource SET theirs_deleted = 1 WHERE id = ? AND type = ?', entry.resource, entry.type)
        follow(tx.db, entry)
      }
    })
  }

  /**
   * The EHR's copy is another than the edit began from (`began`): merged, taken, or left to a person. When it shows that
   * what was `sent` did arrive, only what was edited later is compared with it.
   */
  reconcile(entry: Entry, sent: string | null, began: Resource, theirs: Resource): void {
    this.#write((tx) => {
      const row = this.#claim(tx, entry, theirs)
      if (!row) return
      const mine = outgoing(this.#store, row.json)
      const arrived = sent === null ? undefined : outgoing(this.#store, sent)
      const base = arrived && resolve(began, arrived, theirs).outcome === 'theirs' ? arrived : began
      const resolution = resolve(base, mine, theirs)
      const theirsJson = JSON.stringify(theirs)
      if (resolution.outcome === 'theirs') {
        done(tx.db, entry.type, entry.resource)
        tx.store(entry.resource, theirs, theirsJson, null)
      } else if (resolution.outcome === 'merged') {
        tx.store(entry.resource, theirs, theirsJson, resolution.merged)
        follow(tx.db, entry)
      } else if (resolution.outcome === 'signed') {
        this.#setAside(tx, entry, row.json, theirs, resolution.words)
      } else {
        this.#keepBoth(tx, entry, row.json, theirsJson)
        run(
          tx.db,
          'UPDATE resource SET theirs = ?, theirs_deleted = 0, server_id = ?, base = ? WHERE id = ? AND type = ?',
          theirsJson,
          theirs.id,
          JSON.stringify(base),
          entry.resource,
          entry.type,
        )
        back(
          tx.db,
          entry,
          'conflict',
          null,
          'It was changed here and in the EHR at the same time. Both versions are kept.',
        )
        run(tx.db, `UPDATE outbox SET op = 'update' WHERE seq = ?`, entry.seq)
        tx.project(entry.resource, mine)
      }
    })
  }

  /** The EHR deleted it. It is never brought back to life; a person decides about the edit. */
  deleted(entry: Entry): void {
    this.#write((tx) => {
      const row = tx.row(entry.type, entry.resource)
      if (!row) return done(tx.db, entry.type, entry.resource)
      this.#keepBoth(tx, entry, row.json, undefined)
      run(
        tx.db,
        'UPDATE resource SET theirs = NULL, theirs_deleted = 1, base = coalesce(base, json) WHERE id = ? AND type = ?',
        entry.resource,
        entry.type,
      )
      back(tx.db, entry, 'conflict', null, 'It was deleted in the EHR while it was changed here.')
      tx.project(entry.resource, parseJson(row.json) as Resource)
    })
  }

  /** Anything else that changes where an entry stands. */
  mark(entry: Entry, work: (tx: Receiver) => void): void {
    this.#write((tx) => {
      work(tx)
      const row = tx.row(entry.type, entry.resource)
      if (row) tx.touchResource(entry.type, entry.resource, row.patient ?? undefined)
    })
  }

  #write(work: (tx: Receiver) => void): void {
    this.#store.receive(this.#at(), (tx) => {
      tx.touch('outbox')
      work(tx)
    })
  }

  #claim(tx: Receiver, entry: Entry, theirs: Resource): ResourceRow | undefined {
    tx.claim(theirs, theirs.id as string, entry.resource as LocalId)
    const row = tx.row(entry.type, entry.resource)
    if (!row) done(tx.db, entry.type, entry.resource)
    return row
  }

  #keepBoth(tx: Receiver, entry: Entry, mine: string, theirs: string | undefined): void {
    const { type, resource, patient, author } = entry
    const kept = { type, resource, patient, at: this.#at() }
    keepVersion(tx.db, { ...kept, why: bothChanged, side: 'here', author, madeAt: entry.changed_at, json: mine })
    if (theirs) keepVersion(tx.db, { ...kept, why: bothChanged, side: 'ehr', author: null, json: theirs })
  }

  /**
   * Signed in the EHR while it was written on here: the signed note stands and is shown; the words go beside it as a
   * proposed addendum for their author.
   */
  #setAside(tx: Receiver, entry: Entry, mine: string, theirs: Resource, words: NoteDocument): void {
    const { type, resource, patient, author, changed_at } = entry
    const why = 'Written here while the note was signed elsewhere.'
    keepVersion(tx.db, {
      ...{ type, resource, patient, at: this.#at(), why, side: 'here', author, madeAt: changed_at, json: mine },
    })
    propose(tx.db, { note: resource, patient, author, at: changed_at, doc: words })
    done(tx.db, type, resource)
    tx.store(resource, theirs, JSON.stringify(theirs), null)
  }
}

const bothChanged = 'Changed here and in the EHR at the same time.'

/** A copy that arrived by pulling while the request was under way and is newer than its answer. */
function newerCopy(row: ResourceRow, answer: Resource): Resource | undefined {
  if (!row.theirs) return undefined
  const pulled = parseJson(row.theirs) as Resource
  const [a, b] = [pulled.meta?.lastUpdated, answer.meta?.lastUpdated]
  return a && b && Date.parse(a) > Date.parse(b) ? pulled : undefined
}
