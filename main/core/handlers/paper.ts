import type { DocumentReference, Encounter, Provenance } from '@medplum/fhirtypes'
import type { NotePaper, PaperDocument, PaperSignature } from '../../../shared/contract/views/paper.js'
import { documentXhtml, outline } from '../../../shared/document/index.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { ok } from '../../../shared/kernel/result.js'
import { type NoteRow, sealHash } from '../store/note.js'
import { all, one } from '../store/statement.js'
import { utc } from '../store/utc.js'
import type { CommandHandlers, Context, QueryHandlers } from './context.js'
import { wordsOf } from './fhir.js'
import { journalOf } from './journal.js'
import { letterhead } from './letterhead.js'
import { noteOf } from './note-of.js'
import { signaturesOf } from './note-seals.js'
import { addendaOf, versionsOf } from './note-versions.js'
import { standing } from './paper-standing.js'
import { patientQueries } from './patient-view.js'
import { nameOf } from './people.js'
import { pictureAddresses } from './picture.js'

/** What a colleague is in the clinic: `Physician`. */
const titleOf = ({ store }: Context, who: LocalId | null | undefined): string | undefined =>
  who
    ? one<{ title: string }>(
        store.db,
        `SELECT title FROM practitioner_role WHERE practitioner = ? AND title <> '' ORDER BY active DESC, id LIMIT 1`,
        who,
      )?.title
    : undefined

/** `ni:///sha-256;…` as a person compares it: `4f2a 91c0 77de 03b8`. */
const shortSeal = (hash: string): string =>
  Buffer.from(hash.split(';').at(-1) ?? '', 'base64url')
    .toString('hex')
    .slice(0, 16)
    .replace(/(.{4})(?=.)/g, '$1 ')

/** Who signed and co-signed, oldest first. */
function signatures(context: Context, row: NoteRow, note: DocumentReference): PaperSignature[] {
  const { store } = context
  const shown = new Map(signaturesOf(context, row.id, note).map((signature) => [signature.id, signature]))
  const found = all<{ id: LocalId; recorded: string | null }>(
    store.db,
    'SELECT id, recorded FROM seal WHERE note = ? ORDER BY recorded, id',
    row.id,
  ).flatMap(({ id, recorded }): PaperSignature[] => {
    const provenance = store.read('Provenance', id) as Provenance | undefined
    const agent = provenance?.agent?.[0]?.who
    const signature = shown.get(id)
    if (!provenance || !agent || !signature) return []
    const { kind, seal, attestation } = signature
    const state = seal === 'intact' || seal === 'broken' ? seal : undefined
    const who = store.identity.resolve(agent.reference)
    const hash = sealHash(provenance)
    const title = titleOf(context, who)
    return [
      {
        kind: kind === 'co-signature' ? 'co-signed' : 'signed',
        name: agent.display ?? nameOf(store, who) ?? 'Unknown signer',
        ...(title && { title }),
        ...(recorded && { at: recorded as Instant }),
        ...(hash && state && { seal: { short: shortSeal(hash), state } }),
        ...(attestation && { statement: attestation }),
      },
    ]
  })
  if (found.length > 0) return found
  // Signed in another system: what the note itself says of it.
  const signer = store.identity.resolve(note.authenticator?.reference)
  const name = note.authenticator?.display ?? nameOf(store, signer)
  const at = utc(note.context?.period?.end) ?? row.at
  return name ? [{ kind: 'signed', name, ...(at && { at: at as Instant }) }] : []
}

function paperOf(context: Context, row: NoteRow): PaperDocument | undefined {
  const { store } = context
  const note = store.read('DocumentReference', row.id)
  const open = journalOf(context).open(row.id)
  if (!note || !open) return undefined
  const { doc } = open
  const authorTitle = titleOf(context, row.author)
  return {
    id: row.id,
    title: row.title,
    status: row.status,
    author: note.author?.[0]?.display ?? nameOf(store, row.author) ?? 'Unknown author',
    ...(authorTitle && { authorTitle }),
    startedAt: (utc(note.context?.period?.start) ?? row.at ?? context.at()) as Instant,
    xhtml: documentXhtml(doc, row.title),
    pictures: pictureAddresses(context, row.patient, doc),
    empty: outline(doc).every(({ empty }) => empty),
    signatures: row.status === 'signed' ? signatures(context, row, note) : [],
    ...standing(context, row, note, open),
  }
}

function visitOf({ store }: Context, encounter: LocalId | null): NotePaper['visit'] {
  const visit = encounter ? (store.read('Encounter', encounter) as Encounter | undefined) : undefined
  const at = utc(visit?.period?.start)
  if (!visit || !at) return undefined
  const reason = wordsOf(visit.reasonCode?.[0])
  const who = visit.participant?.[0]?.individual
  const name = who?.display ?? nameOf(store, store.identity.resolve(who?.reference))
  return { at: at as Instant, ...(reason && { reason }), ...(name && { with: name }) }
}

const rowOf = ({ store }: Context, note: LocalId | null): NoteRow | undefined =>
  note ? one<NoteRow>(store.db, 'SELECT * FROM note WHERE id = ?', note) : undefined

export const paperQueries = {
  'note.paper': {
    run(context, { note }) {
      const row = rowOf(context, note)
      const of = row && paperOf(context, row)
      const patient = row?.patient && patientQueries['patient.banner'].run(context, { patient: row.patient }).value
      if (!row || !of || !patient) return { value: null, topics: [] }
      const visit = visitOf(context, row.encounter)
      const before = rowOf(context, row.appends)
      const addenda = addendaOf(context, versionsOf(context, row), row.id)
      const value: NotePaper = {
        practice: context.session.view().practice,
        clinic: letterhead(context),
        patient,
        ...(visit && { visit }),
        note: of,
        ...(before && { appends: { title: before.title, at: (before.at ?? of.startedAt) as Instant } }),
        addenda: addenda
          .filter(({ status }) => status === 'signed')
          .flatMap((addendum) => paperOf(context, addendum) ?? []),
        addendaBegun: addenda
          .filter(({ status }) => status === 'draft')
          .map(({ author }) => nameOf(context.store, author) ?? 'a colleague'),
      }
      return { value, topics: [] }
    },
  },
} satisfies Partial<QueryHandlers>

export const paperCommands = {
  'note.printed': {
    run(context, { patient, note, as }, { who }) {
      const found = noteOf(context, { patient, note })
      if (!found.ok) return found
      const { store, at } = context
      store.commit({ who: who.id, at: at() }, (tx) =>
        tx.audit(as === 'paper' ? 'print' : 'save as PDF', 'DocumentReference', note, patient),
      )
      return ok(null)
    },
  },
} satisfies Partial<CommandHandlers>
