import type { Resource } from '@medplum/fhirtypes'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import { same } from '../fhir/patch.js'
import { unsaid } from '../fhir/says.js'
import { back, done, type Entry, follow } from '../outbox/entry.js'
import { propose } from '../outbox/proposal.js'
import { uuidsIn } from '../outbox/uuids.js'
import { keepVersion } from '../store/kept-version.js'
import type { NoteDocument } from '../store/note-content.js'
import type { Receiver } from '../store/receive.js'
import type { ResourceRow } from '../store/resource-row.js'
import { one, run } from '../store/statement.js'
import type { Store } from '../store/store.js'
import { writersOf } from '../store/writer-name.js'
import { arrivedAs, carriedOver, isNext, newerCopy } from './arrival.js'
import { rebase, resolve } from './conflict.js'
import { isMachineMade } from './machine-made.js'
import { outgoing } from './outgoing.js'
import { tellLost, waitsHere } from './task-lost.js'

/** A change the EHR has: what was sent, and the EHR's copy of it. */
export interface Arrival {
  entry: Entry
  sent: string
  theirs: Resource
}

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
    this.acknowledgeAll([{ entry, sent, theirs }])
  }

  /** The same for changes that arrived together, each of which may refer to the others. */
  acknowledgeAll(arrivals: readonly Arrival[]): void {
    this.#write((tx) => {
      const claims = arrivals.map(({ entry, theirs }) => this.#claim(tx, entry, theirs))
      for (const [i, { entry, sent }] of arrivals.entries()) {
        const claim = claims[i]
        if (claim) this.#acknowledged(tx, entry, claim.row, outgoing(this.#store, sent), claim.theirs)
      }
    })
  }

  /** The EHR had what was sent, as `theirs`, and somebody deleted it there since. A later edit becomes a person's decision. */
  arrivedAndDeleted(entry: Entry, sent: string, theirs: Resource): void {
    this.#store.together(() => {
      this.acknowledge(entry, sent, theirs)
      this.#write((tx) => tx.tombstone(entry.type, theirs.id as string))
    })
  }

  #acknowledged(tx: Receiver, entry: Entry, row: ResourceRow, sent: Resource, theirs: Resource): void {
    const mine = outgoing(this.#store, row.json)
    const newer = newerCopy(row, theirs)
    this.#noteWhatWasLeftOut(tx, entry, sent, theirs)
    if (same(sent, mine)) {
      if (row.theirs_deleted) {
        done(tx.db, entry.type, entry.resource)
        tx.discard(entry.type, entry.resource)
      } else this.#take(tx, entry, newer ?? theirs)
      return
    }
    tx.store(entry.resource, theirs, JSON.stringify(theirs), rebase(sent, mine, theirs))
    const { type, resource } = entry
    if (newer)
      run(tx.db, 'UPDATE resource SET theirs = ? WHERE id = ? AND type = ?', JSON.stringify(newer), resource, type)
    if (row.theirs_deleted)
      run(tx.db, 'UPDATE resource SET theirs_deleted = 1 WHERE id = ? AND type = ?', resource, type)
    follow(tx.db, entry)
  }

  /** The EHR's copy is the one shown from now on. */
  #take(tx: Receiver, entry: Entry, theirs: Resource): void {
    const json = JSON.stringify(theirs)
    if (this.#dangles(json)) {
      tx.store(entry.resource, theirs, json, outgoing(this.#store, json))
      follow(tx.db, entry)
    } else {
      done(tx.db, entry.type, entry.resource)
      tx.store(entry.resource, theirs, json, null)
    }
  }

  /**
   * The EHR's copy is another than the edit began from (`began`): merged, taken, or left to a person. When it shows that
   * what was `sent` did arrive, only what was edited later is compared with it.
   */
  reconcile(entry: Entry, sent: string | null, began: Resource, copy: Resource): void {
    this.#write((tx) => {
      const claim = this.#claim(tx, entry, copy)
      if (!claim) return
      const { row, theirs } = claim
      const shown = outgoing(this.#store, row.json)
      const arrived = sent ? arrivedAs(began, outgoing(this.#store, sent), theirs) : undefined
      if (arrived && isNext(began, theirs) && !isAnothers(arrived.sent, theirs))
        return this.#acknowledged(tx, entry, row, arrived.sent, theirs)
      const base = arrived?.now ?? began
      const mine = arrived ? carriedOver(arrived.sent, shown, arrived.now) : shown
      const by = writersOf(this.#store, entry.author, theirs)
      // What one person wrote at two workstations they compare side by side, with when and where.
      const resolution = resolve(base, mine, theirs, by.one ? undefined : by, waitsHere(this.#store, entry))
      const theirsJson = JSON.stringify(theirs)
      if ('lost' in resolution && resolution.lost) tellLost(tx, this.#store, entry, resolution.lost)
      if (resolution.outcome === 'theirs') {
        this.#take(tx, entry, theirs)
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

  /**
   * The EHR made it more than once, and the copies differ. All are shown as the EHR has them; which is right is for a person
   * to see to there.
   */
  several(entry: Entry, copies: readonly Resource[], reason: string): void {
    this.#write((tx) => {
      for (const copy of copies) {
        tx.accept(copy)
        this.#keep(tx, entry, 'The EHR holds this more than once.', 'ehr', JSON.stringify(copy))
      }
      back(tx.db, entry, 'parked', null, reason)
      const row = tx.row(entry.type, entry.resource)
      if (row) tx.touchResource(entry.type, entry.resource, row.patient ?? undefined)
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

  /** It has not left and is not to: what was made here is kept as a version. `instead` is what the EHR has in its place. */
  giveUp(entry: Entry, why: string, instead?: Resource): void {
    this.#write((tx) => {
      if (instead) tx.accept(instead)
      const row = tx.row(entry.type, entry.resource)
      if (row) this.#keep(tx, entry, why, 'here', row.json)
      done(tx.db, entry.type, entry.resource)
      tx.discard(entry.type, entry.resource)
    })
  }

  /** Learns that the EHR's resource is the one made here as `id`. */
  learn(theirs: Resource, id: string): void {
    this.#write((tx) => tx.claim(theirs, theirs.id as string, id as LocalId))
  }

  /** Anything else that changes where entries stand. */
  mark(entries: readonly Entry[], work: (tx: Receiver) => void): void {
    this.#write((tx) => {
      work(tx)
      for (const { type, resource } of entries) {
        const row = tx.row(type, resource)
        if (row) tx.touchResource(type, resource, row.patient ?? undefined)
      }
    })
  }

  /**
   * On the disk when it is done: that a change left, or arrived, must outlive the power. What somebody deleted in the EHR
   * since would else be sent, and so made, a second time.
   */
  #write(work: (tx: Receiver) => void): void {
    const all = (tx: Receiver): void => {
      tx.touch('outbox')
      work(tx)
    }
    this.#store.receive(this.#at(), all, true)
  }

  /** What a person entered and the EHR did not keep stays here, as a version of its own. */
  #noteWhatWasLeftOut(tx: Receiver, entry: Entry, sent: Resource, theirs: Resource): void {
    if (unsaid(theirs, sent).length === 0) return
    this.#keep(tx, entry, 'The EHR did not keep all of this as it was entered here.', 'here', JSON.stringify(sent))
  }

  /**
   * A copy the EHR keeps that refers to something by the UUID it had here, and could refer to it properly: a server that
   * took new resources one by one did not know them yet.
   */
  #dangles(json: string): boolean {
    return [...uuidsIn(json)].some((uuid) =>
      one(
        this.#store.db,
        `SELECT 1 FROM resource WHERE id = ? AND server_id IS NOT NULL
           UNION ALL SELECT 1 FROM outbox WHERE resource = ? AND op = 'create'`,
        uuid,
        uuid,
      ),
    )
  }

  /**
   * The row a copy belongs to; undefined when it is not here any more. Where the EHR made it twice and the other one is
   * known here already, that one counts, and this one is shown beside it.
   */
  #claim(tx: Receiver, entry: Entry, theirs: Resource): { row: ResourceRow; theirs: Resource } | undefined {
    tx.claim(theirs, theirs.id as string, entry.resource as LocalId)
    const row = tx.row(entry.type, entry.resource)
    if (!row) {
      done(tx.db, entry.type, entry.resource)
      return undefined
    }
    const beside = row.theirs ? (parseJson(row.theirs) as Resource) : undefined
    if (!beside || (row.server_id ?? beside.id) === theirs.id) return { row, theirs }
    tx.accept(theirs)
    return { row, theirs: beside }
  }

  #keepBoth(tx: Receiver, entry: Entry, mine: string, theirs: string | undefined): void {
    this.#keep(tx, entry, bothChanged, 'here', mine)
    if (theirs) this.#keep(tx, entry, bothChanged, 'ehr', theirs)
  }

  #keep(tx: Receiver, entry: Entry, why: string, side: 'here' | 'ehr', json: string): void {
    const { type, resource, patient, author, changed_at } = entry
    const made = side === 'here' ? { author, madeAt: changed_at } : { author: null }
    keepVersion(tx.db, { type, resource, patient, at: this.#at(), why, side, json, ...made })
  }

  /**
   * Signed in the EHR while it was written on here: the signed note stands and is shown; the words go beside it as a
   * proposed addendum for their author.
   */
  #setAside(tx: Receiver, entry: Entry, mine: string, theirs: Resource, words: NoteDocument): void {
    const { type, resource, patient, author, changed_at } = entry
    this.#keep(tx, entry, 'Written here while the note was signed elsewhere.', 'here', mine)
    propose(tx.db, { note: resource, patient, author, at: changed_at, doc: words })
    done(tx.db, type, resource)
    tx.store(resource, theirs, JSON.stringify(theirs), null)
  }
}

/** Of what every workstation makes alike, the first version may be another one's, and say what somebody did there. */
const isAnothers = (sent: Resource, theirs: Resource): boolean =>
  sent.meta?.versionId === undefined && isMachineMade(sent) && unsaid(sent, theirs).length > 0

const bothChanged = 'Changed here and in the EHR at the same time.'
