import type { DocumentReference, Resource } from '@medplum/fhirtypes'
import type { NoteView } from '../../../shared/contract/views/note.js'
import { chipsIn } from '../../../shared/document/index.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { parseJson, same } from '../../../shared/kernel/json.js'
import { done, type Entry, entriesOf } from '../outbox/entry.js'
import { uuidSystem } from '../store/identity.js'
import type { NoteRow } from '../store/note.js'
import type { ResourceRow } from '../store/resource-row.js'
import { all, one, run } from '../store/statement.js'
import type { Writer } from '../store/write.js'
import type { Context } from './context.js'
import { journalOf } from './journal.js'
import { noteTask } from './note-cosign.js'
import { replaced } from './note-versions.js'
import { outboxItems } from './outbox.js'
import { type Altered, alteredBy, notesRemembered, putBack, rememberAltered } from './parts/altered.js'
import { madeAmong } from './parts/parts.js'
import { undiagnose } from './parts/visit-diagnoses.js'
import { isCarriedOut, isWithdrawn } from './parts/withdraw.js'
import { cancelTasksAbout } from './task-steps.js'

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
 * with the reason. `seen` is what this answered last: nothing is read again while that is as it was.
 */
function takeBackRefused(context: Context, seen: string): string {
  const { db } = context.store
  const refused = all<{ id: LocalId; changed: number }>(
    db,
    `SELECT resource AS id, changed FROM outbox WHERE state = 'parked' AND type NOT IN ('DocumentReference', 'Provenance')`,
  )
  if (refused.length === 0) return ''
  // A part belongs to the patient of its note, and a draft has nothing to be taken back: few notes are read whole.
  const notes = all<{ id: LocalId; changed: number }>(
    db,
    `SELECT DISTINCT o.resource AS id, o.changed FROM outbox o JOIN note n ON n.id = o.resource AND n.status = 'signed'
     WHERE o.type = 'DocumentReference' AND o.patient IN (SELECT patient FROM outbox WHERE state = 'parked')`,
  )
  const looked = JSON.stringify([refused, notes])
  if (looked === seen) return seen
  const ids = new Set(refused.map(({ id }) => id))
  for (const note of new Set(notes.map(({ id }) => id))) {
    const parts = partsOf(context, note)
    const at = parts.filter(({ id }) => ids.has(id))
    if (at.length > 0) takeBack(context, note, parts, at)
  }
  return looked
}

/** Does so from now on, and for what was refused just before this workstation stopped. */
export function keepSignaturesTrue(context: Context): void {
  const { store } = context
  // What was looked at last: the outbox changes with everything that is entered, what needs a person seldom.
  let seen = ''
  const look = (): void =>
    context.soon('refused parts', 0, () => {
      seen = takeBackRefused(context, seen)
    })
  store.onChange((topics) => {
    if (topics.has('outbox')) look()
  })
  for (const note of notesRemembered(store)) if (isOver(store.row('DocumentReference', note))) forget(context, note)
  look()
}

/** Whether nothing of a note's signing can be taken back any more: it arrived, or the note is not here. */
export const isOver = (row: ResourceRow | undefined): boolean =>
  row === undefined ||
  ((parseJson(row.json) as DocumentReference).docStatus === 'final' &&
    (row.base === null ? row.server_id !== null : hasArrived(row.base)))

const forget = ({ store, at }: Context, note: LocalId): void =>
  store.commit({ who: undefined, at: at() }, (tx) => rememberAltered(tx, note, []))

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
  const made = (context?.related ?? []).flatMap(({ reference, identifier }): Part[] => {
    const id = store.identity.resolve(reference)
    const held = id && one<Part>(store.db, 'SELECT type, id FROM resource WHERE id = ?', id)
    return held && identifier?.system === uuidSystem ? [{ type: held.type, id }] : []
  })
  const parts = [...made, ...alteredBy(store, note).map(({ type, id }) => ({ type, id }))]
  return [...new Map(parts.map((part) => [part.id, part])).values()]
}

