import type { DocumentReference, Encounter, MedicationRequest } from '@medplum/fhirtypes'
import type { NoteView } from '../../../shared/contract/views/note.js'
import { chipsIn } from '../../../shared/document/index.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { parseJson, same } from '../../../shared/kernel/json.js'
import { done, type Entry, entriesOf } from '../outbox/entry.js'
import { uuidSystem } from '../store/identity.js'
import type { NoteRow } from '../store/note.js'
import { all, one, run } from '../store/statement.js'
import type { Writer } from '../store/write.js'
import type { Context } from './context.js'
import { journalOf } from './journal.js'
import { endCosigning, noteTask } from './note-cosign.js'
import { replaced } from './note-versions.js'
import { outboxItems } from './outbox.js'

/** The setting that says why a note signed here is a draft again. */
export const notSigned = (note: LocalId): string => `not signed ${note}`

interface TakenBack {
  at: Instant
  /** `chip`: what the note's chip held then, as JSON; absent where no chip of its own stands for the part. */
  parts: { id: LocalId; title: string; reason: string; said?: string; chip?: string }[]
}

/** Whether the EHR has the note as signed, so that nothing can be taken back any more. */
const hasArrived = (base: string | null): boolean =>
  base !== null && (parseJson(base) as DocumentReference).docStatus === 'final'

/**
 * Takes back each signature made here whose note cannot be signed in the EHR, since that refused a part of it for good:
 * the note is a draft again, what had not left of it is staged again, and it is signed only by a person. What was refused stays,
 * with the reason.
 */
function takeBackRefused(context: Context): void {
  const { db } = context.store
  const refused = new Set(
    all<{ id: LocalId }>(
      db,
      `SELECT resource AS id FROM outbox WHERE state = 'parked' AND type NOT IN ('DocumentReference', 'Provenance')`,
    ).map(({ id }) => id),
  )
  if (refused.size === 0) return
  const notes = all<{ id: LocalId }>(db, `SELECT DISTINCT resource AS id FROM outbox WHERE type = 'DocumentReference'`)
  for (const { id } of notes) {
    const parts = partsOf(context, id)
    const at = parts.filter((part) => refused.has(part.id))
    if (at.length > 0) takeBack(context, id, parts, at)
  }
}

/** Does so from now on, and for what was refused just before this workstation stopped. */
export function keepSignaturesTrue(context: Context): void {
  const look = (): void => context.soon('refused parts', 0, () => takeBackRefused(context))
  context.store.onChange((topics) => {
    if (topics.has('outbox')) look()
  })
  look()
}

interface Part {
  type: string
  id: LocalId
}

/** What a note refers to as made with it; nothing while it is a draft or once it is signed in the EHR. */
function partsOf({ store }: Context, note: LocalId): Part[] {
  const row = store.row('DocumentReference', note)
  if (!row || hasArrived(row.base) || (row.base === null && row.server_id !== null)) return []
  const { docStatus, context } = parseJson(row.json) as DocumentReference
  if (docStatus !== 'final') return []
  return (context?.related ?? []).flatMap(({ reference, identifier }) => {
    const id = store.identity.resolve(reference)
    const held = id && one<Part>(store.db, 'SELECT type, id FROM resource WHERE id = ?', id)
    // A prescription that is only spoken of may be one that the note stops or changes.
    const isOurs = identifier?.system === uuidSystem || held?.type === 'MedicationRequest'
    return held && isOurs ? [held] : []
  })
}

