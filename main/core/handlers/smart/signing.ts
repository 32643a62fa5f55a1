import type { Provenance, ProvenanceEntity, Resource } from '@medplum/fhirtypes'
import { smartNodes, smartSources } from '../../../../shared/document/index.js'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { type Result, refuse } from '../../../../shared/kernel/result.js'
import type { NoteDocument } from '../../store/note-content.js'
import { all } from '../../store/statement.js'
import type { Context } from '../context.js'
import { referTo } from '../fhir.js'

const owners = ({ store }: Context, type: string, id: string): (LocalId | null)[] =>
  all<{ patient: LocalId | null }>(store.db, 'SELECT patient FROM resource WHERE id = ? AND type = ?', id, type).map(
    ({ patient }) => patient,
  )

/** Why this note's smart links cannot be signed: data of another patient; undefined when they can. */
export function smartProblem(context: Context, patient: LocalId, doc: NoteDocument): Result<never> | undefined {
  for (const { words, sources } of smartNodes(doc)) {
    const [whose] = sources
    const isTheirs = whose?.type === 'Patient' && whose.id === patient
    const others = sources.some(({ type, id }) =>
      owners(context, type, id).some((owner) => owner !== null && owner !== patient),
    )
    if (!isTheirs || others)
      return refuse(
        'wrong-patient',
        `“${shortened(words)}” was not read from this patient’s chart. Take it out of this note.`,
      )
  }
  return undefined
}

const shortened = (words: string): string => (words.length > 80 ? `${words.slice(0, 79)}…` : words)

/** A signature that also names what the note's smart links were read from: records held here, the patient aside. */
export function withSources(context: Context, patient: LocalId, doc: NoteDocument, signature: Provenance): Provenance {
  return { ...signature, entity: [...(signature.entity ?? []), ...entitiesOf(context, patient, doc)] }
}

function entitiesOf(context: Context, patient: LocalId, doc: NoteDocument): ProvenanceEntity[] {
  const records = new Map(smartSources(doc).map((source) => [`${source.type}/${source.id}`, source]))
  return [...records.values()]
    .filter(({ type, id }) => type !== 'Patient' && owners(context, type, id).includes(patient))
    .map(({ type, id }) => ({
      role: 'source',
      what: referTo(context.store, type as Resource['resourceType'], id as LocalId),
    }))
}