function takeBack(context: Context, note: LocalId, parts: readonly Part[], refused: readonly Part[]): void {
  const { store } = context
  const row = one<NoteRow>(store.db, 'SELECT * FROM note WHERE id = ?', note)
  const signature = unsentSignatures(context, note)[0]
  const who = signature?.author ?? entriesOf(store.db, 'DocumentReference', note)[0]?.author ?? undefined
  const taken: TakenBack = { at: context.at(), parts: toldOf(context, note, refused) }
  const isRefused = new Set(refused.map(({ id }) => id))
  const altered = alteredBy(store, note)
  const changedHere = new Set(altered.map(({ id }) => id))
  store.commit({ who, at: taken.at }, (tx) => {
    const gone = new Set<string>()
    for (const part of parts) {
      if (changedHere.has(part.id)) continue
      if (!(isRefused.has(part.id) ? isNew(tx, part) : signature && isStaged(tx, part, signature))) continue
      withdraw(tx, part.type, part.id)
      gone.add(part.id)
    }
    if (row?.encounter && gone.size > 0) undiagnose(tx, row.encounter, gone)
    // Decided about all of them before any is put back.
    const told = new Set<string>([...gone, ...isRefused])
    const back = new Set(altered.filter((each) => isPutBack(tx, each, altered, told)))
    for (const each of back) putBack(tx, each)
    rememberAltered(
      tx,
      note,
      altered.filter((each) => !back.has(each)),
    )
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
  return entry?.op === 'create' && others.length === 0 && !isUsed(tx, type, id)
}

/** Whether it was carried out meanwhile, so that other records rest on it. */
function isUsed(tx: Writer, type: string, id: LocalId): boolean {
  const held = tx.read(type as Resource['resourceType'], id)
  return held !== undefined && isCarriedOut(held)
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
    entry.created_at === signature.created_at &&
    !isUsed(tx, type, id)
  )
}

/**
 * What the note had stopped or changed goes on as before, while that has not left or where what takes its place is not in
 * the EHR either: nobody is to be without both. False where it stays: the EHR has it, and whoever signs again decides.
 */
function isPutBack(tx: Writer, each: Altered, all: readonly Altered[], told: ReadonlySet<string>): boolean {
  const { id, chip, undoes } = each
  if (chip === undefined || told.has(chip) || told.has(id)) return true
  if (undoes) return !all.some((other) => other.chip === chip && hasLeft(tx, other))
  const isReplaced = chip !== id && tx.row('MedicationRequest', chip as LocalId) !== undefined
  return !isReplaced && !hasLeft(tx, each)
}

const hasLeft = (tx: Writer, { type, id }: Altered): boolean =>
  !tx.row(type, id)?.base || entriesOf(tx.db, type, id).some(({ state }) => state === 'in-flight')

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
  cancelTasksAbout(context, tx, note, ['cosign-note'], 'The note was not signed after all.')
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
    stays: arrived(context, note),
    parts: parts.map(({ id, title, reason, said, chip }) => {
      const isMended = chip !== undefined && now.get(id) !== chip
      return { id, title, ...(!isMended && { reason, ...(said && { said }) }) }
    }),
  }
}

/** What the EHR has of a note that is not signed: made, or changed by it. */
function arrived(context: Context, note: LocalId): string[] {
  const { store } = context
  const doc = journalOf(context).open(note)?.doc
  const words = new Map(doc && chipsIn(doc).map(({ attrs }) => [attrs.id as string, attrs.text] as const))
  const related = store.read('DocumentReference', note)?.context?.related ?? []
  const altered = alteredBy(store, note)
  const changed = new Set(altered.map(({ id }) => id))
  const made = madeAmong(related).flatMap(({ type, id }): string[] => {
    if (changed.has(id)) return []
    const { server_id = null, json = '' } = store.row(type, id) ?? {}
    if (server_id === null || isWithdrawn(parseJson(json) as Resource)) return []
    return [words.get(id) ?? 'A part that is no longer in the note']
  })
  return [...made, ...altered.flatMap(({ words }) => words ?? [])]
}