function takeBack(context: Context, note: LocalId, parts: readonly Part[], refused: readonly Part[]): void {
  const { store } = context
  const row = one<NoteRow>(store.db, 'SELECT * FROM note WHERE id = ?', note)
  const signature = unsentSignatures(context, note)[0]
  const who = signature?.author ?? entriesOf(store.db, 'DocumentReference', note)[0]?.author ?? undefined
  const taken: TakenBack = { at: context.at(), parts: toldOf(context, note, refused) }
  const isRefused = new Set(refused.map(({ id }) => id))
  store.commit({ who, at: taken.at }, (tx) => {
    for (const part of parts)
      if (isRefused.has(part.id) ? isNew(tx, part) : signature && isStaged(tx, part, signature))
        withdraw(tx, part.type, part.id)
    if (row?.encounter) tx.edit('Encounter', row.encounter, (visit) => withoutUnmade(tx, visit))
    for (const part of parts) restart(tx, part)
    for (const { resource } of unsentSignatures(context, note)) withdraw(tx, 'Provenance', resource)
    const base = store.row('DocumentReference', note)?.base
    const draft = tx.edit('DocumentReference', note, (resource) => draftAgain(tx, resource, base))
    tx.set(notSigned(note), JSON.stringify(taken))
    tx.audit('signature taken back', 'DocumentReference', note, row?.patient ?? undefined)
    if (draft) takeBackWhatFollowed(context, tx, note, draft)
    if (row && who) tellSigner(context, tx, row, who, taken)
  })
  journalOf(context).published(note)
  context.sync.poke()
}

/** A draft as before it was signed; it goes on referring to what the EHR has of it. */
function draftAgain(tx: Writer, note: DocumentReference, base: string | null | undefined): void {
  const began = base ? (parseJson(base) as DocumentReference) : undefined
  note.docStatus = 'preliminary'
  if (began?.authenticator) note.authenticator = began.authenticator
  else delete note.authenticator
  const { related, period, ...context } = note.context ?? {}
  const arrived = (related ?? []).filter(({ reference }) => {
    const id = tx.identity.resolve(reference)
    return id && one(tx.db, 'SELECT 1 FROM resource WHERE id = ? AND server_id IS NOT NULL', id)
  })
  const { end: _end, ...before } = period ?? {}
  note.context = {
    ...context,
    period: began?.context?.period ?? before,
    ...(arrived.length > 0 && { related: arrived }),
  }
}

/** What the EHR said of each refused part, before it is staged again. */
function toldOf(context: Context, note: LocalId, refused: readonly Part[]): TakenBack['parts'] {
  const rows = new Map(context.outbox.rows().map((row) => [row.id, row.item]))
  const items = new Map(outboxItems(context).map((item) => [item.id, item]))
  const chips = chipData(context, note)
  return refused.map(({ id }) => {
    const item = items.get(rows.get(id) ?? '')
    const chip = chips.get(id)
    return {
      id,
      title: item?.title ?? 'A part of it',
      reason: item?.reason ?? 'The EHR did not accept this.',
      ...(item?.said && { said: item.said }),
      ...(chip && { chip }),
    }
  })
}

/** What each chip of a note holds now. */
function chipData(context: Context, note: LocalId): Map<string, string> {
  const doc = journalOf(context).open(note)?.doc
  return new Map(doc && chipsIn(doc).map(({ attrs }) => [attrs.id, JSON.stringify(attrs.data)] as const))
}

/** One the EHR never had: it is made anew, or not, when the note is signed again. */
const isNew = (tx: Writer, { type, id }: Part): boolean => {
  const [entry, ...others] = entriesOf(tx.db, type, id)
  return entry?.op === 'create' && others.length === 0
}

/** A part made by the signing that has never been on its way: staged in the note again, and made at the next signing. */
function isStaged(tx: Writer, { type, id }: Part, signature: Entry): boolean {
  const [entry, ...others] = entriesOf(tx.db, type, id)
  return (
    entry !== undefined &&
    others.length === 0 &&
    entry.op === 'create' &&
    entry.state === 'waiting' &&
    entry.attempts === 0 &&
    entry.created_at === signature.created_at
  )
}

