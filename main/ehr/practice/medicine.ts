import type { CodeableConcept, Dosage, MedicationRequestDispenseRequest } from '@medplum/fhirtypes'
import { RXNORM } from './coding.js'

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

/**
 * RxNorm ingredients (term type IN; National Library of Medicine). Given as the coding of a medicine whose text names
 * strength and form; left out where the number was not certain.
 */
const ingredients: Record<string, string> = {
  lisinopril: '29046',
  losartan: '52175',
  valsartan: '69749',
  amlodipine: '17767',
  hydrochlorothiazide: '5487',
  chlorthalidone: '2409',
  metoprolol: '6918',
  carvedilol: '20352',
  furosemide: '4603',
  spironolactone: '9997',
  atorvastatin: '83367',
  rosuvastatin: '301542',
  ezetimibe: '341248',
  metformin: '6809',
  empagliflozin: '1545653',
  semaglutide: '1991302',
  glipizide: '4821',
  linagliptin: '1100699',
  'insulin glargine': '274783',
  'insulin lispro': '86009',
  sertraline: '36437',
  escitalopram: '321988',
  fluoxetine: '4493',
  bupropion: '42347',
  duloxetine: '72625',
  trazodone: '10737',
  buspirone: '1827',
  hydroxyzine: '5553',
  omeprazole: '7646',
  pantoprazole: '40790',
  famotidine: '4278',
  levothyroxine: '10582',
  albuterol: '435',
  fluticasone: '41126',
  tiotropium: '69120',
  cetirizine: '20610',
  loratadine: '28889',
  warfarin: '11289',
  apixaban: '1364430',
  aspirin: '1191',
  clopidogrel: '32968',
  tamsulosin: '77492',
  finasteride: '25025',
  alendronate: '46041',
  allopurinol: '519',
  sumatriptan: '37418',
  topiramate: '38404',
  propranolol: '8787',
  levetiracetam: '114477',
  lamotrigine: '28439',
  methylphenidate: '6901',
  gabapentin: '25480',
  ibuprofen: '5640',
  naproxen: '7258',
  meloxicam: '41493',
  acetaminophen: '161',
  amoxicillin: '723',
  azithromycin: '18631',
  cephalexin: '2231',
  nitrofurantoin: '7454',
  doxycycline: '3640',
  triamcinolone: '10759',
  hydrocortisone: '5492',
  donepezil: '135447',
  memantine: '6719',
  methotrexate: '6851',
  'folic acid': '4511',
  cholecalciferol: '2418',
  varenicline: '591622',
  oseltamivir: '260101',
  ondansetron: '26225',
  benzonatate: '18993',
  cefdinir: '25037',
}

const regular = { quantity: { value: 90, unit: 'tablet' }, numberOfRepeatsAllowed: 3 }
const shortCourse = { numberOfRepeatsAllowed: 0 }

interface Options {
  cls?: string
  effect?: Effect
  groups?: readonly AllergyGroup[]
  minGfr?: number
  notPregnant?: boolean
  course?: boolean
  prn?: boolean
  ages?: readonly [number, number]
}

const catalogue = new Map<string, Medicine>()

/** One row: its key, drug with strength and form, sig, RxNorm ingredient. */
function row(key: string, text: string, sig: string, ingredient: string | undefined, options: Options = {}): void {
  const code = ingredient ? ingredients[ingredient] : undefined
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
  catalogue.set(key, {
    key,
    cls: options.cls ?? key,
    concept: code && ingredient ? { coding: [{ system: RXNORM, code, display: ingredient }], text } : { text },
    dosage: [dosage],
    dispense: options.course ? shortCourse : regular,
    effect: options.effect ?? {},
    groups: options.groups ?? [],
    minGfr: options.minGfr ?? 0,
    notPregnant: options.notPregnant ?? false,
    course: options.course ?? false,
    minAge: options.ages?.[0] ?? (options.notPregnant && options.cls !== 'contraceptive' ? 16 : 12),
    maxAge: options.ages?.[1] ?? 130,
    text,
    sig,
  })
}

