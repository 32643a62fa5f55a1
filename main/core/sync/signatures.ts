import type { DocumentReference, Provenance, Resource } from '@medplum/fhirtypes'
import type { LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import type { FhirClient } from '../fhir/client.js'
import { type Entry, entriesOf } from '../outbox/entry.js'
import type { ResourceRow, Store } from '../store/store.js'
import type { Setback } from './setback.js'
import type { Settle } from './settle.js'

/** A signature leaves only for a note that nobody else has signed: the note is looked at just before. */
export class Signatures {
  readonly #deps: { store: Store; client: FhirClient; settle: Settle; setback: Setback }

  constructor(deps: { store: Store; client: FhirClient; settle: Settle; setback: Setback }) {
    this.#deps = deps
  }

  /** False when it may not leave now; then it and its note have been seen to. */
  async mayLeave(entry: Entry, signature: Provenance): Promise<boolean> {
    const { client, store, setback } = this.#deps
    for (const note of notesOf(store, signature)) {
      const answer = await client.read<DocumentReference>('DocumentReference', note.row.server_id as string)
      if (answer.ok && answer.value.docStatus !== 'final') continue
      if (answer.ok) this.#signedElsewhere(entry, note, answer.value)
      else if (answer.kind === 'gone' || answer.kind === 'not-found')
        setback.park(entry, 'The note it signs is no longer in the EHR.')
      else setback.retry([entry], answer)
      return false
    }
    return true
  }

  /** The person has signed already, somewhere else: there is no second signature. */
  signedAlready(entry: Entry): void {
    this.#deps.setback.park(entry, elsewhere)
  }

  #signedElsewhere(entry: Entry, { id, row }: Note, theirs: Resource): void {
    const { store, settle, setback } = this.#deps
    setback.park(entry, elsewhere)
    const [signing] = entriesOf(store.db, 'DocumentReference', id)
    if (signing) settle.reconcile(signing, signing.sent, parseJson(row.base as string) as Resource, theirs)
  }
}

const elsewhere = 'This note was signed elsewhere meanwhile.'

interface Note {
  id: LocalId
  row: ResourceRow
}

/** The notes a signature is for whose signing has not left. */
function notesOf(store: Store, { target }: Provenance): Note[] {
  return (target ?? []).flatMap(({ reference }) => {
    const id = store.identity.resolve(reference)
    const row = id && store.row('DocumentReference', id)
    if (!id || !row?.server_id || row.base === null) return []
    const began = parseJson(row.base) as DocumentReference
    return began.docStatus === 'final' ? [] : [{ id, row }]
  })
}

/** Whether two signatures are one person's for the same thing. */
export const isSameSigning = (a: Provenance, b: Provenance): boolean =>
  a.target?.[0]?.reference !== undefined &&
  a.target[0].reference === b.target?.[0]?.reference &&
  a.agent?.[0]?.who?.reference === b.agent?.[0]?.who?.reference
