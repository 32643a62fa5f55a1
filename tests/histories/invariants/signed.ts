import type { DocumentReference, Provenance } from '@medplum/fhirtypes'
import { marksIn } from '../ledger.js'
import type { Records } from '../records.js'
import type { World } from '../world.js'
import { recordOf } from './local-ids.js'

/** Signed notes never change, carry exactly one signature, and come after what they speak of. */
export function signaturesHold(world: World, records: Records): string[] {
  const wrong: string[] = []
  const seals = [...records.all.values()].filter(({ type }) => type === 'Provenance')
  for (const { type, id, versions } of records.all.values()) {
    if (type !== 'DocumentReference') continue
    const notes = versions.map(({ json }) => (json === undefined ? undefined : (JSON.parse(json) as DocumentReference)))
    const at = notes.findIndex((note) => note?.docStatus === 'final')
    const signed = versions[at]
    if (!signed?.json) continue
    for (const later of versions.slice(at + 1))
      if (later.json === undefined || records.canonical(later.json) !== records.canonical(signed.json))
        wrong.push(
          `signed: DocumentReference/${id} was signed in version ${signed.number} and changed in ${later.number}`,
        )
    const its = seals.filter(({ versions: [first] }) =>
      (JSON.parse(first?.json ?? '{}') as Provenance).target?.some(({ reference }) => reference?.endsWith(`/${id}`)),
    )
    if (its.length !== 1) wrong.push(`signed: DocumentReference/${id} has ${its.length} signatures`)
    for (const {
      id: seal,
      versions: [first],
    } of its)
      if (first && first.updated > signed.updated) wrong.push(`signed: Provenance/${seal} came after its note`)
    for (const [, reference] of signed.json.matchAll(/"reference":"([A-Za-z]+\/[^"]+)"/g)) {
      const first = records.all.get(reference as string)?.versions[0]
      if (!first || first.updated > signed.updated)
        wrong.push(`signed: DocumentReference/${id} refers to ${reference}, which came after it`)
    }
  }
  for (const [note, { station, at, patient }] of world.ledger.signed) {
    const kept = recordOf(world, records, { type: 'DocumentReference', id: note })
    const final = kept?.versions.find(({ json }) => json?.includes('"docStatus":"final"'))
    if (!final) continue
    for (const [mark, told] of world.ledger.told) {
      if (told.station !== station || told.type === 'DocumentReference' || told.type === 'Patient') continue
      const deed = world.ledger.deeds.findIndex((each) => each.after.includes(mark))
      if (deed < 0 || deed >= at || !world.ledger.deeds[deed]?.after.includes(patient)) continue
      const arrived = recordOf(world, records, told)?.versions.find(({ text }) => marksIn(text).has(mark))
      if (arrived && arrived.updated > final.updated)
        wrong.push(`signed: ${told.what} ${mark} came after the note that was signed after it`)
    }
  }
  return wrong
}