const raas = (sbp: number, k: number, acei: boolean): Options => ({
  cls: 'raas',
  effect: { sbp, k },
  notPregnant: true,
  ...(acei && { groups: ['acei'] as const }),
})
row('lisinopril10', 'Lisinopril 10 mg tablet', '10 mg daily', 'lisinopril', raas(-9, 0.15, true))
row('lisinopril20', 'Lisinopril 20 mg tablet', '20 mg daily', 'lisinopril', raas(-12, 0.2, true))
row('lisinopril40', 'Lisinopril 40 mg tablet', '40 mg daily', 'lisinopril', raas(-15, 0.25, true))
row('losartan50', 'Losartan 50 mg tablet', '50 mg daily', 'losartan', raas(-9, 0.15, false))
row('losartan100', 'Losartan 100 mg tablet', '100 mg daily', 'losartan', raas(-13, 0.2, false))
row('sacubitril', 'Sacubitril-valsartan 49/51 mg tablet', '1 tablet twice daily', undefined, {
  ...raas(-12, 0.2, true),
  minGfr: 30,
})
row('amlodipine5', 'Amlodipine 5 mg tablet', '5 mg daily', 'amlodipine', { cls: 'ccb', effect: { sbp: -9 } })
row('amlodipine10', 'Amlodipine 10 mg tablet', '10 mg daily', 'amlodipine', { cls: 'ccb', effect: { sbp: -13 } })
row(
  'chlorthalidone',
  'Chlorthalidone 12.5 mg (half a 25 mg tablet)',
  '12.5 mg every morning, daily',
  'chlorthalidone',
  { cls: 'thiazide', effect: { sbp: -9, k: -0.2 }, minGfr: 25 },
)
row('hctz25', 'Hydrochlorothiazide 25 mg tablet', '25 mg every morning, daily', 'hydrochlorothiazide', {
  cls: 'thiazide',
  effect: { sbp: -8, k: -0.2 },
  minGfr: 30,
})
row('labetalol', 'Labetalol 100 mg tablet', '100 mg twice daily', undefined, {
  cls: 'beta',
  effect: { sbp: -9, pulse: -6 },
})
row('metoprolol25', 'Metoprolol succinate ER 25 mg tablet', '25 mg daily', 'metoprolol', {
  cls: 'beta',
  effect: { sbp: -4, pulse: -7 },
})
row('metoprolol50', 'Metoprolol succinate ER 50 mg tablet', '50 mg daily', 'metoprolol', {
  cls: 'beta',
  effect: { sbp: -6, pulse: -10 },
})
row('metoprolol100', 'Metoprolol succinate ER 100 mg tablet', '100 mg daily', 'metoprolol', {
  cls: 'beta',
  effect: { sbp: -8, pulse: -13 },
})
row('carvedilol', 'Carvedilol 12.5 mg tablet', '12.5 mg twice daily with food', 'carvedilol', {
  cls: 'beta',
  effect: { sbp: -7, pulse: -11 },
})
row('furosemide20', 'Furosemide 20 mg tablet', '20 mg every morning, daily', 'furosemide', {
  cls: 'loop',
  effect: { sbp: -2, k: -0.25 },
})
row('furosemide40', 'Furosemide 40 mg tablet', '40 mg every morning, daily', 'furosemide', {
  cls: 'loop',
  effect: { sbp: -3, k: -0.3 },
})
row('spironolactone', 'Spironolactone 25 mg tablet', '25 mg daily', 'spironolactone', {
  cls: 'mra',
  effect: { sbp: -5, k: 0.3 },
  minGfr: 30,
  notPregnant: true,
})
const statin = (ldl: number): Options => ({ cls: 'statin', effect: { ldl }, groups: ['statin'], notPregnant: true })
row('atorvastatin10', 'Atorvastatin 10 mg tablet', '10 mg at night', 'atorvastatin', statin(0.65))
row('atorvastatin20', 'Atorvastatin 20 mg tablet', '20 mg at night', 'atorvastatin', statin(0.59))
row('atorvastatin40', 'Atorvastatin 40 mg tablet', '40 mg at night', 'atorvastatin', statin(0.53))
row('atorvastatin80', 'Atorvastatin 80 mg tablet', '80 mg at night', 'atorvastatin', statin(0.48))
row('rosuvastatin10', 'Rosuvastatin 10 mg tablet', '10 mg daily', 'rosuvastatin', statin(0.55))
row('rosuvastatin5', 'Rosuvastatin 5 mg tablet', '5 mg daily', 'rosuvastatin', statin(0.62))
row('ezetimibe', 'Ezetimibe 10 mg tablet', '10 mg daily', 'ezetimibe', { effect: { ldl: 0.82 }, notPregnant: true })
const metformin = (a1c: number, minGfr: number): Options => ({
  cls: 'biguanide',
  effect: { a1c },
  groups: ['metformin'],
  minGfr,
  ages: [10, 130],
})
row('metformin500', 'Metformin ER 500 mg tablet', '500 mg twice daily with meals', 'metformin', metformin(-0.8, 30))
row('metformin1000', 'Metformin ER 500 mg tablet', '1,000 mg twice daily with meals', 'metformin', metformin(-1.3, 45))
row('empagliflozin10', 'Empagliflozin 10 mg tablet', '10 mg every morning, daily', 'empagliflozin', {
  cls: 'sglt2',
  effect: { a1c: -0.6, sbp: -3, weight: 0.98 },
  minGfr: 20,
  notPregnant: true,
})
row('semaglutide', 'Semaglutide 0.5 mg injection pen', '0.5 mg under the skin once a week', 'semaglutide', {
  cls: 'glp1',
  effect: { a1c: -1.2, weight: 0.94 },
  notPregnant: true,
})
row('semaglutide1', 'Semaglutide 1 mg injection pen', '1 mg under the skin once a week', 'semaglutide', {
  cls: 'glp1',
  effect: { a1c: -1.5, weight: 0.92 },
  notPregnant: true,
})
row('glipizide', 'Glipizide 5 mg tablet', '5 mg daily before breakfast', 'glipizide', {
  cls: 'sulfonylurea',
  effect: { a1c: -1 },
  notPregnant: true,
})
row('linagliptin', 'Linagliptin 5 mg tablet', '5 mg daily', 'linagliptin', { cls: 'dpp4', effect: { a1c: -0.6 } })
row('glargine', 'Insulin glargine 100 units/mL pen', '18 units under the skin at night', 'insulin glargine', {
  cls: 'basal',
  effect: { a1c: -1.4 },
  ages: [2, 130],
})
row('glargine30', 'Insulin glargine 100 units/mL pen', '30 units under the skin at night', 'insulin glargine', {
  cls: 'basal',
  effect: { a1c: -1.9 },
})
row('lispro', 'Insulin lispro 100 units/mL pen', '4 to 8 units three times daily with meals', 'insulin lispro', {
  cls: 'bolus',
  effect: { a1c: -1.5 },
  ages: [2, 130],
})
row('sertraline50', 'Sertraline 50 mg tablet', '50 mg daily', 'sertraline', { cls: 'ssri' })
row('sertraline100', 'Sertraline 100 mg tablet', '100 mg daily', 'sertraline', { cls: 'ssri' })
row('escitalopram10', 'Escitalopram 10 mg tablet', '10 mg daily', 'escitalopram', { cls: 'ssri' })
row('escitalopram20', 'Escitalopram 20 mg tablet', '20 mg daily', 'escitalopram', { cls: 'ssri' })
row('fluoxetine20', 'Fluoxetine 20 mg capsule', '20 mg every morning, daily', 'fluoxetine', { cls: 'ssri' })
row('duloxetine30', 'Duloxetine DR 30 mg capsule', '30 mg daily', 'duloxetine', { cls: 'ssri', minGfr: 30 })
row('duloxetine60', 'Duloxetine DR 60 mg capsule', '60 mg daily', 'duloxetine', { cls: 'ssri', minGfr: 30 })
row('bupropion', 'Bupropion XL 150 mg tablet', '150 mg every morning, daily', 'bupropion')
row('trazodone', 'Trazodone 50 mg tablet', '50 mg at night', 'trazodone')
row('buspirone', 'Buspirone 10 mg tablet', '10 mg twice daily', 'buspirone')
row('omeprazole20', 'Omeprazole DR 20 mg capsule', '20 mg daily before breakfast', 'omeprazole', { cls: 'acid' })
row('pantoprazole40', 'Pantoprazole DR 40 mg tablet', '40 mg daily before breakfast', 'pantoprazole', { cls: 'acid' })
row('famotidine', 'Famotidine 20 mg tablet', '20 mg twice daily as needed', 'famotidine', {
  cls: 'acid',
  prn: true,
  ages: [6, 130],
})
for (const [micrograms, key] of [
  [25, 'levothyroxine25'],
  [50, 'levothyroxine50'],
  [75, 'levothyroxine75'],
  [88, 'levothyroxine88'],
  [100, 'levothyroxine100'],
  [112, 'levothyroxine112'],
] as const)
  row(key, `Levothyroxine ${micrograms} mcg tablet`, `${micrograms} mcg daily on an empty stomach`, 'levothyroxine', {
    cls: 'thyroid',
  })
