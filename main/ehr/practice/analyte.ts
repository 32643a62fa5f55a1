import type { CodeableConcept, ObservationReferenceRange } from '@medplum/fhirtypes'
import { concept, LOINC } from './coding.js'
import { decimal } from './decimal.js'
import type { Sex } from './person.js'

/** A test with a number: LOINC, UCUM unit, decimals reported, adult reference range and critical limits. */
export interface Analyte {
  key: string
  concept: CodeableConcept
  unit: string
  ucum: string
  decimals: number
  low?: number
  high?: number
  /** Critical: called to the clinic at or below, at or above. */
  critical?: readonly [number | undefined, number | undefined]
  range?: ObservationReferenceRange[]
  /** Another range for one sex, or for children under 12. */
  other?: { sex?: Sex; child?: boolean; analyte: Analyte }[]
}

const analytes = new Map<string, Analyte>()

function range(
  { unit, ucum, decimals }: Pick<Analyte, 'unit' | 'ucum' | 'decimals'>,
  low?: number,
  high?: number,
): ObservationReferenceRange[] | undefined {
  if (low === undefined && high === undefined) return undefined
  const limit = (value: number) => ({
    value: decimal(value, decimals),
    unit,
    system: 'http://unitsofmeasure.org',
    code: ucum,
  })
  const text =
    low === undefined
      ? `< ${high?.toFixed(decimals)} ${unit}`
      : high === undefined
        ? `≥ ${low.toFixed(decimals)} ${unit}`
        : `${low.toFixed(decimals)} – ${high.toFixed(decimals)} ${unit}`
  return [{ ...(low !== undefined && { low: limit(low) }), ...(high !== undefined && { high: limit(high) }), text }]
}

interface Extra {
  ucum?: string
  critical?: readonly [number | undefined, number | undefined]
  female?: readonly [number | undefined, number | undefined]
  child?: readonly [number | undefined, number | undefined]
}

function test(
  key: string,
  loinc: string,
  display: string,
  text: string,
  unit: string,
  decimals: number,
  low: number | undefined,
  high: number | undefined,
  extra: Extra = {},
): void {
  const ucum = extra.ucum ?? unit
  const base: Analyte = { key, concept: concept(LOINC, loinc, display, text), unit, ucum, decimals }
  const withRange = (from?: number, to?: number): Analyte => {
    const ranges = range(base, from, to)
    return {
      ...base,
      ...(from !== undefined && { low: from }),
      ...(to !== undefined && { high: to }),
      ...(extra.critical && { critical: extra.critical }),
      ...(ranges && { range: ranges }),
    }
  }
  const main = withRange(low, high)
  const other: Analyte['other'] = []
  if (extra.child) other.push({ child: true, analyte: withRange(...extra.child) })
  if (extra.female) other.push({ sex: 'female', analyte: withRange(...extra.female) })
  if (other.length > 0) main.other = other
  analytes.set(key, main)
}

