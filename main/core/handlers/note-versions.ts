import type { DocumentReference } from '@medplum/fhirtypes'
import type { NoteVersion } from '../../../shared/contract/views/note.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import { type NoteRow, noteStatus } from '../store/note.js'
import { all } from '../store/statement.js'
import type { Reader } from '../store/store.js'
import { utc } from '../store/utc.js'
import type { Context } from './context.js'
import { amendmentReason } from './note-create.js'
import { sealOfAll, signaturesOf } from './note-seals.js'

/** A note that takes the place of another. */
export interface Amendment {
  note: LocalId
  of: LocalId
  reason: string
  status: 'draft' | 'signed'
  resource: DocumentReference
}

/** What a note says it takes the place of, and why. */
export function replaced(
  { identity }: { identity: { resolve(reference: string | undefined): LocalId | undefined } },
  note: DocumentReference,
): { note: LocalId; reason: string } | undefined {
  const relation = note.relatesTo?.find(({ code }) => code === 'replaces')
  const of = identity.resolve(relation?.target?.reference)
  if (!of) return undefined
  const reason = relation?.extension?.find(({ url }) => url === amendmentReason)?.valueString
  return { note: of, reason: reason ?? 'No reason was given' }
}

/** A patient's amendments, drafts among them; those withdrawn are not. */
export function amendmentsOf(store: Reader, patient: LocalId): Amendment[] {
  const rows = all<{ id: LocalId; json: string }>(
    store.db,
    `SELECT id, json FROM resource WHERE type = 'DocumentReference' AND patient = ? AND instr(json, '"replaces"') > 0`,
    patient,
  )
  return rows.flatMap(({ id, json }) => {
    const resource = parseJson(json) as DocumentReference
    const status = noteStatus(resource)
    const of = replaced(store, resource)
    if (!of || status === 'entered-in-error') return []
    return [{ note: id, of: of.note, reason: of.reason, status, resource }]
  })
}

/** The signed version that has taken a note's place; undefined while it stands. */
export const successorOf = (store: Reader, patient: LocalId, note: LocalId): Amendment | undefined =>
  amendmentsOf(store, patient).find(({ of, status }) => of === note && status === 'signed')

/** The versions of a note as they are shown, oldest first; none when there is only this one. */
export function versionsOf(context: Context, row: NoteRow): NoteVersion[] {
  const { store } = context
  if (!row.patient) return []
  const amendments = amendmentsOf(store, row.patient)
  if (amendments.length === 0) return []
  const line = lineOf(amendments, row.id)
  if (line.length < 2) return []
  return line.flatMap((id): NoteVersion[] => {
    const resource = store.read('DocumentReference', id)
    const status = resource && noteStatus(resource)
    if (!resource || status === 'entered-in-error' || !status) return []
    const amendment = amendments.find(({ note }) => note === id)
    const signatures = status === 'signed' ? signaturesOf(context, id, resource) : []
    const [first] = signatures
    const at = first?.at ?? (utc(resource.context?.period?.end ?? resource.date) as Instant | null)
    return [
      {
        id,
        ...(amendment && { of: amendment.of, reason: amendment.reason }),
        by: first?.by ?? resource.author?.[0]?.display ?? 'Someone unknown',
        ...(at && { at }),
        status,
        ...(status === 'signed' && { seal: sealOfAll(signatures) }),
      },
    ]
  })
}

/** All versions a note belongs with, oldest first: the original, then what took its place. */
function lineOf(amendments: readonly Amendment[], note: LocalId): LocalId[] {
  let first = note
  const above = new Set([first])
  for (
    let up = amendments.find((each) => each.note === first);
    up;
    up = amendments.find((each) => each.note === first)
  ) {
    if (above.has(up.of)) break
    first = up.of
    above.add(first)
  }
  const line = [first]
  for (let i = 0; i < line.length; i += 1)
    for (const each of amendments) if (each.of === line[i] && !line.includes(each.note)) line.push(each.note)
  return line
}

/** What was added to a note, drafts among it, oldest first: also to the versions before it, since that is still to be read. */
export function addendaOf({ store }: Context, versions: readonly NoteVersion[], note: LocalId): NoteRow[] {
  const line = versions.map(({ id }) => id)
  const uptoHere = [...line.slice(0, Math.max(0, line.indexOf(note))), note]
  return all<NoteRow>(
    store.db,
    `SELECT * FROM note WHERE appends IN (SELECT value FROM json_each(?)) AND status <> 'entered-in-error' ORDER BY at, id`,
    JSON.stringify(uptoHere),
  )
}
