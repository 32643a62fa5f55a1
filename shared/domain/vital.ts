/** A vital sign as it is written: LOINC and UCUM after the FHIR vital signs profiles. */
export interface VitalKind {
  name: VitalName
  /** LOINC */
  code: string
  display: string
  /** What the clinic calls it. */
  label: string
  /** UCUM */
  unit: string
  /** The unit as people read it. */
  unitText: string
  /** Values outside cannot be recorded: see `vitalKinds`. */
  least: number
  most: number
}

export type VitalName =
  | 'systolic'
  | 'diastolic'
  | 'pulse'
  | 'respirations'
  | 'temperature'
  | 'saturation'
  | 'weight'
  | 'height'

/**
 * Limits of what a workstation records at all. They catch slips of the hand, a missing point and another unit; they are
 * no judgement of health. They lie outside the extremes described in living people:
 * systolic up to 370/360 in maximal effort (MacDougall 1985, J Appl Physiol 58:785) but not on a clinic's cuff, whose
 * measuring ranges end at 300 (ISO 81060-2 devices); core temperature 13.7 °C survived (Gilbert 2000, Lancet 355:375) and
 * 46.5 °C (Slovis 1982, Ann Emerg Med 11:269), neither in a primary-care room; weight 635 kg and height 272 cm are the
 * greatest on record, 0.2 kg and 20 cm the least of a newborn that lived.
 */
export const vitalKinds: readonly VitalKind[] = [
  {
    name: 'systolic',
    code: '8480-6',
    display: 'Systolic blood pressure',
    label: 'Systolic',
    unit: 'mm[Hg]',
    unitText: 'mmHg',
    least: 30,
    most: 320,
  },
  {
    name: 'diastolic',
    code: '8462-4',
    display: 'Diastolic blood pressure',
    label: 'Diastolic',
    unit: 'mm[Hg]',
    unitText: 'mmHg',
    least: 10,
    most: 220,
  },
  {
    name: 'pulse',
    code: '8867-4',
    display: 'Heart rate',
    label: 'Pulse',
    unit: '/min',
    unitText: '/min',
    least: 15,
    most: 320,
  },
  {
    name: 'respirations',
    code: '9279-1',
    display: 'Respiratory rate',
    label: 'Respirations',
    unit: '/min',
    unitText: '/min',
    least: 3,
    most: 120,
  },
  {
    name: 'temperature',
    code: '8310-5',
    display: 'Body temperature',
    label: 'Temperature',
    unit: 'Cel',
    unitText: '°C',
    least: 25,
    most: 45,
  },
  {
    name: 'saturation',
    code: '59408-5',
    display: 'Oxygen saturation in arterial blood by pulse oximetry',
    label: 'Oxygen saturation',
    unit: '%',
    unitText: '%',
    least: 30,
    most: 100,
  },
  {
    name: 'weight',
    code: '29463-7',
    display: 'Body weight',
    label: 'Weight',
    unit: 'kg',
    unitText: 'kg',
    least: 0.2,
    most: 650,
  },
  {
    name: 'height',
    code: '8302-2',
    display: 'Body height',
    label: 'Height',
    unit: 'cm',
    unitText: 'cm',
    least: 20,
    most: 275,
  },
]

export type VitalValues = Partial<Record<VitalName, number>>

/** Why these vitals cannot be recorded, in one sentence; undefined when they can. */
export function vitalProblem(values: VitalValues): string | undefined {
  for (const kind of vitalKinds) {
    const value = values[kind.name]
    if (value === undefined) continue
    if (!Number.isFinite(value) || value < kind.least || value > kind.most) {
      return `${kind.label} ${value} ${kind.unitText} cannot be: it is between ${kind.least} and ${kind.most}.`
    }
  }
  const { systolic, diastolic } = values
  if ((systolic === undefined) !== (diastolic === undefined)) return 'A blood pressure needs both values.'
  if (systolic !== undefined && diastolic !== undefined && diastolic >= systolic) {
    return 'The diastolic pressure must be below the systolic one.'
  }
  return undefined
}

/** Body mass index, kg/m², to one decimal; undefined without both measures or outside what a body can be. */
export function bodyMassIndex(weightKg: number | undefined, heightCm: number | undefined): number | undefined {
  if (!weightKg || !heightCm) return undefined
  const index = Math.round((weightKg / (heightCm / 100) ** 2) * 10) / 10
  return index >= 5 && index <= 200 ? index : undefined
}
