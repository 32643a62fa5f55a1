import type { CodeableConcept } from '@medplum/fhirtypes'
import { concept, LOINC } from './coding.js'

/** What can be ordered. `tests` are its analytes in the order a report lists them; a qualitative test has words instead. */
export interface Panel {
  key: string
  concept: CodeableConcept
  tests: readonly string[]
  /** Answers of a qualitative test: normal, abnormal. */
  words?: readonly [string, string]
  fasting?: boolean
}

const panels = new Map<string, Panel>()
const panel = (
  key: string,
  loinc: string,
  display: string,
  text: string,
  tests: string,
  rest: Partial<Panel> = {},
): void => {
  panels.set(key, {
    key,
    concept: concept(LOINC, loinc, display, text),
    tests: tests.split(' ').filter(Boolean),
    ...rest,
  })
}
panel(
  'bmp',
  '51990-0',
  'Basic metabolic panel - Blood',
  'Basic metabolic panel',
  'na k cl co2 glucose bun creatinine egfr calcium',
)
panel(
  'cmp',
  '24323-8',
  'Comprehensive metabolic 2000 panel - Serum or Plasma',
  'Comprehensive metabolic panel',
  'na k cl co2 glucose bun creatinine egfr calcium protein albumin bilirubin alp alt ast',
)
panel('cbc', '58410-2', 'CBC panel - Blood by Automated count', 'CBC', 'wbc hgb hct mcv platelets')
panel('lipid', '24331-1', 'Lipid 1996 panel - Serum or Plasma', 'Lipid panel', 'cholesterol triglycerides hdl ldl', {
  fasting: true,
})
panel('a1c', '4548-4', 'Hemoglobin A1c/Hemoglobin.total in Blood', 'HbA1c', 'a1c')
panel('tsh', '3016-3', 'Thyrotropin [Units/volume] in Serum or Plasma', 'TSH', 'tsh')
panel('uacr', '9318-7', 'Albumin/Creatinine [Mass Ratio] in Urine', 'Urine albumin/creatinine', 'uacr')
panel('ferritin', '2276-4', 'Ferritin [Mass/volume] in Serum or Plasma', 'Ferritin', 'ferritin')
panel('b12', '2132-9', 'Cobalamin (Vitamin B12) [Mass/volume] in Serum or Plasma', 'Vitamin B12', 'b12')
panel(
  'vitaminD',
  '62292-8',
  '25-hydroxyvitamin D3+25-hydroxyvitamin D2 [Mass/volume] in Serum or Plasma',
  'Vitamin D',
  'vitaminD',
)
panel('psa', '2857-1', 'Prostate specific Ag [Mass/volume] in Serum or Plasma', 'PSA', 'psa')
panel('uricAcid', '3084-1', 'Urate [Mass/volume] in Serum or Plasma', 'Uric acid', 'uricAcid')
panel('crp', '1988-5', 'C reactive protein [Mass/volume] in Serum or Plasma', 'CRP', 'crp')
panel('esr', '4537-7', 'Erythrocyte sedimentation rate by Westergren method', 'ESR', 'esr')
panel(
  'ntprobnp',
  '33762-6',
  'Natriuretic peptide.B prohormone N-Terminal [Mass/volume] in Serum or Plasma',
  'NT-proBNP',
  'ntprobnp',
)
panel('inr', '34528-0', 'PT panel - Platelet poor plasma by Coagulation assay', 'PT/INR', 'pt inr')
panel(
  'fastingGlucose',
  '1558-6',
  'Fasting glucose [Mass/volume] in Serum or Plasma',
  'Fasting glucose',
  'fastingGlucose',
  { fasting: true },
)
panel('glucose', '2345-7', 'Glucose [Mass/volume] in Serum or Plasma', 'Glucose', 'glucose')
panel('lead', '5671-3', 'Lead [Mass/volume] in Blood', 'Lead', 'lead')
panel('ammonia', '16362-6', 'Ammonia [Moles/volume] in Plasma', 'Ammonia', '')
panel('bloodCulture', '600-7', 'Bacteria identified in Blood by Culture', 'Blood culture', '')
panel(
  'strep',
  '78012-2',
  'Streptococcus pyogenes Ag [Presence] in Throat by Rapid immunoassay',
  'Rapid strep test',
  '',
  { words: ['Negative', 'Positive'] },
)
panel('urinalysis', '24356-8', 'Urinalysis complete panel - Urine', 'Urinalysis', '', {
  words: ['No leukocytes or nitrite', 'Leukocyte esterase 2+, nitrite positive'],
})
panel('urineCulture', '630-4', 'Bacteria identified in Urine by Culture', 'Urine culture', '', {
  words: ['No growth', 'Escherichia coli over 100,000 CFU/mL'],
})
panel(
  'fit',
  '29771-3',
  'Hemoglobin.gastrointestinal.lower [Presence] in Stool by Immunoassay',
  'Stool blood test (FIT)',
  '',
  { words: ['Negative', 'Positive'] },
)
panel('pap', '10524-7', 'Microscopic observation [Identifier] in Cervix by Cyto stain', 'Cervical screening', '', {
  words: ['Negative for intraepithelial lesion', 'ASC-US'],
})

export function labPanel(key: string): Panel {
  const found = panels.get(key)
  if (!found) throw new Error(`no such panel: ${key}`)
  return found
}
