/**
 * Collection tubes and the order of draw.
 *
 * Order after CLSI GP41 (Collection of Diagnostic Venous Blood Specimens, 7th ed.): blood cultures, citrate, serum,
 * heparin, EDTA, fluoride; it keeps one tube's additive from contaminating the next. Volumes and inversions are those
 * common tube makers print for adult tubes; a site's own laboratory manual outranks them.
 */
export interface TubeKind {
  code: string
  /** Stopper colour as it is said. */
  colour: string
  /** Colour of the drawing on screen, light enough for its text. */
  swatch: string
  /** Text on the swatch. */
  ink: string
  additive: string
  volume: string
  handling: string
  /** Place in the order of draw, lowest first; what is not drawn from a vein comes last. */
  order: number
}

const kinds = [
  {
    code: 'blood-culture',
    colour: 'Blood culture',
    swatch: '#e0b93f',
    ink: '#2b2300',
    additive: 'Aerobic, then anaerobic bottle',
    volume: '8–10 mL each',
    handling: '8 inversions each',
    order: 1,
  },
  {
    code: 'light-blue',
    colour: 'Light blue',
    swatch: '#86b3dd',
    ink: '#0b2238',
    additive: 'Sodium citrate 3.2 %',
    volume: '2.7 mL, filled to the line',
    handling: '3–4 inversions',
    order: 2,
  },
  {
    code: 'gold',
    colour: 'Gold',
    swatch: '#c99a2a',
    ink: '#261b00',
    additive: 'Clot activator and gel',
    volume: '5 mL',
    handling: '5 inversions',
    order: 3,
  },
  {
    code: 'green',
    colour: 'Green',
    swatch: '#3f8f52',
    ink: '#ffffff',
    additive: 'Lithium heparin',
    volume: '4 mL',
    handling: '8–10 inversions, on ice',
    order: 4,
  },
  {
    code: 'lavender',
    colour: 'Lavender',
    swatch: '#8d6bb8',
    ink: '#ffffff',
    additive: 'K₂EDTA',
    volume: '4 mL',
    handling: '8–10 inversions',
    order: 5,
  },
  {
    code: 'grey',
    colour: 'Grey',
    swatch: '#8b8f92',
    ink: '#101314',
    additive: 'Sodium fluoride and oxalate',
    volume: '2 mL',
    handling: '8–10 inversions',
    order: 6,
  },
  {
    code: 'urine',
    colour: 'Urine cup',
    swatch: '#d9cf9a',
    ink: '#2b2700',
    additive: 'None, sterile',
    volume: '10 mL or more',
    handling: 'Midstream, lid tight',
    order: 9,
  },
] as const satisfies readonly TubeKind[]

export type TubeCode = (typeof kinds)[number]['code']
export const tubeKinds: ReadonlyMap<string, TubeKind> = new Map(kinds.map((kind) => [kind.code, kind]))

/** Laboratory orders by LOINC and the tube each needs; panels listed where a laboratory takes them as one order. */
const tubeOfTest: Record<string, TubeCode> = {
  '600-7': 'blood-culture', // bacteria identified in blood by culture
  '17928-3': 'blood-culture', // bacteria identified, aerobic blood culture
  '5902-2': 'light-blue', // prothrombin time
  '6301-6': 'light-blue', // INR
  '34528-0': 'light-blue', // PT panel
  '48065-7': 'light-blue', // D-dimer
  '51990-0': 'gold', // basic metabolic panel
  '24321-2': 'gold', // basic metabolic 2000 panel
  '24323-8': 'gold', // comprehensive metabolic 2000 panel
  '24331-1': 'gold', // lipid 1996 panel
  '57698-3': 'gold', // lipid panel with direct LDL
  '24325-3': 'gold', // hepatic function 2000 panel
  '3016-3': 'gold', // thyrotropin
  '11580-8': 'gold', // thyrotropin, 3rd generation
  '3024-7': 'gold', // free thyroxine
  '2276-4': 'gold', // ferritin
  '2132-9': 'gold', // cobalamin
  '1989-3': 'gold', // 25-hydroxyvitamin D
  '62292-8': 'gold', // 25-hydroxyvitamin D2+D3
  '2857-1': 'gold', // prostate specific antigen
  '3084-1': 'gold', // urate
  '1988-5': 'gold', // C-reactive protein
  '33762-6': 'gold', // NT-proBNP
  '2823-3': 'gold', // potassium
  '24362-6': 'gold', // renal function panel
  '50190-8': 'gold', // iron and TIBC panel
  '16362-6': 'green', // ammonia
  '1986-9': 'green', // ammonia, plasma
  '4548-4': 'lavender', // haemoglobin A1c
  '58410-2': 'lavender', // CBC panel
  '57021-8': 'lavender', // CBC with differential
  '30341-2': 'lavender', // erythrocyte sedimentation rate
  '4537-7': 'lavender', // erythrocyte sedimentation rate, Westergren
  '2345-7': 'grey', // glucose
  '1558-6': 'grey', // fasting glucose
  '14959-1': 'urine', // albumin/creatinine, urine
  '9318-7': 'urine', // albumin/creatinine, urine
  '32294-1': 'urine', // albumin/creatinine, urine
  '630-4': 'urine', // urine culture
  '24356-8': 'urine', // urinalysis complete panel
  '24357-6': 'urine', // urinalysis panel
}

/** The tube a laboratory order needs; serum where the catalogue does not know better, and `known` says so. */
export function tubeForTest(loinc: string | undefined): { kind: TubeKind; known: boolean } {
  const code = loinc ? tubeOfTest[loinc] : undefined
  return { kind: tubeKinds.get(code ?? 'gold') as TubeKind, known: code !== undefined }
}