/** The visit's diagnoses without those the EHR does not have: they are made, and put there again, at the next signing. */
function withoutUnmade(tx: Writer, visit: Encounter): void {
  const left = (visit.diagnosis ?? []).filter(({ condition }) => {
    const id = tx.identity.resolve(condition?.reference)
    return id && one(tx.db, 'SELECT 1 FROM resource WHERE id = ? AND server_id IS NOT NULL', id)
  })
  if (left.length > 0) visit.diagnosis = left
  else delete visit.diagnosis
}

/** A prescription the note had stopped or changed goes on as before, while that has not left. */
function restart(tx: Writer, { type, id }: Part): void {
  const row = type === 'MedicationRequest' ? tx.row(type, id) : undefined
  if (!row?.base || entriesOf(tx.db, type, id).some(({ state }) => state === 'in-flight')) return
  const began = parseJson(row.base) as MedicationRequest
  tx.edit('MedicationRequest', id, (request) => {
    if (began.status) request.status = began.status
    if (began.statusReason) request.statusReason = began.statusReason
    else delete request.statusReason
  })
}

function withdraw(tx: Writer, type: string, id: LocalId): void {
  const patient = tx.row(type, id)?.patient ?? null
  done(tx.db, type, id)
  run(tx.db, 'DELETE FROM resource WHERE id = ? AND type = ?', id, type)
  tx.unproject(type, id, patient)
  tx.touch('outbox')
}

/** Signatures of a note that have not left: one on its way may have arrived, and is looked at when it is sent again. */
const unsentSignatures = ({ store }: Context, note: LocalId): Entry[] =>
  all<Entry>(
    store.db,
    `SELECT o.* FROM seal s JOIN outbox o ON o.resource = s.id AND o.type = 'Provenance'
     WHERE s.note = ? AND o.state <> 'in-flight' ORDER BY o.seq`,
    note,
  )

/** The version before stands again, and nobody is asked to co-sign. */
function takeBackWhatFollowed(context: Context, tx: Writer, note: LocalId, draft: DocumentReference): void {
  const { store } = context
  endCosigning(context, tx, note, 'The note was not signed after all.')
  const before = replaced(store, draft)?.note
  const base = before && store.row('DocumentReference', before)?.base
  if (!before || !base || (parseJson(base) as DocumentReference).status !== 'current') return
  const original = tx.edit('DocumentReference', before, (held) => {
    held.status = 'current'
  })
  // As the EHR has it: nothing of it is left to be sent.
  if (!same(original, parseJson(base))) return
  done(tx.db, 'DocumentReference', before)
  run(tx.db, `UPDATE resource SET base = NULL WHERE id = ? AND type = 'DocumentReference'`, before)
}

/** Whoever signed may have left the screen: it waits in their inbox. */
function tellSigner(context: Context, tx: Writer, row: NoteRow, signer: LocalId, { parts }: TakenBack): void {
  const name = one<{ name: string; initials: string }>(
    tx.db,
    'SELECT name, initials FROM practitioner WHERE id = ?',
    signer,
  )
  if (!name) return
  const requester = { id: signer, ...name, role: 'physician' as const, title: '' }
  const what = parts.map(({ title }) => title).join(', ')
  const text = `Not signed after all: ${row.title}`
  noteTask(context, tx, {
    kind: 'sign-note',
    note: row,
    owner: signer,
    requester,
    text: `${text} (${what})`.slice(0, 300),
  })
}

/** Why a note that was signed here is a draft again: what was refused and is still in it as it was. */
export function whyNotSigned(context: Context, note: LocalId): NoteView['notSigned'] {
  const text = context.store.setting(notSigned(note))
  if (!text) return undefined
  const { at, parts } = JSON.parse(text) as TakenBack
  const now = chipData(context, note)
  return {
    at,
    parts: parts.map(({ id, title, reason, said, chip }) => {
      const isMended = chip !== undefined && now.get(id) !== chip
      return { id, title, ...(!isMended && { reason, ...(said && { said }) }) }
    }),
  }
}
