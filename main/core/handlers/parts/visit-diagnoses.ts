import type { Encounter, EncounterDiagnosis } from '@medplum/fhirtypes'
import type { LocalId } from '../../../../shared/kernel/ids.js'
import { same } from '../../../../shared/kernel/json.js'
import type { Writer } from '../../store/write.js'
import { hl7, referTo } from '../fhir.js'

/**
 * The visit's diagnoses: this note's in its order, then those of the visit's other notes; an addendum's come after what is
 * there. `gone` are those that this note had and has no longer.
 */
export function diagnose(
  tx: Writer,
  encounter: LocalId,
  { conditions, gone, appends }: { conditions: readonly LocalId[]; gone: ReadonlySet<string>; appends: boolean },
): void {
  if (conditions.length === 0 && gone.size === 0) return
  tx.edit('Encounter', encounter, (visit) => {
    const before = (visit.diagnosis ?? []).map((diagnosis) => ({ diagnosis, id: conditionOf(tx, diagnosis) }))
    const own = new Set<string | undefined>(conditions)
    const there = new Set(before.map(({ id }) => id))
    const others = before.filter(({ id }) => (appends || !own.has(id)) && !(id && gone.has(id) && !own.has(id)))
    const mine = conditions
      .filter((id) => !appends || !there.has(id))
      .map((id) => ({ diagnosis: before.find((each) => each.id === id)?.diagnosis ?? diagnosisOf(tx, id), id }))
    put(
      visit,
      (appends ? [...others, ...mine] : [...mine, ...others]).map(({ diagnosis }) => diagnosis),
    )
  })
}

/** Takes out what was withdrawn. */
export function undiagnose(tx: Writer, encounter: LocalId, gone: ReadonlySet<string>): void {
  tx.edit('Encounter', encounter, (visit) => {
    const left = (visit.diagnosis ?? []).filter((diagnosis) => !gone.has(conditionOf(tx, diagnosis) ?? ''))
    if (left.length < (visit.diagnosis ?? []).length) put(visit, left)
  })
}

function put(visit: Encounter, diagnoses: readonly EncounterDiagnosis[]): void {
  const ranked = diagnoses.map((diagnosis, place) => ({ ...diagnosis, rank: place + 1 }))
  if (same(ranked, visit.diagnosis ?? [])) return
  if (ranked.length > 0) visit.diagnosis = ranked
  else delete visit.diagnosis
}

const conditionOf = (tx: Writer, { condition }: EncounterDiagnosis): LocalId | undefined =>
  tx.identity.resolve(condition?.reference)

const diagnosisOf = (tx: Writer, condition: LocalId): EncounterDiagnosis => ({
  condition: referTo(tx, 'Condition', condition),
  use: hl7('diagnosis-role', 'CC', 'Chief complaint'),
})
