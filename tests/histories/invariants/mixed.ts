import type { Records } from '../records.js'
import type { World } from '../world.js'
import { deedsByRecord } from './local-ids.js'

/** Types of which every version is what one person saw and saved, whole. */
const oneHand = new Set(['AllergyIntolerance', 'MedicationRequest', 'ServiceRequest'])

/** No signed or safety-critical field is merged by machine. */
export function nothingMixed(world: World, records: Records): string[] {
  // A server that keeps another form of what it was sent has versions nobody saved.
  const otherwise = world.ehr?.faults.list().some(({ fault }) => fault.behaviour.kind === 'normalise')
  if (otherwise) return []
  const wrong: string[] = []
  for (const [{ type, id, versions }, deeds] of deedsByRecord(world, records)) {
    const made = new Set(deeds.map(({ after }) => records.canonical(after)))
    const first = versions[0]?.json
    for (const { number, json } of versions) {
      if (json === undefined || (number === 1 && deeds.every(({ before }) => before !== undefined))) continue
      const signed = type === 'DocumentReference' && (JSON.parse(json) as { docStatus?: string }).docStatus === 'final'
      if (!oneHand.has(type) && !signed) continue
      const content = records.canonical(json)
      if (made.has(content) || (first !== undefined && content === records.canonical(first))) continue
      wrong.push(`mixed: version ${number} of ${type}/${id} is what nobody saved: ${json}`)
    }
  }
  return wrong
}