// Reference ranges as printed by general US laboratories; critical limits after common laboratory call lists.
test('na', '2951-2', 'Sodium [Moles/volume] in Serum or Plasma', 'Sodium', 'mmol/L', 0, 136, 145, {
  critical: [120, 160],
})
test('k', '2823-3', 'Potassium [Moles/volume] in Serum or Plasma', 'Potassium', 'mmol/L', 1, 3.5, 5.1, {
  critical: [2.8, 6.0],
})
test('cl', '2075-0', 'Chloride [Moles/volume] in Serum or Plasma', 'Chloride', 'mmol/L', 0, 98, 107)
test('co2', '2028-9', 'Carbon dioxide, total [Moles/volume] in Serum or Plasma', 'Bicarbonate', 'mmol/L', 0, 22, 29, {
  critical: [10, 40],
})
test('bun', '3094-0', 'Urea nitrogen [Mass/volume] in Serum or Plasma', 'Urea nitrogen', 'mg/dL', 0, 7, 20)
test('creatinine', '2160-0', 'Creatinine [Mass/volume] in Serum or Plasma', 'Creatinine', 'mg/dL', 2, 0.7, 1.3, {
  female: [0.5, 1.1],
  child: [0.3, 0.7],
})
test(
  'egfr',
  '98979-8',
  'Glomerular filtration rate/1.73 sq M.predicted [Volume Rate/Area] in Serum, Plasma or Blood by Creatinine-based formula (CKD-EPI 2021)',
  'eGFR',
  'mL/min/1.73 m²',
  0,
  60,
  undefined,
  { ucum: 'mL/min/{1.73_m2}' },
)
test('glucose', '2345-7', 'Glucose [Mass/volume] in Serum or Plasma', 'Glucose', 'mg/dL', 0, 70, 139, {
  critical: [50, 400],
})
test(
  'fastingGlucose',
  '1558-6',
  'Fasting glucose [Mass/volume] in Serum or Plasma',
  'Glucose, fasting',
  'mg/dL',
  0,
  70,
  99,
  { critical: [50, 400] },
)
test('calcium', '17861-6', 'Calcium [Mass/volume] in Serum or Plasma', 'Calcium', 'mg/dL', 1, 8.6, 10.3, {
  critical: [6.5, 13],
})
test('protein', '2885-2', 'Protein [Mass/volume] in Serum or Plasma', 'Total protein', 'g/dL', 1, 6.3, 8.2)
test('albumin', '1751-7', 'Albumin [Mass/volume] in Serum or Plasma', 'Albumin', 'g/dL', 1, 3.5, 5.0)
test('bilirubin', '1975-2', 'Bilirubin.total [Mass/volume] in Serum or Plasma', 'Bilirubin', 'mg/dL', 1, 0.2, 1.2)
test(
  'alp',
  '6768-6',
  'Alkaline phosphatase [Enzymatic activity/volume] in Serum or Plasma',
  'Alkaline phosphatase',
  'U/L',
  0,
  40,
  129,
  { child: [140, 420] },
)
test(
  'alt',
  '1742-6',
  'Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma',
  'ALT',
  'U/L',
  0,
  7,
  45,
  { female: [7, 35] },
)
test(
  'ast',
  '1920-8',
  'Aspartate aminotransferase [Enzymatic activity/volume] in Serum or Plasma',
  'AST',
  'U/L',
  0,
  10,
  40,
  { female: [10, 35] },
)
test('wbc', '6690-2', 'Leukocytes [#/volume] in Blood by Automated count', 'White cells', '10*3/uL', 1, 4.0, 11.0, {
  child: [5, 14.5],
  critical: [1.5, 30],
})
test('hgb', '718-7', 'Hemoglobin [Mass/volume] in Blood', 'Haemoglobin', 'g/dL', 1, 13.5, 17.5, {
  female: [12.0, 15.5],
  child: [11.0, 14.5],
  critical: [7, 20],
})
test('hct', '4544-3', 'Hematocrit [Volume Fraction] of Blood by Automated count', 'Haematocrit', '%', 1, 40, 51, {
  female: [36, 46],
  child: [33, 43],
})
test('mcv', '787-2', 'MCV [Entitic volume] by Automated count', 'MCV', 'fL', 0, 80, 100, { child: [73, 90] })
test('platelets', '777-3', 'Platelets [#/volume] in Blood by Automated count', 'Platelets', '10*3/uL', 0, 150, 400, {
  critical: [30, 1000],
})
test(
  'cholesterol',
  '2093-3',
  'Cholesterol [Mass/volume] in Serum or Plasma',
  'Total cholesterol',
  'mg/dL',
  0,
  undefined,
  200,
)
test(
  'triglycerides',
  '2571-8',
  'Triglyceride [Mass/volume] in Serum or Plasma',
  'Triglycerides',
  'mg/dL',
  0,
  undefined,
  150,
)
test(
  'hdl',
  '2085-9',
  'Cholesterol in HDL [Mass/volume] in Serum or Plasma',
  'HDL cholesterol',
  'mg/dL',
  0,
  40,
  undefined,
  { female: [50, undefined] },
)
test(
  'ldl',
  '13457-7',
  'Cholesterol in LDL [Mass/volume] in Serum or Plasma by calculation',
  'LDL cholesterol, calculated',
  'mg/dL',
  0,
  undefined,
  130,
)
test('a1c', '4548-4', 'Hemoglobin A1c/Hemoglobin.total in Blood', 'HbA1c', '%', 1, 4.0, 5.6)
test('tsh', '3016-3', 'Thyrotropin [Units/volume] in Serum or Plasma', 'TSH', 'mIU/L', 2, 0.4, 4.5, { ucum: 'm[IU]/L' })
test('freeT4', '3024-7', 'Thyroxine (T4) free [Mass/volume] in Serum or Plasma', 'Free T4', 'ng/dL', 2, 0.8, 1.8)
test('uacr', '9318-7', 'Albumin/Creatinine [Mass Ratio] in Urine', 'Urine albumin/creatinine', 'mg/g', 0, undefined, 30)
test('ferritin', '2276-4', 'Ferritin [Mass/volume] in Serum or Plasma', 'Ferritin', 'ng/mL', 0, 30, 400, {
  female: [15, 150],
  child: [10, 100],
})
test('b12', '2132-9', 'Cobalamin (Vitamin B12) [Mass/volume] in Serum or Plasma', 'Vitamin B12', 'pg/mL', 0, 232, 1245)
test(
  'vitaminD',
  '62292-8',
  '25-hydroxyvitamin D3+25-hydroxyvitamin D2 [Mass/volume] in Serum or Plasma',
  'Vitamin D, 25-hydroxy',
  'ng/mL',
  0,
  30,
  100,
)
test('psa', '2857-1', 'Prostate specific Ag [Mass/volume] in Serum or Plasma', 'PSA', 'ng/mL', 2, undefined, 4)
test('uricAcid', '3084-1', 'Urate [Mass/volume] in Serum or Plasma', 'Uric acid', 'mg/dL', 1, 3.5, 7.2, {
  female: [2.6, 6.0],
})
test('crp', '1988-5', 'C reactive protein [Mass/volume] in Serum or Plasma', 'CRP', 'mg/L', 1, undefined, 5)
test('esr', '4537-7', 'Erythrocyte sedimentation rate by Westergren method', 'ESR', 'mm/h', 0, undefined, 20, {
  female: [undefined, 30],
})
test(
  'ntprobnp',
  '33762-6',
  'Natriuretic peptide.B prohormone N-Terminal [Mass/volume] in Serum or Plasma',
  'NT-proBNP',
  'pg/mL',
  0,
  undefined,
  300,
)
test('inr', '6301-6', 'INR in Platelet poor plasma by Coagulation assay', 'INR', '{INR}', 1, 0.9, 1.1, {
  critical: [undefined, 5],
})
test('pt', '5902-2', 'Prothrombin time (PT)', 'Prothrombin time', 's', 1, 11.0, 13.5)
test('lead', '5671-3', 'Lead [Mass/volume] in Blood', 'Lead', 'ug/dL', 1, undefined, 3.5)

export function analyte(key: string, sex: Sex, child: boolean): Analyte {
  const found = analytes.get(key)
  if (!found) throw new Error(`no such test: ${key}`)
  if (found.other)
    for (const other of found.other) if (other.child ? child : other.sex === sex && !child) return other.analyte
  return found
}
