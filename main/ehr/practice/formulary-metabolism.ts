import { type Medicine, type Options, row } from './medicine.js'

const metformin = (a1c: number, minGfr: number): Options => ({
  cls: 'biguanide',
  effect: { a1c },
  groups: ['metformin'],
  minGfr,
  ages: [10, 130],
})

/** Diabetes, thyroid, bone, gout, blood. */
export const metabolism: readonly Medicine[] = [
  row('metformin500', 'Metformin ER 500 mg tablet', '500 mg twice daily with meals', 'metformin', metformin(-0.8, 30)),
  row(
    'metformin1000',
    'Metformin ER 500 mg tablet',
    '1,000 mg twice daily with meals',
    'metformin',
    metformin(-1.3, 45),
  ),
  row('empagliflozin10', 'Empagliflozin 10 mg tablet', '10 mg every morning, daily', 'empagliflozin', {
    cls: 'sglt2',
    effect: { a1c: -0.6, sbp: -3, weight: 0.98 },
    minGfr: 20,
    notPregnant: true,
  }),
  row('semaglutide', 'Semaglutide 0.5 mg injection pen', '0.5 mg under the skin once a week', 'semaglutide', {
    cls: 'glp1',
    effect: { a1c: -1.2, weight: 0.94 },
    notPregnant: true,
  }),
  row('semaglutide1', 'Semaglutide 1 mg injection pen', '1 mg under the skin once a week', 'semaglutide', {
    cls: 'glp1',
    effect: { a1c: -1.5, weight: 0.92 },
    notPregnant: true,
  }),
  row('glipizide', 'Glipizide 5 mg tablet', '5 mg daily before breakfast', 'glipizide', {
    cls: 'sulfonylurea',
    effect: { a1c: -1 },
    notPregnant: true,
  }),
  row('linagliptin', 'Linagliptin 5 mg tablet', '5 mg daily', 'linagliptin', { cls: 'dpp4', effect: { a1c: -0.6 } }),
  row('glargine', 'Insulin glargine 100 units/mL pen', '18 units under the skin at night', 'insulin glargine', {
    cls: 'basal',
    effect: { a1c: -1.4 },
    ages: [2, 130],
  }),
  row('glargine30', 'Insulin glargine 100 units/mL pen', '30 units under the skin at night', 'insulin glargine', {
    cls: 'basal',
    effect: { a1c: -1.9 },
  }),
  row('lispro', 'Insulin lispro 100 units/mL pen', '4 to 8 units three times daily with meals', 'insulin lispro', {
    cls: 'bolus',
    effect: { a1c: -1.5 },
    ages: [2, 130],
  }),
  ...(
    [
      [25, 'levothyroxine25'],
      [50, 'levothyroxine50'],
      [75, 'levothyroxine75'],
      [88, 'levothyroxine88'],
      [100, 'levothyroxine100'],
      [112, 'levothyroxine112'],
    ] as const
  ).map(([micrograms, key]) =>
    row(key, `Levothyroxine ${micrograms} mcg tablet`, `${micrograms} mcg daily on an empty stomach`, 'levothyroxine', {
      cls: 'thyroid',
    }),
  ),
  row(
    'alendronate',
    'Alendronate 70 mg tablet',
    '70 mg once a week on an empty stomach, upright for 30 minutes',
    'alendronate',
    { minGfr: 35, notPregnant: true },
  ),
  row('vitaminD', 'Cholecalciferol 1,000 unit tablet', '1,000 units daily', 'cholecalciferol', { ages: [1, 130] }),
  row('allopurinol100', 'Allopurinol 100 mg tablet', '100 mg daily', 'allopurinol', { cls: 'urate' }),
  row('allopurinol300', 'Allopurinol 300 mg tablet', '300 mg daily', 'allopurinol', { cls: 'urate', minGfr: 45 }),
  row('iron', 'Ferrous sulfate 325 mg (65 mg iron) tablet', '1 tablet every other day with juice', undefined, {
    ages: [6, 130],
  }),
  row('ironChild', 'Ferrous sulfate 75 mg/mL (15 mg iron/mL) drops', 'by weight, daily', undefined, {
    cls: 'iron',
    ages: [0, 5],
  }),
  row('b12', 'Cyanocobalamin 1,000 mcg tablet', '1,000 mcg daily', undefined),
]
