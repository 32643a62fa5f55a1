import type { DocumentReference, Provenance, Resource } from '@medplum/fhirtypes'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import type { FhirClient } from '../fhir/client.js'
import type { Failure } from '../fhir/failure.js'
import { type Entry, entriesOf } from '../outbox/entry.js'
import { noteStatus, sealHash } from '../store/note.js'
import type { ResourceRow } from '../store/resource-row.js'
import type { Store } from '../store/store.js'
import type { Access } from './access.js'
import { sameVersion } from './arrival.js'
import type { Setback } from './setback.js'
import type { Settle } from './settle.js'
import { withdrawnWords } from './withdrawal.js'

interface SignaturesDeps {
  store: Store
  client: FhirClient
  settle: Settle
  setback: Setback
  access: Access
}

/**
 * A signature leaves only for words that are about to be signed in the EHR: the note is looked at just before. One that
 * somebody else signed, or changed, is a person's to look at first.
 */
export class Signatures {
  readonly #deps: SignaturesDeps

  constructor(deps: SignaturesDeps) {
    this.#deps = deps
  }

  /** False when it may not leave now; then it and its note have been seen to. */
  async mayLeave(entry: Entry, signature: Provenance): Promise<boolean> {
    const { client, store, settle, setback } = this.#deps
    const notes = notesOf(store, signature)
    if (notes.some(({ row }) => row && noteStatus(parseJson(row.json) as DocumentReference) === 'draft')) {
      settle.giveUp(entry, 'The note was not signed after all.')
      return false
    }
    for (const note of notes) {
      const { began, row, serverId } = note
      if (row && (!began || began.docStatus === 'final')) continue
      const answer = await client.read<DocumentReference>('DocumentReference', serverId)
      if (answer.ok) {
        const isSigned = answer.value.docStatus === 'final'
        if (!began || (!isSigned && sameVersion(began, answer.value))) continue
        if (isSigned) setback.park(entry, elsewhere)
        this.#reconcile(note.id, began, answer.value)
      } else if (answer.kind === 'gone' || answer.kind === 'not-found') await this.#noteIsGone(entry, note, answer)
      else setback.retry([entry], answer)
      return false
    }
    return true
  }

  /**
   * What was deleted is decided about once: the note first, and its signature goes with it. A note that is not found may
   * be out of reach with its patient: then it is the note that waits for a person, and the signature for the note.
   */
  async #noteIsGone(entry: Entry, { id, row }: Note, answer: Failure): Promise<void> {
    const { store, settle, setback, access } = this.#deps
    const [signing] = entriesOf(store.db, 'DocumentReference', id)
    if (!row) return settle.giveUp(entry, 'The note was not signed after all.')
    if (!signing) return setback.park(entry, 'The note it signs is no longer in the EHR.')
    const reach = answer.kind === 'not-found' ? await access.reach(signing) : 'whole'
    if (reach === 'unknown') setback.retry([entry], answer)
    else if (reach === 'none') setback.park(signing, withdrawnWords)
    else settle.deleted(signing)
  }

  /**
   * Whether the EHR's signature of the same person is one that was overtaken: the note is a draft there, as was looked up
   * just now, and was written on after that signature had arrived.
   */
  async isOvertaken({ target, meta }: Provenance): Promise<boolean> {
    const [type, id] = target?.[0]?.reference?.split('/') ?? []
    if (type !== 'DocumentReference' || !id) return false
    const note = await this.#deps.client.read<DocumentReference>('DocumentReference', id)
    const [written, signed] = [note.ok ? note.value.meta?.lastUpdated : undefined, meta?.lastUpdated].map((at) =>
      Date.parse(at ?? ''),
    ) as [number, number]
    return note.ok && noteStatus(note.value) === 'draft' && written > signed
  }

  /** The person has signed already, somewhere else: there is no second signature. */
  signedAlready(entry: Entry): void {
    this.#deps.setback.park(entry, elsewhere)
  }

  #reconcile(id: LocalId, began: Resource, theirs: Resource): void {
    const { store, settle } = this.#deps
    const [signing] = entriesOf(store.db, 'DocumentReference', id)
    if (signing) settle.reconcile(signing, signing.sent, began, theirs)
  }
}

const elsewhere = 'This note was signed elsewhere meanwhile.'

interface Note {
  id: LocalId
  serverId: string
  /** Undefined when the note is not here any more: given up, perhaps, since it was deleted in the EHR. */
  row: ResourceRow | undefined
  /** What the signing began from, while it has not arrived. */
  began: DocumentReference | undefined
}

/** The notes a signature is for. */
function notesOf(store: Store, { target }: Provenance): Note[] {
  return (target ?? []).flatMap(({ reference }) => {
    const id = store.identity.resolve(reference)
    const [type, serverId] = reference?.split('/') ?? []
    if (!id || type !== 'DocumentReference' || !serverId) return []
    const row = store.row('DocumentReference', id)
    return [{ id, serverId, row, began: row?.base ? (parseJson(row.base) as DocumentReference) : undefined }]
  })
}

/** Whether two signatures are one person's for the same thing. */
export const isSameSigning = (a: Provenance, b: Provenance): boolean =>
  a.target?.[0]?.reference !== undefined &&
  a.target[0].reference === b.target?.[0]?.reference &&
  a.agent?.[0]?.who?.reference === b.agent?.[0]?.who?.reference

/** Whether they vouch for the same words, too. */
export const isOfTheSameWords = (a: Provenance, b: Provenance): boolean =>
  sealHash(a) !== undefined && sealHash(a) === sealHash(b)
