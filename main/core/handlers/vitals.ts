import type { Observation } from '@medplum/fhirtypes'
import type { Staff } from '../../../shared/contract/views/session.js'
import {
  bodyMassIndex,
  type VitalKind,
  type VitalName,
  type VitalValues,
  vitalKinds,
  vitalProblem,
} from '../../../shared/domain/vital.js'
import type { Instant, LocalId } from '../../../shared/kernel/ids.js'
import { parseJson } from '../../../shared/kernel/json.js'
import { ok, refuse } from '../../../shared/kernel/result.js'
import { one } from '../store/statement.js'
import type { CommandHandlers, Context } from './context.js'
import { concept, hl7, loinc, practiceMark, referTo, referToStaff, ucum } from './fhir.js'
import { denied } from './people.js'

/** What was measured: a number, or the decimal that was typed. */
type Typed = Partial<Record<VitalName, number | string>>

/** A decimal keeps the digits that were typed: `37.0` was measured to a tenth, `37` was not (FHIR R4, decimal). */
const quantity = (
  value: number | string,
  kind: Pick<VitalKind, 'unit' | 'unitText'>,
): Observation['valueQuantity'] => ({
  value: (typeof value === 'string' ? parseJson(value) : value) as number,
  unit: kind.unitText,
  system: ucum,
  code: kind.unit,
})

const numbersOf = (typed: Typed): VitalValues =>
  Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, Number(value)]))

/** The Observations of one set of vitals: blood pressure as one with two components, a body mass index where both measures are known. */
export function observationsOf(
  context: Context,
  who: Staff,
  at: Instant,
  set: { patient: LocalId; encounter: LocalId | undefined; values: Typed },
): Observation[] {
  const { store } = context
  const base = (code: Observation['code']): Observation => ({
    resourceType: 'Observation',
    ...practiceMark(context),
    status: 'final',
    category: [hl7('observation-category', 'vital-signs', 'Vital Signs')],
    code,
    subject: referTo(store, 'Patient', set.patient),
    ...(set.encounter && { encounter: referTo(store, 'Encounter', set.encounter) }),
    effectiveDateTime: at,
    issued: at,
    performer: [referToStaff(store, who)],
  })
  const made: Observation[] = []
  const kindNamed = (name: string): VitalKind => vitalKinds.find((kind) => kind.name === name) as VitalKind
  const { systolic, diastolic } = set.values
  if (systolic !== undefined && diastolic !== undefined) {
    const part = (kind: VitalKind, value: number | string): NonNullable<Observation['component']>[number] => ({
      code: concept(loinc, kind.code, kind.display),
      valueQuantity: quantity(value, kind) as NonNullable<Observation['valueQuantity']>,
    })
    made.push({
      ...base(concept(loinc, '85354-9', 'Blood pressure panel with all children optional', 'Blood pressure')),
      component: [part(kindNamed('systolic'), systolic), part(kindNamed('diastolic'), diastolic)],
    })
  }
  for (const kind of vitalKinds) {
    const value = set.values[kind.name]
    if (value === undefined || kind.name === 'systolic' || kind.name === 'diastolic') continue
    const code = concept(loinc, kind.code, kind.display, kind.label)
    if (kind.name === 'saturation')
      code.coding?.push({ system: loinc, code: '2708-6', display: 'Oxygen saturation in Arterial blood' })
    const measured = { ...base(code), valueQuantity: quantity(value, kind) }
    made.push(measured as Observation)
  }
  const measured = numbersOf(set.values)
  const height = measured.height ?? (measured.weight === undefined ? undefined : lastHeight(context, set.patient, at))
  const index = bodyMassIndex(measured.weight, height)
  if (index !== undefined) {
    made.push({
      ...base(concept(loinc, '39156-5', 'Body mass index (BMI) [Ratio]', 'Body mass index')),
      valueQuantity: { value: index, unit: 'kg/m²', system: ucum, code: 'kg/m2' },
    })
  }
  return made
}

/** An adult's height of the last two years, cm, for the body mass index; a child's is measured each time. */
function lastHeight({ store }: Context, patient: LocalId, at: Instant): number | undefined {
  const birth = one<{ birth_date: string | null }>(
    store.db,
    'SELECT birth_date FROM patient WHERE id = ?',
    patient,
  )?.birth_date
  if (!birth || Number(at.slice(0, 4)) - Number(birth.slice(0, 4)) < 20) return undefined
  const since = new Date(Date.parse(at) - 2 * 365.25 * 86_400_000).toISOString()
  const height = one<{ value: number | null }>(
    store.db,
    `SELECT value FROM reading WHERE patient = ? AND code = '8302-2' AND unit_key = 'cm' AND at >= ? ORDER BY at DESC LIMIT 1`,
    patient,
    since,
  )
  return height?.value ?? undefined
}

/** The signed note of a visit: what comes later is in the chart and not in it. */
const signedNoteOf = ({ store }: Context, encounter: LocalId): LocalId | undefined =>
  one<{ id: LocalId }>(
    store.db,
    `SELECT id FROM note WHERE encounter = ? AND status = 'signed' AND appends IS NULL ORDER BY at DESC, id`,
    encounter,
  )?.id

export const vitalsCommands = {
  'vitals.record': {
    run(context, { patient, encounter, values }, { who }) {
      const no = denied(who, 'vitals.write')
      if (no) return no
      const given: Typed = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
      if (Object.keys(given).length === 0) return refuse('invalid', 'No vital sign was entered.')
      const problem = vitalProblem(numbersOf(given))
      if (problem) return refuse('invalid', problem)
      if (encounter) {
        const of = one<{ patient: LocalId | null }>(
          context.store.db,
          'SELECT patient FROM encounter WHERE id = ?',
          encounter,
        )
        if (!of) return refuse('not-found', 'That visit is not held on this workstation.')
        if (of.patient !== patient)
          return refuse('wrong-patient', 'That visit is another patient’s. Nothing was saved.')
      }
      const at = context.at()
      const made = observationsOf(context, who, at, { patient, encounter, values: given })
      const ids = made.map(() => context.newId())
      context.store.commit({ who: who.id, at }, (tx) => {
        for (const [place, observation] of made.entries()) tx.create(ids[place] as LocalId, observation)
      })
      context.sync.poke()
      const signedNote = encounter && signedNoteOf(context, encounter)
      return ok({ observations: ids, ...(signedNote && { signedNote }) })
    },
  },
} satisfies Partial<CommandHandlers>