row('albuterol', 'Albuterol HFA 90 mcg inhaler', '2 puffs every 4 to 6 hours as needed for wheeze', 'albuterol', {
  cls: 'saba',
  prn: true,
  ages: [2, 130],
})
row('fluticasone44', 'Fluticasone HFA 44 mcg inhaler', '2 puffs twice daily with spacer', 'fluticasone', {
  cls: 'ics',
  ages: [2, 11],
})
row('fluticasone110', 'Fluticasone HFA 110 mcg inhaler', '2 puffs twice daily', 'fluticasone', { cls: 'ics' })
row('budesonide', 'Budesonide-formoterol 160/4.5 mcg inhaler', '2 puffs twice daily', undefined, { cls: 'ics' })
row('tiotropium', 'Tiotropium 18 mcg inhalation capsule', 'inhale 1 capsule daily', 'tiotropium', { cls: 'lama' })
row('cetirizine', 'Cetirizine 10 mg tablet', '10 mg daily', 'cetirizine', { cls: 'antihistamine', ages: [6, 130] })
row('cetirizineChild', 'Cetirizine 5 mg/5 mL oral solution', '5 mL daily', 'cetirizine', {
  cls: 'antihistamine',
  ages: [2, 5],
})
row('fluticasoneNasal', 'Fluticasone 50 mcg nasal spray', '1 spray in each nostril daily', 'fluticasone', {
  cls: 'nasal',
  ages: [4, 130],
})
row('warfarin', 'Warfarin 5 mg tablet', '5 mg daily in the evening', 'warfarin', {
  cls: 'anticoagulant',
  notPregnant: true,
})
row('apixaban', 'Apixaban 5 mg tablet', '5 mg twice daily', 'apixaban', {
  cls: 'anticoagulant',
  minGfr: 25,
  notPregnant: true,
})
row('aspirin81', 'Aspirin 81 mg tablet', '81 mg daily', 'aspirin', { cls: 'antiplatelet', groups: ['nsaid'] })
row('clopidogrel', 'Clopidogrel 75 mg tablet', '75 mg daily', 'clopidogrel', { cls: 'antiplatelet' })
row(
  'nitroglycerin',
  'Nitroglycerin 0.4 mg sublingual tablet',
  '1 tablet under the tongue every 5 minutes as needed for chest pain, up to 3',
  undefined,
  { prn: true },
)
row('tamsulosin', 'Tamsulosin 0.4 mg capsule', '0.4 mg daily after supper', 'tamsulosin')
row('finasteride', 'Finasteride 5 mg tablet', '5 mg daily', 'finasteride', { notPregnant: true, ages: [45, 130] })
row(
  'alendronate',
  'Alendronate 70 mg tablet',
  '70 mg once a week on an empty stomach, upright for 30 minutes',
  'alendronate',
  { minGfr: 35, notPregnant: true },
)
row('vitaminD', 'Cholecalciferol 1,000 unit tablet', '1,000 units daily', 'cholecalciferol', { ages: [1, 130] })
row('allopurinol100', 'Allopurinol 100 mg tablet', '100 mg daily', 'allopurinol', { cls: 'urate' })
row('allopurinol300', 'Allopurinol 300 mg tablet', '300 mg daily', 'allopurinol', { cls: 'urate', minGfr: 45 })
row(
  'sumatriptan',
  'Sumatriptan 50 mg tablet',
  '50 mg at onset of migraine, may repeat once after 2 hours as needed',
  'sumatriptan',
  { cls: 'triptan', prn: true, ages: [12, 64] },
)
row('topiramate', 'Topiramate 50 mg tablet', '50 mg twice daily', 'topiramate', { cls: 'migraine', notPregnant: true })
row('propranolol', 'Propranolol ER 80 mg capsule', '80 mg daily', 'propranolol', {
  cls: 'beta',
  effect: { sbp: -5, pulse: -10 },
})
row('levetiracetam', 'Levetiracetam 500 mg tablet', '500 mg twice daily', 'levetiracetam', { ages: [4, 130] })
row('lamotrigine', 'Lamotrigine 100 mg tablet', '100 mg twice daily', 'lamotrigine', { ages: [12, 130] })
row('methylphenidate18', 'Methylphenidate ER 18 mg tablet', '18 mg every morning, daily', 'methylphenidate', {
  cls: 'stimulant',
  ages: [6, 130],
})
row('methylphenidate36', 'Methylphenidate ER 36 mg tablet', '36 mg every morning, daily', 'methylphenidate', {
  cls: 'stimulant',
  ages: [8, 130],
})
row('gabapentin300', 'Gabapentin 300 mg capsule', '300 mg at night', 'gabapentin', { cls: 'gabapentinoid', minGfr: 15 })
row('gabapentin900', 'Gabapentin 300 mg capsule', '300 mg three times daily', 'gabapentin', {
  cls: 'gabapentinoid',
  minGfr: 45,
})
row('contraceptivePill', 'Norethindrone-ethinyl estradiol 1/0.02 mg tablet', '1 tablet daily', undefined, {
  cls: 'contraceptive',
  notPregnant: true,
  ages: [14, 34],
})
row('progestinPill', 'Norethindrone 0.35 mg tablet', '1 tablet daily at the same time', undefined, {
  cls: 'contraceptive',
  notPregnant: true,
  ages: [14, 50],
})
row('prenatal', 'Prenatal vitamin tablet', '1 tablet daily', undefined)
row('iron', 'Ferrous sulfate 325 mg (65 mg iron) tablet', '1 tablet every other day with juice', undefined, {
  ages: [6, 130],
})
row('ironChild', 'Ferrous sulfate 75 mg/mL (15 mg iron/mL) drops', 'by weight, daily', undefined, {
  cls: 'iron',
  ages: [0, 5],
})
row('b12', 'Cyanocobalamin 1,000 mcg tablet', '1,000 mcg daily', undefined)
row('acetaminophen', 'Acetaminophen 500 mg tablet', '1,000 mg up to three times daily as needed', 'acetaminophen', {
  cls: 'paracetamol',
  prn: true,
})
row('ibuprofen', 'Ibuprofen 600 mg tablet', '600 mg three times daily with food as needed', 'ibuprofen', {
  cls: 'nsaid',
  groups: ['nsaid'],
  minGfr: 50,
  notPregnant: true,
  prn: true,
  ages: [12, 74],
})
row('naproxen', 'Naproxen 500 mg tablet', '500 mg twice daily with food as needed', 'naproxen', {
  cls: 'nsaid',
  groups: ['nsaid'],
  minGfr: 50,
  notPregnant: true,
  prn: true,
  ages: [12, 74],
})
row('meloxicam', 'Meloxicam 7.5 mg tablet', '7.5 mg daily with food', 'meloxicam', {
  cls: 'nsaid',
  groups: ['nsaid'],
  minGfr: 50,
  notPregnant: true,
  ages: [18, 74],
})
row('diclofenacGel', 'Diclofenac 1 % gel', 'apply 4 g to the joint four times daily as needed', undefined, {
  cls: 'topical-nsaid',
  groups: ['nsaid'],
  minGfr: 30,
  notPregnant: true,
  prn: true,
})
row(
  'triamcinolone',
  'Triamcinolone 0.1 % cream',
  'apply thinly twice daily to active patches for up to 2 weeks',
  'triamcinolone',
  { cls: 'steroid-cream', prn: true, ages: [4, 130] },
)
row('hydrocortisone', 'Hydrocortisone 2.5 % cream', 'apply thinly twice daily to active patches', 'hydrocortisone', {
  cls: 'steroid-cream',
  prn: true,
  ages: [0, 130],
})
row('adapalene', 'Adapalene 0.1 % gel', 'apply at night', undefined, { notPregnant: true, ages: [9, 130] })
row('metronidazoleGel', 'Metronidazole 0.75 % gel', 'apply to the face twice daily', undefined)
row('methotrexate', 'Methotrexate 2.5 mg tablet', '15 mg (6 tablets) once a week, same weekday', 'methotrexate', {
  minGfr: 45,
  notPregnant: true,
})
row('folate', 'Folic acid 1 mg tablet', '1 mg daily', 'folic acid')
row('lactulose', 'Lactulose 10 g/15 mL solution', '30 mL twice daily', undefined)
row('donepezil5', 'Donepezil 5 mg tablet', '5 mg at night', 'donepezil', { cls: 'donepezil' })
row('donepezil', 'Donepezil 10 mg tablet', '10 mg at night', 'donepezil')
row('memantine', 'Memantine 10 mg tablet', '10 mg twice daily', 'memantine')
row('mirabegron', 'Mirabegron ER 25 mg tablet', '25 mg daily', undefined, { minGfr: 15 })
row('estradiolCream', 'Estradiol 0.01 % vaginal cream', '0.5 g vaginally twice weekly', undefined, {
  notPregnant: true,
})
row('polyethyleneGlycol', 'Polyethylene glycol 3350 powder', '17 g in water daily', undefined, { ages: [1, 130] })
row('dicyclomine', 'Dicyclomine 10 mg capsule', '10 mg up to four times daily as needed', undefined, { prn: true })
row('mesalamine', 'Mesalamine DR 1.2 g tablet', '2.4 g daily', undefined, { minGfr: 30 })
row('ropinirole', 'Ropinirole 0.5 mg tablet', '0.5 mg at night', undefined)
row('latanoprost', 'Latanoprost 0.005 % eye drops', '1 drop in each eye at night', undefined)
row('varenicline', 'Varenicline 1 mg tablet', '1 mg twice daily', 'varenicline', { minGfr: 30 })
row(
  'epinephrine',
  'Epinephrine 0.3 mg auto-injector',
  '1 injection into the thigh for anaphylaxis as needed, then call 911',
  undefined,
  { cls: 'epinephrine', prn: true, ages: [7, 130] },
)
row(
  'epinephrineChild',
  'Epinephrine 0.15 mg auto-injector',
  '1 injection into the thigh for anaphylaxis as needed, then call 911',
  undefined,
  { cls: 'epinephrine', prn: true, ages: [1, 6] },
)
row('naltrexone', 'Naltrexone 50 mg tablet', '50 mg daily', undefined, { groups: ['opioid'] })
row('prazosin', 'Prazosin 2 mg capsule', '2 mg at night', undefined, { effect: { sbp: -2 }, ages: [18, 130] })

