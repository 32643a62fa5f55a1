import type { CodeableConcept, Dosage, MedicationRequestDispenseRequest } from '@medplum/fhirtypes'
import { RXNORM } from './coding.js'
import { ingredients } from './ingredient.js'

/** Allergy groups that rule medicines out. */
export type AllergyGroup =
  | 'penicillin'
  | 'cephalosporin'
  | 'sulfa'
  | 'nsaid'
  | 'opioid'
  | 'acei'
  | 'statin'
  | 'macrolide'
  | 'tetracycline'
  | 'metformin'

/** What a medicine does to what is measured, at full effect. */
export interface Effect {
  /** mmHg systolic */
  sbp?: number
  /** beats per minute */
  pulse?: number
  /** HbA1c, percentage points */
  a1c?: number
  /** what LDL is multiplied by */
  ldl?: number
  /** mmol/L potassium */
  k?: number
  /** what body weight is multiplied by after a year */
  weight?: number
}

export interface Medicine {
  key: string
  /** One medicine of a class at a time: `raas`, `statin`, `ssri`. */
  cls: string
  concept: CodeableConcept
  dosage: Dosage[]
  dispense: MedicationRequestDispenseRequest
  effect: Effect
  /** Allergies that rule it out. */
  groups: readonly AllergyGroup[]
  /** Lowest eGFR it is given at, mL/min/1.73 m². */
  minGfr: number
  /** Not given in pregnancy. */
  notPregnant: boolean
  /** A short course, over by itself. */
  course: boolean
  /** Completed years of age it is given from and up to. */
  minAge: number
  maxAge: number
  text: string
  sig: string
}

const forms: readonly [RegExp, { value: number; unit: string }][] = [
  [/cream|gel|ointment/, { value: 1, unit: 'tube' }],
  [/inhaler/, { value: 1, unit: 'inhaler' }],
  [/pen$/, { value: 3, unit: 'pen' }],
  [/drops|solution|suspension|spray/, { value: 1, unit: 'bottle' }],
  [/capsule/, { value: 90, unit: 'capsule' }],
]
/** What is given out at a time, by the form the text names. */
const regular = (text: string) => ({
  quantity: forms.find(([form]) => form.test(text))?.[1] ?? { value: 90, unit: 'tablet' },
  numberOfRepeatsAllowed: 3,
})
const shortCourse = { numberOfRepeatsAllowed: 0 }

export interface Options {
  cls?: string
  effect?: Effect
  groups?: readonly AllergyGroup[]
  minGfr?: number
  notPregnant?: boolean
  course?: boolean
  prn?: boolean
  ages?: readonly [number, number]
}

/** One row of the formulary: its key, drug with strength and form, sig, RxNorm ingredient. */
export function row(
  key: string,
  text: string,
  sig: string,
  ingredient: string | undefined,
  options: Options = {},
): Medicine {
  const code = ingredient === undefined ? undefined : ingredients[ingredient]
  if (ingredient !== undefined && code === undefined) throw new Error(`no RxNorm code for ${ingredient}`)
  const dosage: Dosage = { text: sig }
  if (options.prn) dosage.asNeededBoolean = true
  const times = /four times daily/.test(sig)
    ? 4
    : /three times daily/.test(sig)
      ? 3
      : /twice daily/.test(sig)
        ? 2
        : /daily|at night/.test(sig)
          ? 1
          : 0
  if (times > 0 && !options.prn) dosage.timing = { repeat: { frequency: times, period: 1, periodUnit: 'd' } }
  if (/once a week|weekly/.test(sig)) dosage.timing = { repeat: { frequency: 1, period: 1, periodUnit: 'wk' } }
  return {
    key,
    cls: options.cls ?? key,
    concept: code && ingredient ? { coding: [{ system: RXNORM, code, display: ingredient }], text } : { text },
    dosage: [dosage],
    dispense: options.course ? shortCourse : regular(text),
    effect: options.effect ?? {},
    groups: options.groups ?? [],
    minGfr: options.minGfr ?? 0,
    notPregnant: options.notPregnant ?? false,
    course: options.course ?? false,
    minAge: options.ages?.[0] ?? (options.notPregnant && options.cls !== 'contraceptive' ? 16 : 12),
    maxAge: options.ages?.[1] ?? 130,
    text,
    sig,
  }
}
