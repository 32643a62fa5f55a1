/** A laboratory test under the short name people ask for it by. */
export interface SmartTest {
  /** The smart link's name: kept for ever, notes and templates hold it. */
  link: string
  name: string
  /** LOINC codes of the same quantity by other methods or in other units. They never share one trend. */
  codes: readonly string[]
  /** Lay words and abbreviations. */
  finds: readonly string[]
}

const test = (link: string, name: string, codes: string, finds: string): SmartTest => ({
  link,
  name,
  codes: codes.split(' '),
  finds: finds.split('; '),
})

/** Tests with a short name. Others are asked for by their name in the chart. Codes are LOINC's. */
export const smartTests: readonly SmartTest[] = [
  test('a1c', 'HbA1c', '4548-4 17856-6 4549-2 59261-8', 'hba1c; sugar; diabetes; glycated haemoglobin; hemoglobin a1c'),
  test(
    'egfr',
    'eGFR',
    '98979-8 62238-1 88293-6 77147-7 33914-3 48642-3 48643-1',
    'gfr; kidney function; renal; filtration',
  ),
  test('creatinine', 'Creatinine', '2160-0 14682-9', 'kidney; renal; crea; cr'),
  test('uacr', 'Urine albumin/creatinine', '9318-7 14959-1 32294-1', 'acr; microalbumin; albuminuria; urine protein'),
  test('potassium', 'Potassium', '2823-3 6298-4', 'k; salts; electrolytes'),
  test('sodium', 'Sodium', '2951-2 2947-0', 'na; salts; electrolytes'),
  test('chloride', 'Chloride', '2075-0', 'cl; electrolytes'),
  test('bicarbonate', 'Bicarbonate', '2028-9 1963-8', 'co2; hco3; electrolytes'),
  test('bun', 'Urea nitrogen', '3094-0 22664-7', 'urea; kidney'),
  test('calcium', 'Calcium', '17861-6 2000-8', 'ca'),
  test('glucose', 'Glucose', '2345-7 14749-6', 'sugar; blood sugar'),
  test('fasting-glucose', 'Fasting glucose', '1558-6', 'sugar; fasting sugar; fbs'),
  test('ldl', 'LDL cholesterol', '13457-7 18262-6 2089-1 22748-8', 'cholesterol; lipids; bad cholesterol'),
  test('hdl', 'HDL cholesterol', '2085-9 14646-4', 'cholesterol; lipids; good cholesterol'),
  test('cholesterol', 'Total cholesterol', '2093-3 14647-2', 'lipids; chol'),
  test('triglycerides', 'Triglycerides', '2571-8 14927-8', 'lipids; trigs; tg'),
  test('alt', 'ALT', '1742-6', 'liver; lfts; sgpt'),
  test('ast', 'AST', '1920-8', 'liver; lfts; sgot'),
  test('alp', 'Alkaline phosphatase', '6768-6', 'liver; lfts; alk phos'),
  test('bilirubin', 'Bilirubin', '1975-2 14631-6', 'liver; lfts; jaundice'),
  test('albumin', 'Albumin', '1751-7', 'liver; protein'),
  test('haemoglobin', 'Haemoglobin', '718-7 20509-6', 'hemoglobin; hb; hgb; blood count; cbc; anaemia; anemia'),
  test('haematocrit', 'Haematocrit', '4544-3', 'hematocrit; hct; blood count; cbc'),
  test('white-cells', 'White cells', '6690-2 26464-8', 'wbc; leukocytes; blood count; cbc'),
  test('platelets', 'Platelets', '777-3 26515-7', 'plt; blood count; cbc'),
  test('mcv', 'MCV', '787-2 30428-7', 'blood count; cbc'),
  test('ferritin', 'Ferritin', '2276-4', 'iron'),
  test('b12', 'Vitamin B12', '2132-9', 'cobalamin; vitamin'),
  test('vitamin-d', 'Vitamin D', '62292-8 1989-3', 'vit d; 25-oh'),
  test('tsh', 'TSH', '3016-3 11580-8', 'thyroid'),
  test('free-t4', 'Free T4', '3024-7 14920-3', 'thyroid; ft4; thyroxine'),
  test('psa', 'PSA', '2857-1', 'prostate'),
  test('uric-acid', 'Uric acid', '3084-1 14933-6', 'urate; gout'),
  test('crp', 'CRP', '1988-5', 'inflammation; c-reactive'),
  test('esr', 'ESR', '4537-7 30341-2', 'inflammation; sed rate'),
  test('inr', 'INR', '6301-6 34714-6', 'warfarin; clotting; pt'),
  test('nt-probnp', 'NT-proBNP', '33762-6', 'bnp; heart failure'),
  test('lead', 'Lead', '5671-3 10368-9', 'pb'),
]

const byCode = new Map(smartTests.flatMap((each) => each.codes.map((code) => [code, each] as const)))

/** The short name a LOINC code has, if any. */
export const smartTestOf = (code: string): SmartTest | undefined => byCode.get(code)
