import type { DocumentReference } from '@medplum/fhirtypes'
import type { NoteVersion, Seal } from '../../../shared/contract/views/note.js'
import type { PaperDocument } from '../../../shared/contract/views/paper.js'
import type { SmartChange } from '../../../shared/contract/views/smart.js'
import { dateForReading, localDate } from '../../../shared/kernel/dates.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import type { NoteRow, SealRow } from '../store/note.js'
import { storedDocument } from '../store/note-content.js'
import { originSaid } from '../store/note-origin.js'
import { all } from '../store/statement.js'
import type { Context } from './context.js'
import type { OpenNote } from './journal.js'
import { cosignState } from './note-cosign.js'
import { sealOfAll, signaturesOf } from './note-seals.js'
import { isOver } from './note-taken-back.js'
import { replaced, versionsOf } from './note-versions.js'
import { changesSince } from './smart/since.js'

type Standing = Pick<PaperDocument, 'superseded' | 'unsent' | 'remarks'>

/**
 * What the screen tells beside a note and paper must tell in it: how it stands among its versions, with its co-signer and in
 * the EHR, whether its seal could be checked, and what became of the data in it.
 */
export function standing(context: Context, row: NoteRow, note: DocumentReference, open: OpenNote): Standing {
  const versions = versionsOf(context, row)
  const unread = open.editable || storedDocument(note) === undefined ? [] : [onlyWords]
  if (row.status !== 'signed') {
    const replaces = row.status === 'draft' ? replaced(context.store, note) : undefined
    const takesPlace = replaces && `Once signed it takes the place of a signed version, because: ${replaces.reason}.`
    return said([...unread, ...(takesPlace ? [takesPlace] : [])])
  }
  const successors = versions.filter(({ of, status }) => of === row.id && status === 'signed')
  const superseded = successors.length > 0
  const seals = all<SealRow>(context.store.db, 'SELECT * FROM seal WHERE note = ?', row.id)
  const unsent =
    seals.length > 0 &&
    (!isOver(context.store.row('DocumentReference', row.id)) ||
      seals.some(({ id }) => context.outbox.unsentOf('Provenance', id)))
  const origin = originSaid(note)
  return {
    ...(superseded && { superseded }),
    ...(unsent && { unsent }),
    ...said([
      ...unread,
      ...ofVersions(versions, row.id, successors),
      ...(superseded ? [] : ofCosigner(cosignState(context, row.id))),
      ...ofSeal(sealOfAll(signaturesOf(context, row.id, note))),
      ...(row.patient ? changesSince(context, row.patient, row.id).map(changed) : []),
      ...(origin && origin !== allNew ? [`${origin}.`] : []),
    ]),
  }
}

const said = (remarks: string[]): Standing => (remarks.length > 0 ? { remarks } : {})

/** Said of most notes, and no news on paper. */
const allNew = '100 % written at this visit'

const onlyWords =
  'This version of Rounds cannot lay this note out as it was written. Only its words are printed; the note itself is kept whole.'

function ofVersions(versions: readonly NoteVersion[], note: LocalId, successors: readonly NoteVersion[]): string[] {
  const own = versions.find(({ id }) => id === note)
  const begun = successors.length === 0 && versions.find(({ of, status }) => of === note && status === 'draft')
  return [
    ...successors.map(({ by, at, reason }) => `Superseded: amended ${on(at)}by ${by}, because: ${reason}.`),
    ...(own?.reason ? [`Amended ${on(own.at)}by ${own.by}, because: ${own.reason}. The original stays readable.`] : []),
    ...(begun ? [`${begun.by} has begun to amend this note. Until that is signed, this version holds.`] : []),
  ]
}

function ofCosigner(cosign: ReturnType<typeof cosignState>): string[] {
  if (cosign?.state === 'waiting') return [`Not co-signed yet: waiting for ${cosign.by}.`]
  return cosign ? [`Not co-signed: ${cosign.by} sent it back.`] : []
}

const ofSeal = (seal: Seal): string[] =>
  seal === 'unknown-method'
    ? ['Sealed in a way this version of Rounds does not know: whether this is what was signed cannot be checked.']
    : []

const changed = ({ name, said, now, how }: SmartChange): string =>
  how === 'withdrawn'
    ? `Since it was written: ${name} ${said} was withdrawn as an error.`
    : `Since it was written: ${name} ${said} was ${how} to ${now}.`

const on = (at: Instant | undefined): string => (at ? `${dateForReading(localDate(new Date(at)))} ` : '')
