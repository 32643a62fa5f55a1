import { type Medicine, type Options, row } from './medicine.js'

const raas = (sbp: number, k: number, acei: boolean): Options => ({
  cls: 'raas',
  effect: { sbp, k },
  notPregnant: true,
  ...(acei && { groups: ['acei'] as const }),
})

const statin = (ldl: number): Options => ({ cls: 'statin', effect: { ldl }, groups: ['statin'], notPregnant: true })

/** Heart, vessels, blood pressure, lipids, blood thinners. */
export const heart: readonly Medicine[] = [
  row('lisinopril10', 'Lisinopril 10 mg tablet', '10 mg daily', 'lisinopril', raas(-9, 0.15, true)),
  row('lisinopril20', 'Lisinopril 20 mg tablet', '20 mg daily', 'lisinopril', raas(-12, 0.2, true)),
  row('lisinopril40', 'Lisinopril 40 mg tablet', '40 mg daily', 'lisinopril', raas(-15, 0.25, true)),
  row('losartan50', 'Losartan 50 mg tablet', '50 mg daily', 'losartan', raas(-9, 0.15, false)),
  row('losartan100', 'Losartan 100 mg tablet', '100 mg daily', 'losartan', raas(-13, 0.2, false)),
  row('sacubitril', 'Sacubitril-valsartan 49/51 mg tablet', '1 tablet twice daily', undefined, {
    ...raas(-12, 0.2, true),
    minGfr: 30,
  }),
  row('amlodipine5', 'Amlodipine 5 mg tablet', '5 mg daily', 'amlodipine', { cls: 'ccb', effect: { sbp: -9 } }),
  row('amlodipine10', 'Amlodipine 10 mg tablet', '10 mg daily', 'amlodipine', { cls: 'ccb', effect: { sbp: -13 } }),
  row(
    'chlorthalidone',
    'Chlorthalidone 12.5 mg (half a 25 mg tablet)',
    '12.5 mg every morning, daily',
    'chlorthalidone',
    { cls: 'thiazide', effect: { sbp: -9, k: -0.2 }, minGfr: 25 },
  ),
  row('hctz25', 'Hydrochlorothiazide 25 mg tablet', '25 mg every morning, daily', 'hydrochlorothiazide', {
    cls: 'thiazide',
    effect: { sbp: -8, k: -0.2 },
    minGfr: 30,
  }),
  row('labetalol', 'Labetalol 100 mg tablet', '100 mg twice daily', undefined, {
    cls: 'beta',
    effect: { sbp: -9, pulse: -6 },
  }),
  row('metoprolol25', 'Metoprolol succinate ER 25 mg tablet', '25 mg daily', 'metoprolol', {
    cls: 'beta',
    effect: { sbp: -4, pulse: -7 },
  }),
  row('metoprolol50', 'Metoprolol succinate ER 50 mg tablet', '50 mg daily', 'metoprolol', {
    cls: 'beta',
    effect: { sbp: -6, pulse: -10 },
  }),
  row('metoprolol100', 'Metoprolol succinate ER 100 mg tablet', '100 mg daily', 'metoprolol', {
    cls: 'beta',
    effect: { sbp: -8, pulse: -13 },
  }),
  row('carvedilol', 'Carvedilol 12.5 mg tablet', '12.5 mg twice daily with food', 'carvedilol', {
    cls: 'beta',
    effect: { sbp: -7, pulse: -11 },
  }),
  row('furosemide20', 'Furosemide 20 mg tablet', '20 mg every morning, daily', 'furosemide', {
    cls: 'loop',
    effect: { sbp: -2, k: -0.25 },
  }),
  row('furosemide40', 'Furosemide 40 mg tablet', '40 mg every morning, daily', 'furosemide', {
    cls: 'loop',
    effect: { sbp: -3, k: -0.3 },
  }),
  row('spironolactone', 'Spironolactone 25 mg tablet', '25 mg daily', 'spironolactone', {
    cls: 'mra',
    effect: { sbp: -5, k: 0.3 },
    minGfr: 30,
    notPregnant: true,
  }),
  row('atorvastatin10', 'Atorvastatin 10 mg tablet', '10 mg at night', 'atorvastatin', statin(0.65)),
  row('atorvastatin20', 'Atorvastatin 20 mg tablet', '20 mg at night', 'atorvastatin', statin(0.59)),
  row('atorvastatin40', 'Atorvastatin 40 mg tablet', '40 mg at night', 'atorvastatin', statin(0.53)),
  row('atorvastatin80', 'Atorvastatin 80 mg tablet', '80 mg at night', 'atorvastatin', statin(0.48)),
  row('rosuvastatin10', 'Rosuvastatin 10 mg tablet', '10 mg daily', 'rosuvastatin', statin(0.55)),
  row('rosuvastatin5', 'Rosuvastatin 5 mg tablet', '5 mg daily', 'rosuvastatin', statin(0.62)),
  row('ezetimibe', 'Ezetimibe 10 mg tablet', '10 mg daily', 'ezetimibe', { effect: { ldl: 0.82 }, notPregnant: true }),
  row('warfarin', 'Warfarin 5 mg tablet', '5 mg daily in the evening', 'warfarin', {
    cls: 'anticoagulant',
    notPregnant: true,
  }),
  row('apixaban', 'Apixaban 5 mg tablet', '5 mg twice daily', 'apixaban', {
    cls: 'anticoagulant',
    minGfr: 25,
    notPregnant: true,
  }),
  row('aspirin81', 'Aspirin 81 mg tablet', '81 mg daily', 'aspirin', { cls: 'antiplatelet', groups: ['nsaid'] }),
  row('clopidogrel', 'Clopidogrel 75 mg tablet', '75 mg daily', 'clopidogrel', { cls: 'antiplatelet' }),
  row(
    'nitroglycerin',
    'Nitroglycerin 0.4 mg sublingual tablet',
    '1 tablet under the tongue every 5 minutes as needed for chest pain, up to 3',
    undefined,
    { prn: true },
  ),
]
