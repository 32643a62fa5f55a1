import type { DocumentReference, Provenance } from '@medplum/fhirtypes'
import type { Seal, SignatureView } from '../../../shared/contract/views/note.js'
import type { Staff } from '../../../shared/contract/views/session.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import type { SealRow } from '../store/note.js'
import { sealOf, storedDocument } from '../store/note-content.js'
import { all, one } from '../store/statement.js'
import type { Context } from './context.js'
import { hl7, practiceMark, referTo, referToStaff, rounds } from './fhir.js'
import { employerOf, nameOf } from './people.js'

/** What a co-signer stated; on their Provenance. */
const attestation = `${rounds}attestation`

/** How late a signature may seem to be beside the EHR's clock, milliseconds. */
const toleranceMs = 300_000

const roles = {
  signature: hl7('provenance-participant-type', 'attester', 'Attester'),
  'co-signature': hl7('provenance-participant-type', 'verifier', 'Verifier'),
} as const

/**
 * When a note is signed: by this computer's clock, never before the note's last word, nor before a signature it follows,
 * under the same note or the version before. While the EHR is heard its clock counts where the two differ, and a signature
 * is never more than five minutes later than that.
 */
export function signingTime({ store, clock, sync }: Context, note: LocalId, before?: LocalId): Instant {
  const here = clock.now().getTime()
  const step = one<{ at: string | null }>(store.db, 'SELECT max(at) AS at FROM note_step WHERE note = ?', note)?.at
  const seals = all<{ recorded: string | null }>(
    store.db,
    'SELECT recorded FROM seal WHERE note IN (?, ?)',
    note,
    before ?? note,
  )
  const written = Math.max(
    0,
    ...[step, ...seals.map(({ recorded }) => recorded)].map((at) => Date.parse(at ?? '') || 0),
  )
  const { state, clockMinutesAhead = 0 } = sync.view()
  const present = state === 'online' ? here - clockMinutesAhead * 60_000 : here
  const signed = Math.max(present, written)
  const latest = state === 'online' ? present + toleranceMs : signed
  return new Date(Math.min(signed, latest)).toISOString() as Instant
}

/** A signature: whose, when, and the seal over exactly these words. */
export function provenanceOf(
  context: Context,
  note: LocalId,
  who: Staff,
  of: { at: Instant; document: unknown; kind: SignatureView['kind']; statement?: string; reason?: string },
): Provenance {
  const clinic = employerOf(context.store, who.id)
  return {
    resourceType: 'Provenance',
    ...practiceMark(context),
    ...(of.statement && { extension: [{ url: attestation, valueString: of.statement }] }),
    target: [referTo(context.store, 'DocumentReference', note)],
    recorded: of.at,
    ...(of.reason && { reason: [{ text: of.reason }] }),
    agent: [{ type: roles[of.kind], who: referToStaff(context.store, who), ...(clinic && { onBehalfOf: clinic }) }],
    entity: [{ role: 'source', what: { identifier: { system: 'urn:ietf:rfc:3986', value: sealOf(of.document) } } }],
  }
}

function stateOf(hash: string | null, document: unknown): Seal {
  if (!hash || document === undefined) return 'unknown'
  if (!hash.startsWith('ni:///sha-256;')) return 'unknown-method'
  return hash === sealOf(document) ? 'intact' : 'broken'
}

const agentType = ({ agent }: Provenance): string | undefined => agent?.[0]?.type?.coding?.[0]?.code

/** Each person's last signature under a note, and whether the words are still those: the signer's first. */
export function signaturesOf({ store }: Context, note: LocalId, resource: DocumentReference): SignatureView[] {
  const document = storedDocument(resource)
  const rows = all<SealRow>(store.db, 'SELECT * FROM seal WHERE note = ? ORDER BY recorded DESC', note)
  const seen = new Set<string>()
  let standing: Seal | undefined
  const found = rows.flatMap((row): SignatureView[] => {
    const provenance = store.read('Provenance', row.id)
    const isVerifier = provenance !== undefined && agentType(provenance) === 'verifier'
    const kind = isVerifier ? 'co-signature' : 'signature'
    const seal = stateOf(row.hash, document)
    // One from before the words were signed anew vouches for nothing any more.
    if (seen.has(`${kind} ${row.agent}`) || (standing === 'intact' && seal === 'broken')) return []
    seen.add(`${kind} ${row.agent}`)
    if (kind === 'signature') standing ??= seal
    const statement = provenance?.extension?.find(({ url }) => url === attestation)?.valueString
    return [
      {
        id: row.id,
        kind,
        by: nameOf(store, row.agent as LocalId | null) ?? row.agent ?? 'Someone unknown',
        ...(row.recorded && { at: row.recorded as Instant }),
        seal,
        ...(statement && { attestation: statement }),
      },
    ]
  })
  return found.sort((a, b) => Number(a.kind === 'co-signature') - Number(b.kind === 'co-signature'))
}

const worst: readonly Seal[] = ['broken', 'unknown-method', 'intact']

/** The worst of the seals; one that carries none says nothing beside one that does. */
export function sealOfAll(signatures: readonly SignatureView[]): Seal {
  const told = new Set(signatures.map(({ seal }) => seal))
  return worst.find((seal) => told.has(seal)) ?? 'unknown'
}