// Short courses.
const course = (groups: readonly AllergyGroup[] = [], rest: Options = {}): Options => ({
  course: true,
  groups,
  ...rest,
})
row(
  'amoxicillin',
  'Amoxicillin 500 mg capsule',
  '500 mg twice daily for 10 days',
  'amoxicillin',
  course(['penicillin']),
)
row(
  'amoxicillinHigh',
  'Amoxicillin 875 mg tablet',
  '875 mg twice daily for 5 days',
  'amoxicillin',
  course(['penicillin'], { minGfr: 30 }),
)
row(
  'amoxicillinChild',
  'Amoxicillin 400 mg/5 mL suspension',
  'by weight, twice daily for 10 days',
  'amoxicillin',
  course(['penicillin'], { ages: [0, 11] }),
)
row(
  'coamoxiclav',
  'Amoxicillin-clavulanate 875/125 mg tablet',
  '1 tablet twice daily for 7 days',
  undefined,
  course(['penicillin'], { minGfr: 30 }),
)
row(
  'cefdinirChild',
  'Cefdinir 250 mg/5 mL suspension',
  'by weight, daily for 10 days',
  'cefdinir',
  course(['cephalosporin'], { ages: [0, 11] }),
)
row(
  'cephalexin',
  'Cephalexin 500 mg capsule',
  '500 mg four times daily for 7 days',
  'cephalexin',
  course(['cephalosporin'], { ages: [6, 130] }),
)
row(
  'azithromycin',
  'Azithromycin 250 mg tablet',
  '500 mg on day 1, then 250 mg daily for 4 days',
  'azithromycin',
  course(['macrolide']),
)
row(
  'azithromycinChild',
  'Azithromycin 200 mg/5 mL suspension',
  'by weight, daily for 5 days',
  'azithromycin',
  course(['macrolide'], { ages: [0, 11] }),
)
row(
  'doxycycline',
  'Doxycycline 100 mg capsule',
  '100 mg twice daily for 7 days',
  'doxycycline',
  course(['tetracycline'], { notPregnant: true }),
)
row(
  'nitrofurantoin',
  'Nitrofurantoin macrocrystals 100 mg capsule',
  '100 mg twice daily for 5 days',
  'nitrofurantoin',
  course([], { minGfr: 45 }),
)
row(
  'trimethoprimSulfa',
  'Trimethoprim-sulfamethoxazole 160/800 mg tablet',
  '1 tablet twice daily for 3 days',
  undefined,
  course(['sulfa'], { minGfr: 30, notPregnant: true }),
)
row('fosfomycin', 'Fosfomycin 3 g sachet', '3 g in water, single dose', undefined, course())
row(
  'benzonatate',
  'Benzonatate 100 mg capsule',
  '100 mg three times daily as needed for cough',
  'benzonatate',
  course([], { prn: true }),
)
row(
  'ondansetron',
  'Ondansetron 4 mg dissolving tablet',
  '4 mg every 8 hours as needed for nausea',
  'ondansetron',
  course([], { prn: true, ages: [4, 130] }),
)
row(
  'oseltamivir',
  'Oseltamivir 75 mg capsule',
  '75 mg twice daily for 5 days',
  'oseltamivir',
  course([], { minGfr: 60 }),
)
row(
  'metronidazoleVaginal',
  'Metronidazole 0.75 % vaginal gel',
  '1 applicator at night for 5 nights',
  undefined,
  course(),
)
row(
  'mupirocin',
  'Mupirocin 2 % ointment',
  'apply three times daily for 5 days',
  undefined,
  course([], { ages: [0, 130] }),
)
row(
  'ofloxacinEar',
  'Ofloxacin 0.3 % ear drops',
  '5 drops in the affected ear daily for 7 days',
  undefined,
  course([], { ages: [1, 130] }),
)
row(
  'polymyxinEye',
  'Polymyxin B-trimethoprim eye drops',
  '1 drop in the affected eye four times daily for 7 days',
  undefined,
  course([], { ages: [0, 130] }),
)
row(
  'dexamethasoneChild',
  'Dexamethasone 1 mg/mL oral solution',
  '0.6 mg/kg, single dose',
  undefined,
  course([], { ages: [0, 11] }),
)
row(
  'meclizine',
  'Meclizine 25 mg tablet',
  '25 mg up to three times daily as needed for dizziness',
  undefined,
  course([], { prn: true }),
)
row(
  'valacyclovir',
  'Valacyclovir 1 g tablet',
  '1 g three times daily for 7 days',
  undefined,
  course([], { minGfr: 50 }),
)

/** A medicine of the practice's formulary; the key must exist. */
export function medicine(key: string): Medicine {
  const found = catalogue.get(key)
  if (!found) throw new Error(`no such medicine: ${key}`)
  return found
}

export const formulary: ReadonlyMap<string, Medicine> = catalogue
